//! Reserved characters of a parameter may now be sent as they are.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-allow-reserved-enabled",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-parameter-allow-reserved-disabled"),
    source: include_str!("request_parameter_allow_reserved_enabled.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterAllowReserved { now: true } => Some(format!("{} now allows reserved characters", fact.place)),
        _ => None,
    }
}
