//! An answer that the receiver of a callback may give is no longer accepted.
//!
//! Why it breaks: Receivers that give it are taken for broken.
//! Safe path: Go on accepting it.

use crate::fact::{Caller, Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "callback-response-status-removed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("accepting one more answer breaks nobody and the catalogue has no row for it"),
    source: include_str!("callback_response_status_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseRemoved { status } if fact.subject.caller == Caller::Callback => {
            Some(format!("status {status} is no longer accepted from the receiver"))
        }
        _ => None,
    }
}
