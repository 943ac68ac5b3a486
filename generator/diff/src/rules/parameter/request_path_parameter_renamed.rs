//! A path parameter has another name; the path is the same.
//!
//! Why it breaks: The wire does not change. Generated methods with named arguments do.
//! Safe path: Keep the name where generated code uses it as an argument name.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-path-parameter-renamed",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("request_path_parameter_renamed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::PathParameterRenamed { from, to } => Some(format!("path parameter `{from}` is now called `{to}`")),
        _ => None,
    }
}
