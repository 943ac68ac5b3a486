//! An operation offers one more callback.
//!
//! Why it breaks: It does not; callers that gave no address are not called.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "callback-added",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("callback-removed"),
    source: include_str!("callback_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::CallbackAdded => Some("the callback was added".into()),
        _ => None,
    }
}
