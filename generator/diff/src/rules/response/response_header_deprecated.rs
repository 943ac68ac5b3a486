//! A header is newly marked deprecated.
//!
//! Why it breaks: It does not yet.
//! Safe path: Give it `x-sunset`.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-header-deprecated",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("the catalogue has no row for a header that is deprecated no longer"),
    source: include_str!("response_header_deprecated.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::HeaderDeprecated => Some(format!("{} was deprecated", fact.place)),
        _ => None,
    }
}
