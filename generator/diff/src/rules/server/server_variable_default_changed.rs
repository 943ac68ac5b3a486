//! A variable of a server address has another default.
//!
//! Why it breaks: Clients that rely on the default call another address.
//! Safe path: Keep the default.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "server-variable-default-changed",
    level: Level::Warning,
    category: Category::Deploy,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("server_variable_default_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ServerVariableDefault { name } => Some(format!("the default of server variable `{name}` changed")),
        _ => None,
    }
}
