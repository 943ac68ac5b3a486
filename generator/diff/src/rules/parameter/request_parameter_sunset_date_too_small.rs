//! A parameter is deprecated with a sunset nearer than the notice period.
//!
//! Why it breaks: Callers have less time than was promised to them.
//! Safe path: Choose a later sunset.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-sunset-date-too-small",
    level: Level::Error,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Waived("its opposite is what is asked for"),
    source: include_str!("request_parameter_sunset_date_too_small.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterDeprecated { now: true, sunset: Some(sunset) }
            if sunset.date.is_some_and(|d| fact.too_soon(d)) =>
        {
            Some(format!(
                "the sunset {} of {} is less than {} days after the release",
                sunset.text, fact.place, fact.notice_days
            ))
        }
        _ => None,
    }
}
