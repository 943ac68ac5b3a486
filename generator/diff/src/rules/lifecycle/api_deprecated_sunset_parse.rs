//! The sunset of a deprecated operation is not a date.
//!
//! Why it breaks: Nobody can plan with it.
//! Safe path: Write it as `YYYY-MM-DD`.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-deprecated-sunset-parse",
    level: Level::Error,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Waived("its opposite is what is asked for"),
    source: include_str!("api_deprecated_sunset_parse.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::Deprecated { sunset: Some(sunset) } if sunset.date.is_none() => {
            Some(format!("`x-sunset` is not a date: `{}`", sunset.text))
        }
        _ => None,
    }
}
