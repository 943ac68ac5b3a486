//! An API key is expected under another name.
//!
//! Why it breaks: Callers send it under the old name.
//! Safe path: Accept both names.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-apikey-name-changed",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("security_apikey_name_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SchemeChanged { name, part: "name", from, to } => {
            Some(format!("`name` of security scheme `{name}` changed from `{from}` to `{to}`"))
        }
        _ => None,
    }
}
