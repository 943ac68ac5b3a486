//! A new parameter may be sent.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "new-optional-request-parameter",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-parameter-removed"),
    source: include_str!("new_optional_request_parameter.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterAdded(p) if !p.required() => Some(format!("optional {} was added", fact.place)),
        _ => None,
    }
}
