//! The lists or objects of a header are spread differently.
//!
//! Why it breaks: Readers split the value in the old way.
//! Safe path: Send a new header.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-header-explode-changed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("response_header_explode_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::HeaderExplode => Some(format!("{} changed its `explode`", fact.place)),
        _ => None,
    }
}
