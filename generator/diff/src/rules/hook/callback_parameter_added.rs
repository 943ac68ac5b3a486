//! A callback carries one more header or query value.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Caller, Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "callback-parameter-added",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("callback-parameter-removed"),
    source: include_str!("callback_parameter_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterAdded(_) if fact.subject.caller == Caller::Callback => Some(format!("{} was added", fact.place)),
        _ => None,
    }
}
