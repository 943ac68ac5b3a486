//! The content-type of a form or multipart field changed.
//!
//! Why it breaks: Old callers encode the field in the old way.
//! Safe path: Accept both encodings.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-encoding-content-type-changed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("request_encoding_content_type_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::Encoding { request: true, property, part: "content-type" } => {
            Some(format!("the content-type of the field `{property}` changed"))
        }
        _ => None,
    }
}
