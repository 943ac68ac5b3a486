//! The value of a header is written in another media type.
//!
//! Why it breaks: Readers parse it in the old way.
//! Safe path: Send a new header.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-header-content-changed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("response_header_content_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::HeaderContent => Some(format!("{} changed its media type", fact.place)),
        _ => None,
    }
}
