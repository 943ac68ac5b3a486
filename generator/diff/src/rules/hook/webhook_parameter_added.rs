//! A webhook carries one more header or query value.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Caller, Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "webhook-parameter-added",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("webhook-parameter-removed"),
    source: include_str!("webhook_parameter_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterAdded(_) if fact.subject.caller == Caller::Webhook => Some(format!("{} was added", fact.place)),
        _ => None,
    }
}
