//! A parameter moved to another part of the request.
//!
//! Why it breaks: The server no longer finds the value where old callers put it.
//! Safe path: Accept both places until the old one has been deprecated long enough.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-in-changed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("request_parameter_in_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterMoved { from, to } => Some(format!("{} moved from {from} to {to}", fact.place)),
        _ => None,
    }
}
