//! The stability level is not a known word.
//!
//! Why it breaks: Nobody knows what is promised.
//! Safe path: Use draft, alpha, beta or stable.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-invalid-stability-level",
    level: Level::Error,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Waived("its opposite is what is asked for"),
    source: include_str!("api_invalid_stability_level.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::StabilityInvalid { value } => Some(format!("`{value}` is not a stability level")),
        _ => None,
    }
}
