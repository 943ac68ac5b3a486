//! The default dialect of schemas changed.
//!
//! Why it breaks: The same keywords may mean something else.
//! Safe path: Keep the dialect, or give `$schema` where it differs.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "document-dialect-changed",
    level: Level::Warning,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("document_dialect_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::Dialect { from, to } => Some(format!("jsonSchemaDialect `{from}` became `{to}`")),
        _ => None,
    }
}
