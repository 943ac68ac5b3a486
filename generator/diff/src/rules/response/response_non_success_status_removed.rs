//! A failure status is no longer documented.
//!
//! Why it breaks: It hardly does: code for it is never reached.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::success;
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-non-success-status-removed",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("response-non-success-status-added"),
    source: include_str!("response_non_success_status_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseRemoved { status } if fact.provider_answers() && !success(status) && status != "default" => {
            Some(format!("status {status} was removed"))
        }
        _ => None,
    }
}
