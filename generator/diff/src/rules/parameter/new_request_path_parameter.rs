//! A path has one more parameter.
//!
//! Why it breaks: Old calls do not fill it.
//! Safe path: Add a new path beside the old one.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "new-request-path-parameter",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("request-parameter-removed"),
    source: include_str!("new_request_path_parameter.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterAdded(p) if p.location() == Some(model::ParameterLocation::Path) => {
            Some(format!("{} was added", fact.place))
        }
        _ => None,
    }
}
