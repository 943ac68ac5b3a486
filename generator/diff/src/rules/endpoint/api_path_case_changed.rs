//! A path is spelt with other capital letters.
//!
//! Why it breaks: Paths are compared letter by letter; old calls meet 404.
//! Safe path: Serve both spellings until the old one has been deprecated long enough.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-path-case-changed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("api_path_case_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::PathCaseChanged { from, to } => Some(format!("the path `{from}` is now spelt `{to}`")),
        _ => None,
    }
}
