//! The files of a new rule: the cheap way is the right way.

use crate::catalogue::catalogue;
use crate::finding::{Category, Level};

/// A file to write, relative to the folder of this crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaffoldFile {
    /// Path with forward slashes.
    pub path: String,
    /// The whole text; for a register the text that replaces the old one.
    pub text: String,
}

/// Why there is nothing to write.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScaffoldError {
    /// The catalogue has no such id.
    #[error("`{0}` is not in catalogue.tsv; add a row first")]
    Unknown(String),
    /// The rule exists.
    #[error("`{0}` has its rule already")]
    Exists(String),
    /// No such folder.
    #[error("`{0}` is not a folder of rules; choose one of {1}")]
    Folder(String, String),
}

const FOLDERS: [&str; 9] =
    ["body", "endpoint", "hook", "lifecycle", "parameter", "response", "sdk", "security", "server"];

/// The files of a rule that does not exist yet: the rule, its register, a pair of descriptions and what is expected of it.
/// `register` is the present text of `src/rules/FOLDER/mod.rs`.
///
/// # Errors
/// When the id is not in the catalogue, has a rule already, or the folder is not one of rules.
pub fn scaffold(id: &str, folder: &str, register: &str) -> Result<Vec<ScaffoldFile>, ScaffoldError> {
    if !FOLDERS.contains(&folder) {
        return Err(ScaffoldError::Folder(folder.to_owned(), FOLDERS.join(", ")));
    }
    let row = catalogue().get(id).ok_or_else(|| ScaffoldError::Unknown(id.to_owned()))?;
    if crate::rules().iter().any(|r| r.id == id) {
        return Err(ScaffoldError::Exists(id.to_owned()));
    }
    let module = id.replace('-', "_");
    let level = match row.level {
        Level::Error => "Error",
        Level::Warning => "Warning",
        Level::Info => "Info",
    };
    let category = match row.category {
        Category::Wire => "Wire",
        Category::Auth => "Auth",
        Category::Deploy => "Deploy",
        Category::Sdk => "Sdk",
        Category::Lifecycle => "Lifecycle",
        Category::Doc => "Doc",
    };
    let rule = format!(
        r#"//! Say in a sentence what happened.
//!
//! Why it breaks: Say who fails, and how.
//! Safe path: Say how to make the change without that.

use crate::fact::{{Fact, What}};
use crate::finding::{{Category, Impact, Level}};
use crate::rules::{{Mirror, Rule}};

pub(super) const RULE: Rule = Rule {{
    id: "{id}",
    level: Level::{level},
    category: Category::{category},
    sdk: Impact::None,
    mirror: Mirror::Waived("name the mirror rule, or say why there is none"),
    source: include_str!("{module}.rs"),
    judge,
}};

fn judge(fact: &Fact<'_>) -> Option<String> {{
    match &fact.what {{
        What::OperationAdded if fact.place == "replace this arm" => Some("say what happened".into()),
        _ => None,
    }}
}}
"#
    );
    let fixture = "openapi: 3.1.0\ninfo:\n  title: Fixture\n  version: 1.0.0\npaths: {}\n";
    let expect = "# level id pointer, one a line; every rule runs on every pair\n";
    Ok(vec![
        ScaffoldFile { path: format!("src/rules/{folder}/{module}.rs"), text: rule },
        ScaffoldFile { path: format!("src/rules/{folder}/mod.rs"), text: registered(register, &module) },
        ScaffoldFile { path: format!("tests/fixtures/{id}/old.yaml"), text: fixture.into() },
        ScaffoldFile { path: format!("tests/fixtures/{id}/new.yaml"), text: fixture.into() },
        ScaffoldFile { path: format!("tests/fixtures/{id}/expect.txt"), text: expect.into() },
    ])
}

/// The register with one module more, in order.
fn registered(register: &str, module: &str) -> String {
    let mut head = Vec::new();
    let mut modules = vec![module.to_owned()];
    for line in register.lines() {
        let name = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
        match name {
            Some(name) => modules.push(name.to_owned()),
            None if line.starts_with("pub(super) const RULES") => break,
            None => head.push(line),
        }
    }
    modules.sort();
    modules.dedup();
    let mut text = head.join("\n").trim_end().to_owned();
    text.push_str("\n\n");
    for name in &modules {
        text.push_str(&format!("mod {name};\n"));
    }
    text.push_str("\npub(super) const RULES: &[Rule] = &[\n");
    for name in &modules {
        text.push_str(&format!("    {name}::RULE,\n"));
    }
    text.push_str("];\n");
    text
}

#[cfg(test)]
mod tests {
    use super::{ScaffoldError, registered, scaffold};

    #[test]
    fn registers_in_order() {
        let before = "//! Docs.\n\nuse super::Rule;\n\nmod a;\nmod c;\n\npub(super) const RULES: &[Rule] = &[\n    a::RULE,\n    c::RULE,\n];\n";
        let after = "//! Docs.\n\nuse super::Rule;\n\nmod a;\nmod b;\nmod c;\n\npub(super) const RULES: &[Rule] = &[\n    a::RULE,\n    b::RULE,\n    c::RULE,\n];\n";
        assert_eq!(registered(before, "b"), after);
        assert_eq!(registered(after, "b"), after);
    }

    #[test]
    fn refuses_what_is_not_new() {
        assert_eq!(scaffold("no-such-rule", "body", ""), Err(ScaffoldError::Unknown("no-such-rule".into())));
        assert_eq!(scaffold("endpoint-added", "endpoint", ""), Err(ScaffoldError::Exists("endpoint-added".into())));
        assert!(matches!(scaffold("endpoint-added", "nowhere", ""), Err(ScaffoldError::Folder(..))));
    }
}
