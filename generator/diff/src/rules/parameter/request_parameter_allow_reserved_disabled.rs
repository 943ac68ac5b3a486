//! Reserved characters of a parameter must now be escaped.
//!
//! Why it breaks: Old callers send them as they are.
//! Safe path: Go on accepting reserved characters.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-allow-reserved-disabled",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-parameter-allow-reserved-enabled"),
    source: include_str!("request_parameter_allow_reserved_disabled.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterAllowReserved { now: false } => {
            Some(format!("{} no longer allows reserved characters", fact.place))
        }
        _ => None,
    }
}
