//! Reserved characters of a form field must now be escaped.
//!
//! Why it breaks: Old callers send them as they are.
//! Safe path: Go on accepting reserved characters.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-encoding-allow-reserved-disabled",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("allowing them breaks nobody and the catalogue has no row for it"),
    source: include_str!("request_encoding_allow_reserved_disabled.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::Encoding { request: true, property, part: "allow-reserved" } => {
            Some(format!("the field `{property}` no longer allows reserved characters"))
        }
        _ => None,
    }
}
