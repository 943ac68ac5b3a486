//! A request no longer has a body.
//!
//! Why it breaks: What callers send is ignored or refused.
//! Safe path: Deprecate the operation in favour of one without a body.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-body-removed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("request-body-added-optional"),
    source: include_str!("request_body_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::BodyRemoved => Some("the request body was removed".into()),
        _ => None,
    }
}
