//! A promised sunset date was withdrawn while the deprecation stays.
//!
//! Why it breaks: Callers no longer know until when it works.
//! Safe path: Move the sunset instead of deleting it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "sunset-deleted",
    level: Level::Error,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Waived("adding a sunset is what is asked for"),
    source: include_str!("sunset_deleted.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SunsetRemoved => Some("`x-sunset` was removed".into()),
        _ => None,
    }
}
