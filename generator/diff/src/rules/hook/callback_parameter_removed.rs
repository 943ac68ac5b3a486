//! A callback no longer carries a header or query value.
//!
//! Why it breaks: Receivers that rely on it fail.
//! Safe path: Announce it, then remove it.

use crate::fact::{Caller, Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "callback-parameter-removed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("callback-parameter-added"),
    source: include_str!("callback_parameter_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterRemoved { .. } | What::ParameterRequired { now: false }
            if fact.subject.caller == Caller::Callback =>
        {
            Some(format!("{} is no longer guaranteed", fact.place))
        }
        _ => None,
    }
}
