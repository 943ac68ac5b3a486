//! The server went from https to http.
//!
//! Why it breaks: Credentials travel in the clear; strict clients refuse.
//! Safe path: Stay with https.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::downgraded;
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "server-scheme-downgraded",
    level: Level::Warning,
    category: Category::Deploy,
    sdk: Impact::None,
    mirror: Mirror::Waived("going to https is `server-url-changed`"),
    source: include_str!("server_scheme_downgraded.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ServerReplaced { from, to } if downgraded(from, to) => Some(format!("the server {from} became {to}")),
        _ => None,
    }
}
