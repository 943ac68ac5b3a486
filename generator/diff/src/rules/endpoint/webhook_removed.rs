//! A webhook is no longer sent.
//!
//! Why it breaks: Receivers wait for events that never come.
//! Safe path: Announce the end of the webhook (`deprecated`, `x-sunset`), then remove it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "webhook-removed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("webhook-added"),
    source: include_str!("webhook_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::WebhookRemoved => Some("the webhook was removed".into()),
        _ => None,
    }
}
