//! A way to authenticate is no longer accepted.
//!
//! Why it breaks: Callers that use it are refused.
//! Safe path: Accept it until its end was announced long enough.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-alternative-removed",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("security-alternative-added"),
    source: include_str!("security_alternative_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SecurityAlternative { now: false, text } => Some(format!("credentials are no longer accepted: {text}")),
        _ => None,
    }
}
