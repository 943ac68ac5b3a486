//! A link that clients may follow is gone.
//!
//! Why it breaks: Clients that navigate by links stop there.
//! Safe path: Keep the link until its target is gone.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-link-removed",
    level: Level::Warning,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("adding a link breaks nobody and the catalogue has no row for it"),
    source: include_str!("response_link_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::LinkRemoved { name } => Some(format!("link `{name}` was removed")),
        _ => None,
    }
}
