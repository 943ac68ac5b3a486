//! A dated release deprecates an operation without saying until when it works.
//!
//! Why it breaks: Callers cannot plan.
//! Safe path: Add `x-sunset` at least the notice period ahead.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-deprecated-sunset-missing",
    level: Level::Error,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Waived("its opposite is what is asked for"),
    source: include_str!("api_deprecated_sunset_missing.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::Deprecated { sunset: None } if fact.release.is_some() => {
            Some("the operation was deprecated without `x-sunset`".into())
        }
        _ => None,
    }
}
