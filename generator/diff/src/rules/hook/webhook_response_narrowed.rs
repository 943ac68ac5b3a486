//! An answer that the receiver of a webhook may give is limited further.
//!
//! Why it breaks: Receivers that give it are taken for broken.
//! Safe path: Go on accepting it.

use crate::fact::{Caller, Fact};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule, restricts_receiver};

pub(super) const RULE: Rule = Rule {
    id: "webhook-response-narrowed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("accepting more breaks nobody and the catalogue has no row for it"),
    source: include_str!("webhook_response_narrowed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    let here = fact.subject.caller == Caller::Webhook;
    if here { restricts_receiver(&fact.what) } else { None }
}
