//! Another HTTP authentication scheme is expected.
//!
//! Why it breaks: Callers send the old one.
//! Safe path: Add a new scheme beside the old one.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-http-scheme-changed",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("security_http_scheme_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SchemeChanged { name, part: "scheme", from, to } => {
            Some(format!("`scheme` of security scheme `{name}` changed from `{from}` to `{to}`"))
        }
        _ => None,
    }
}
