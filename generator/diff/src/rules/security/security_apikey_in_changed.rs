//! An API key is expected in another part of the request.
//!
//! Why it breaks: Callers send it in the old place.
//! Safe path: Accept both places.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-apikey-in-changed",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("security_apikey_in_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SchemeChanged { name, part: "in", from, to } => {
            Some(format!("`in` of security scheme `{name}` changed from `{from}` to `{to}`"))
        }
        _ => None,
    }
}
