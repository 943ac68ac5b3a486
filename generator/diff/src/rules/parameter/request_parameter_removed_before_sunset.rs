//! A deprecated parameter is gone although its sunset is still ahead.
//!
//! Why it breaks: Callers planned with the promised date.
//! Safe path: Wait for the sunset.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-removed-before-sunset",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Waived("its opposite, keeping the promise, is no change"),
    source: include_str!("request_parameter_removed_before_sunset.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterRemoved { parameter, sunset: Some(sunset) } if parameter.deprecated() && fact.before(sunset) => {
            Some(format!("{} was removed before its sunset {}", fact.place, sunset.text))
        }
        _ => None,
    }
}
