//! The catch-all response is gone.
//!
//! Why it breaks: Clients lose the shape of the failures that it described.
//! Safe path: List the failures one by one before removing it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-default-removed",
    level: Level::Warning,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("response-default-added"),
    source: include_str!("response_default_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseRemoved { status } if fact.provider_answers() && status == "default" => {
            Some("the default response was removed".into())
        }
        _ => None,
    }
}
