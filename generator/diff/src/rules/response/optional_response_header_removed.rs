//! A header that was sometimes sent is gone.
//!
//! Why it breaks: Readers that use it when it is there lose what it said.
//! Safe path: Deprecate the header, then remove it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "optional-response-header-removed",
    level: Level::Warning,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("response-header-added"),
    source: include_str!("optional_response_header_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::HeaderRemoved { required: false } => Some(format!("{} was removed", fact.place)),
        _ => None,
    }
}
