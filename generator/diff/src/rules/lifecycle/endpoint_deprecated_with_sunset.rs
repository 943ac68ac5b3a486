//! An operation is newly marked deprecated and says until when it works.
//!
//! Why it breaks: It does not yet.
//! Safe path: This is the safe path.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "endpoint-deprecated-with-sunset",
    level: Level::Info,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Rule("endpoint-reactivated"),
    source: include_str!("endpoint_deprecated_with_sunset.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::Deprecated { sunset: Some(sunset) } if sunset.date.is_some() => {
            Some(format!("the operation was deprecated and works until {}", sunset.text))
        }
        _ => None,
    }
}
