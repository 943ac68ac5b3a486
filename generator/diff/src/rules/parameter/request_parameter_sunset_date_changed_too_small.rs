//! The sunset of a parameter was pulled nearer than the notice period.
//!
//! Why it breaks: Callers planned with the later date.
//! Safe path: Keep the published date, or choose one at least the notice period ahead.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-sunset-date-changed-too-small",
    level: Level::Error,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Waived("moving it later breaks nobody"),
    source: include_str!("request_parameter_sunset_date_changed_too_small.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterSunsetMoved { from, to } if to < from && fact.too_soon(*to) => Some(format!(
            "the sunset of {} moved from {from} to {to}, less than {} days ahead",
            fact.place, fact.notice_days
        )),
        _ => None,
    }
}
