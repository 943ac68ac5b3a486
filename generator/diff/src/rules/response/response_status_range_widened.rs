//! A status became a range that contains it.
//!
//! Why it breaks: Clients that know the one status meet others of the range.
//! Safe path: Keep the exact status beside the range.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-status-range-widened",
    level: Level::Warning,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("response-status-range-narrowed"),
    source: include_str!("response_status_range_widened.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseRangeWidened { from, to } if fact.provider_answers() => {
            Some(format!("status {from} became {to}"))
        }
        _ => None,
    }
}
