//! An operation moved to servers of its own.
//!
//! Why it breaks: Clients call it at the old address.
//! Safe path: Serve it at both.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "operation-server-override-added",
    level: Level::Error,
    category: Category::Deploy,
    sdk: Impact::None,
    mirror: Mirror::Rule("operation-server-override-removed"),
    source: include_str!("operation_server_override_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ServerOverride { now: true } => Some("the operation now has servers of its own".into()),
        _ => None,
    }
}
