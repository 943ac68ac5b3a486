//! An operation no longer has servers of its own.
//!
//! Why it breaks: Clients call it at the old address.
//! Safe path: Serve it at both.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "operation-server-override-removed",
    level: Level::Error,
    category: Category::Deploy,
    sdk: Impact::None,
    mirror: Mirror::Rule("operation-server-override-added"),
    source: include_str!("operation_server_override_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ServerOverride { now: false } => Some("the operation no longer has servers of its own".into()),
        _ => None,
    }
}
