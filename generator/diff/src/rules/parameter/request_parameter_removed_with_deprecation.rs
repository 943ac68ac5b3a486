//! A deprecated parameter is gone.
//!
//! Why it breaks: Callers were warned.
//! Safe path: This is the safe path, provided that the notice period has passed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-removed-with-deprecation",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("new-optional-request-parameter"),
    source: include_str!("request_parameter_removed_with_deprecation.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterRemoved { parameter, sunset }
            if parameter.deprecated() && sunset.as_ref().is_none_or(|s| !fact.before(s)) =>
        {
            Some(format!("{} was removed after having been deprecated", fact.place))
        }
        _ => None,
    }
}
