//! The only server has another address.
//!
//! Why it breaks: Clients call the old one.
//! Safe path: Offer both for the notice period.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::downgraded;
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "server-url-changed",
    level: Level::Error,
    category: Category::Deploy,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("server_url_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ServerReplaced { from, to } if !downgraded(from, to) => Some(format!("the server {from} became {to}")),
        _ => None,
    }
}
