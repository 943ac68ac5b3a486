//! One more server is offered.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "server-added",
    level: Level::Info,
    category: Category::Deploy,
    sdk: Impact::None,
    mirror: Mirror::Rule("server-removed"),
    source: include_str!("server_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ServerAdded { url } => Some(format!("server {url} was added")),
        _ => None,
    }
}
