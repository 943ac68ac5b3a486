//! Identifiers of declarations.

use super::text::{Id, KEYWORDS, TYPE_NAMES, ident};
use ir::{Api, DeclId, naming::Scope};

/// Identifiers of declarations, by [`DeclId`].
pub(super) struct Names {
    types: Vec<Id>,
    tables: Vec<Id>,
    modules: Vec<String>,
}

impl Names {
    /// Hands them out in the order of the declarations: authored ones first, so that what we named gives way.
    pub(super) fn new(api: &Api) -> Self {
        let (mut types, mut tables) = (Scope::new(TYPE_NAMES), Scope::new(&[]));
        let mut modules = Scope::new(MODULES).folding_case();
        let count = api.decls.len();
        let nothing = || ident("_nothing");
        let mut names =
            Self { types: vec![nothing(); count], tables: vec![nothing(); count], modules: vec![String::new(); count] };
        let (authored, others): (Vec<usize>, Vec<usize>) = (0..count).partition(|i| api.decls[*i].authored);
        for i in authored.into_iter().chain(others) {
            let name = &api.decls[i].name;
            names.types[i] = ident(&types.claim(&name.pascal(), "T"));
            names.tables[i] = ident(&tables.claim(&name.screaming(), "T"));
        }
        // One module for all that begin with the same word.
        let mut words: Vec<&str> = api.decls.iter().filter_map(|d| d.name.words.first()).map(String::as_str).collect();
        words.sort_unstable();
        words.dedup();
        let files: std::collections::BTreeMap<&str, String> =
            words.into_iter().map(|word| (word, modules.claim(word, "n"))).collect();
        for (i, decl) in api.decls.iter().enumerate() {
            let word = decl.name.words.first().map_or("", String::as_str);
            names.modules[i] = files.get(word).cloned().unwrap_or_else(|| "other".to_owned());
        }
        names
    }

    /// Name of the Rust type.
    pub(super) fn ty(&self, id: DeclId) -> &Id {
        &self.types[id.0 as usize]
    }

    /// Name of its table.
    pub(super) fn table(&self, id: DeclId) -> &Id {
        &self.tables[id.0 as usize]
    }

    /// Name of the module below `types` that holds both.
    pub(super) fn module(&self, id: DeclId) -> &str {
        &self.modules[id.0 as usize]
    }
}

/// Names that no module may have: keywords, and what the crate has of its own.
pub(super) const MODULES: &[&str] = &[
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "callbacks",
    "core",
    "lib",
    "runtime",
    "security",
    "serde",
    "serde_json",
    "service",
    "std",
    "types",
    "webhooks",
    "alloc",
    "poem",
    "poem_openapi",
];

/// A namespace of fields, methods and parameters.
pub(super) fn fields() -> Scope {
    Scope::new(KEYWORDS)
}
