//! Another server comes first.
//!
//! Why it breaks: Generated clients take the first one as their default.
//! Safe path: Keep the order.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "server-default-changed",
    level: Level::Warning,
    category: Category::Deploy,
    sdk: Impact::Breaking,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("server_default_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ServerDefault { from, to } => Some(format!("the first server was {from} and is {to}")),
        _ => None,
    }
}
