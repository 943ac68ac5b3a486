//! The sunset of a deprecated parameter is not a date.
//!
//! Why it breaks: Nobody can plan with it.
//! Safe path: Write it as `YYYY-MM-DD`.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-sunset-parse",
    level: Level::Error,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Waived("its opposite is what is asked for"),
    source: include_str!("request_parameter_sunset_parse.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterDeprecated { now: true, sunset: Some(sunset) } if sunset.date.is_none() => {
            Some(format!("`x-sunset` of {} is not a date: `{}`", fact.place, sunset.text))
        }
        _ => None,
    }
}
