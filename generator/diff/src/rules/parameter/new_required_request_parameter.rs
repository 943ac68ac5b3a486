//! A new parameter must be sent.
//!
//! Why it breaks: Old calls lack it and are refused.
//! Safe path: Add it as optional, with the old behaviour when it is absent.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "new-required-request-parameter",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("request-parameter-removed"),
    source: include_str!("new_required_request_parameter.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterAdded(p) if p.required() && p.location() != Some(model::ParameterLocation::Path) => {
            Some(format!("required {} was added", fact.place))
        }
        _ => None,
    }
}
