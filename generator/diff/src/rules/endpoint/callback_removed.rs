//! A callback is no longer made.
//!
//! Why it breaks: Receivers wait for calls that never come.
//! Safe path: Announce its end on the operation, then remove it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "callback-removed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("callback-added"),
    source: include_str!("callback_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::CallbackRemoved => Some("the callback was removed".into()),
        _ => None,
    }
}
