//! The description is written in another version of OpenAPI.
//!
//! Why it breaks: It does not; tools that read it may.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "document-openapi-version-changed",
    level: Level::Info,
    category: Category::Doc,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("document_openapi_version_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SpecVersion { from, to } => Some(format!("OpenAPI {from} became {to}")),
        _ => None,
    }
}
