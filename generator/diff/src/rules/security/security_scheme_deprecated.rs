//! A security scheme is newly marked deprecated.
//!
//! Why it breaks: It does not yet.
//! Safe path: Name its successor.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-scheme-deprecated",
    level: Level::Info,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Waived("the catalogue has no row for the opposite"),
    source: include_str!("security_scheme_deprecated.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SchemeDeprecated { name } => Some(format!("security scheme `{name}` was deprecated")),
        _ => None,
    }
}
