//! An operation may fail with one more status.
//!
//! Why it breaks: It does not: clients treat unknown failures by their class.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::success;
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-non-success-status-added",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("response-non-success-status-removed"),
    source: include_str!("response_non_success_status_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseAdded { status } if fact.provider_answers() && !success(status) && status != "default" => {
            Some(format!("status {status} was added"))
        }
        _ => None,
    }
}
