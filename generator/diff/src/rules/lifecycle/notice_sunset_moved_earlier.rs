//! A published sunset was moved earlier.
//!
//! Why it breaks: Callers planned with the later date.
//! Safe path: Keep the published date.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "notice-sunset-moved-earlier",
    level: Level::Error,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Rule("notice-sunset-moved-later"),
    source: include_str!("notice_sunset_moved_earlier.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SunsetMoved { from, to } if to < from && !fact.too_soon(*to) => {
            Some(format!("the sunset moved from {from} to {to}"))
        }
        _ => None,
    }
}
