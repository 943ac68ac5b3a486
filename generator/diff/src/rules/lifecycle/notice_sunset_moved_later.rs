//! A published sunset was moved later.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "notice-sunset-moved-later",
    level: Level::Info,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Rule("notice-sunset-moved-earlier"),
    source: include_str!("notice_sunset_moved_later.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SunsetMoved { from, to } if to > from => Some(format!("the sunset moved from {from} to {to}")),
        _ => None,
    }
}
