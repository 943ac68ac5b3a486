//! A range of statuses became one of them.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-status-range-narrowed",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("response-status-range-widened"),
    source: include_str!("response_status_range_narrowed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseRangeNarrowed { from, to } if fact.provider_answers() => {
            Some(format!("status {from} became {to}"))
        }
        _ => None,
    }
}
