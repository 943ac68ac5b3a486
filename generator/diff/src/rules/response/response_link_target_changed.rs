//! A link points at another operation.
//!
//! Why it breaks: Clients that follow it call something else.
//! Safe path: Add a new link.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-link-target-changed",
    level: Level::Warning,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("response_link_target_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::LinkTarget { name } => Some(format!("link `{name}` points at another operation")),
        _ => None,
    }
}
