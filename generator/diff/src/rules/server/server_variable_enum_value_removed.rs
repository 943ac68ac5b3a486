//! A variable of a server address offers one value less.
//!
//! Why it breaks: Clients that use it lose their server.
//! Safe path: Keep it until its end was announced.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "server-variable-enum-value-removed",
    level: Level::Error,
    category: Category::Deploy,
    sdk: Impact::None,
    mirror: Mirror::Waived("one more value breaks nobody and the catalogue has no row for it"),
    source: include_str!("server_variable_enum_value_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ServerVariableChoice { name, value } => {
            Some(format!("server variable `{name}` no longer offers `{value}`"))
        }
        _ => None,
    }
}
