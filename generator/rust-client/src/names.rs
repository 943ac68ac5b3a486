//! Rust names of declarations and operations, handed out once, in the order of the Api.

use heck::{ToPascalCase, ToSnakeCase};
use ir::{Api, DeclId, naming::Scope};

/// Type names that would shadow what the generated code says, or that progenitor writes itself.
const TYPES: &[&str] = &[
    "Self", "Option", "Vec", "String", "Box", "Result", "Ok", "Err", "Some", "None", "Value", "Client", "Error",
    "Default",
];

/// Methods that a progenitor client has already, and keywords that cannot be raw identifiers.
const METHODS: &[&str] = &[
    "new",
    "new_with_client",
    "baseurl",
    "client",
    "inner",
    "api_version",
    "self",
    "super",
    "crate",
    "exec",
    "pre",
    "post",
];

/// All names.
#[derive(Debug)]
pub(crate) struct Names {
    decls: Vec<String>,
    operations: Vec<String>,
    types: Scope,
}

impl Names {
    pub(crate) fn of(api: &Api) -> Self {
        let mut types = Scope::new(TYPES).folding_case();
        let decls = api.decls.iter().map(|d| claim_type(&mut types, &d.name.pascal())).collect();
        let mut methods = Scope::new(METHODS);
        let operations = api.operations.iter().map(|o| methods.claim(&o.id.snake().to_snake_case(), "op_")).collect();
        Self { decls, operations, types }
    }

    pub(crate) fn decl(&self, id: DeclId) -> &str {
        &self.decls[id.0 as usize]
    }

    pub(crate) fn operation(&self, index: usize) -> &str {
        &self.operations[index]
    }

    /// A further type name.
    pub(crate) fn claim(&mut self, wish: &str) -> String {
        claim_type(&mut self.types, wish)
    }
}

/// progenitor cases names once more: only what its casing leaves alone is safe.
fn claim_type(scope: &mut Scope, wish: &str) -> String {
    let mut wish = wish.to_pascal_case();
    loop {
        let name = scope.claim(&wish, "T");
        let cased = name.to_pascal_case();
        if cased == name {
            return name;
        }
        wish = format!("{cased}Type");
    }
}
