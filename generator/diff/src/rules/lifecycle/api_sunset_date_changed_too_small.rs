//! A sunset was pulled nearer than the notice period.
//!
//! Why it breaks: Callers planned with the later date.
//! Safe path: Keep the published date, or choose one at least the notice period ahead.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-sunset-date-changed-too-small",
    level: Level::Error,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Rule("notice-sunset-moved-later"),
    source: include_str!("api_sunset_date_changed_too_small.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SunsetMoved { from, to } if to < from && fact.too_soon(*to) => {
            Some(format!("the sunset moved from {from} to {to}, less than {} days ahead", fact.notice_days))
        }
        _ => None,
    }
}
