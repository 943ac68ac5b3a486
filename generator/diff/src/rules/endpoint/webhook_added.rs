//! A new webhook is offered.
//!
//! Why it breaks: It does not; nobody has subscribed yet.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "webhook-added",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("webhook-removed"),
    source: include_str!("webhook_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::WebhookAdded => Some("the webhook was added".into()),
        _ => None,
    }
}
