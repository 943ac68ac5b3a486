//! A link passes other parameters.
//!
//! Why it breaks: Clients that follow it send other values.
//! Safe path: Add a new link.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-link-parameter-changed",
    level: Level::Warning,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("response_link_parameter_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::LinkParameters { name } => Some(format!("link `{name}` passes other parameters")),
        _ => None,
    }
}
