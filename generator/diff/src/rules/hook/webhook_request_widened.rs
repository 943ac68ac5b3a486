//! A webhook may carry what the receiver did not have to handle.
//!
//! Why it breaks: Receivers cannot read it.
//! Safe path: Send the new form to those who asked for it.

use crate::fact::{Caller, Fact};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule, unsettles_receiver};

pub(super) const RULE: Rule = Rule {
    id: "webhook-request-widened",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("carrying less breaks nobody and the catalogue has no row for it"),
    source: include_str!("webhook_request_widened.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    let here = fact.subject.caller == Caller::Webhook;
    if here { unsettles_receiver(&fact.what) } else { None }
}
