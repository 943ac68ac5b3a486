//! A field of a multipart response is encoded differently.
//!
//! Why it breaks: Readers decode it in the old way.
//! Safe path: Offer the new encoding under another media type.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-encoding-changed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("response_encoding_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::Encoding { request: false, property, part } => {
            Some(format!("the {part} of the field `{property}` changed"))
        }
        _ => None,
    }
}
