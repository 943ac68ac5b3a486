//! The hint about the form of bearer tokens changed.
//!
//! Why it breaks: It does not: it is a hint.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-bearer-format-changed",
    level: Level::Info,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("security_bearer_format_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SchemeChanged { name, part: "bearerFormat", from, to } => {
            Some(format!("`bearerFormat` of security scheme `{name}` changed from `{from}` to `{to}`"))
        }
        _ => None,
    }
}
