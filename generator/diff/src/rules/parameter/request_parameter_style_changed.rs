//! A parameter is serialized in another style.
//!
//! Why it breaks: Old callers write lists and objects in a way that is read differently now.
//! Safe path: Add a new parameter with the new style.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-style-changed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("request_parameter_style_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterStyle { from, to } => Some(format!("{} changed its style from {from} to {to}", fact.place)),
        _ => None,
    }
}
