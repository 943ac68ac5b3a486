//! A server is no longer offered.
//!
//! Why it breaks: Clients that are configured for it lose it.
//! Safe path: Keep it running until its end was announced.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "server-removed",
    level: Level::Warning,
    category: Category::Deploy,
    sdk: Impact::None,
    mirror: Mirror::Rule("server-added"),
    source: include_str!("server_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ServerRemoved { url } => Some(format!("server {url} was removed")),
        _ => None,
    }
}
