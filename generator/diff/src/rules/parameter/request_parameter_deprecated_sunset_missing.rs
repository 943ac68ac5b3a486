//! A dated release deprecates a parameter without saying until when it works.
//!
//! Why it breaks: Callers cannot plan.
//! Safe path: Add `x-sunset` at least the notice period ahead.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-deprecated-sunset-missing",
    level: Level::Error,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Waived("its opposite is what is asked for"),
    source: include_str!("request_parameter_deprecated_sunset_missing.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterDeprecated { now: true, sunset: None } if fact.release.is_some() => {
            Some(format!("{} was deprecated without `x-sunset`", fact.place))
        }
        _ => None,
    }
}
