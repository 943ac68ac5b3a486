//! A parameter is no longer known.
//!
//! Why it breaks: Callers that send it are ignored or refused; a filter that is ignored returns too much.
//! Safe path: Deprecate it with a sunset first, and refuse it only afterwards.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-removed",
    level: Level::Warning,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("new-optional-request-parameter"),
    source: include_str!("request_parameter_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterRemoved { parameter, sunset }
            if !parameter.deprecated() || sunset.is_none() && !parameter.deprecated() =>
        {
            Some(format!("{} was removed", fact.place))
        }
        _ => None,
    }
}
