//! Lists or objects of a parameter are spread differently.
//!
//! Why it breaks: Old callers write `a=1,2` where `a=1&a=2` is expected, or the other way round.
//! Safe path: Add a new parameter, or accept both forms.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-explode-changed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("request_parameter_explode_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterExplode => Some(format!("{} changed its `explode`", fact.place)),
        _ => None,
    }
}
