//! The promised sunset of a parameter was withdrawn while the deprecation stays.
//!
//! Why it breaks: Callers no longer know until when it works.
//! Safe path: Move the sunset instead of deleting it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-sunset-deleted",
    level: Level::Error,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Waived("adding a sunset is what is asked for"),
    source: include_str!("request_parameter_sunset_deleted.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterSunsetRemoved => Some(format!("`x-sunset` of {} was removed", fact.place)),
        _ => None,
    }
}
