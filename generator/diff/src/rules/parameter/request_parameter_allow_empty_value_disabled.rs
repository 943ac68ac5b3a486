//! A parameter may no longer be sent without a value.
//!
//! Why it breaks: Old calls of the form `?flag` are refused.
//! Safe path: Go on accepting an empty value.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-allow-empty-value-disabled",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("allowing an empty value breaks nobody and the catalogue has no row for it"),
    source: include_str!("request_parameter_allow_empty_value_disabled.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterAllowEmptyValue { now: false } => {
            Some(format!("{} no longer allows an empty value", fact.place))
        }
        _ => None,
    }
}
