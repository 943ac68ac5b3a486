//! The address of a server has one more variable.
//!
//! Why it breaks: Clients that fill the template themselves leave it empty.
//! Safe path: Give it the default that holds today.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "server-variable-added",
    level: Level::Warning,
    category: Category::Deploy,
    sdk: Impact::None,
    mirror: Mirror::Waived("a variable that goes changes the URL, which is reported"),
    source: include_str!("server_variable_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ServerVariableAdded { name } => Some(format!("server variable `{name}` was added")),
        _ => None,
    }
}
