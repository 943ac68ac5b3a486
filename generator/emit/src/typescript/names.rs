//! Which identifier stands for what. Handed out once, in a stated order: the client, the declarations by key, the resources and
//! operations by name.

use std::collections::BTreeSet;

use ir::{Api, Name, naming::Scope};

use crate::PackageOptions;

/// Names of types and classes that are ours (what `index.ts` exports) or JavaScript's (what generated code uses).
const TAKEN_TYPES: &[&str] = &[
    "ApiError",
    "ApiPromise",
    "Array",
    "ArrayBuffer",
    "BadRequestError",
    "BinaryBody",
    "Blob",
    "ConflictError",
    "ConnectionError",
    "Core",
    "CoreOptions",
    "Credential",
    "ErrorGuard",
    "ForbiddenError",
    "HttpRequest",
    "LogLevel",
    "Logger",
    "Method",
    "MethodOf",
    "Middleware",
    "NoErrors",
    "NotFoundError",
    "OAuthError",
    "OAuthErrorBody",
    "Operation",
    "Page",
    "PagePromise",
    "Promise",
    "RateLimitError",
    "RawRequest",
    "ReadableStream",
    "Record",
    "RequestOptions",
    "Resource",
    "SdkError",
    "ServerError",
    "ServerSentEvent",
    "Stream",
    "StreamPromise",
    "TimeoutError",
    "Token",
    "TokenResponse",
    "Uint8Array",
    "UnauthorizedError",
    "UnknownVariant",
    "UnprocessableError",
    "Upload",
    "UploadFile",
    "WebhookEvent",
    "WebhookEvents",
    "WebhookHeaders",
    "WebhookOptions",
    "WebhookVerificationError",
    "WithResponse",
];

/// Words that cannot name a constant or a parameter, and values that operation modules import.
const TAKEN_VALUES: &[&str] = &[
    "allowReserved",
    "apiKey",
    "arguments",
    "async",
    "await",
    "basic",
    "bearer",
    "binary",
    "bind",
    "body",
    "break",
    "case",
    "catch",
    "class",
    "clientCredentials",
    "commaDelimited",
    "const",
    "continue",
    "core",
    "cursorPages",
    "debugger",
    "deepObject",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "form",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "json",
    "jsonEvents",
    "jsonLineValues",
    "jsonLines",
    "jsonPath",
    "jsonValue",
    "label",
    "labelExploded",
    "lastItemPages",
    "let",
    "linkHeaderPages",
    "matrix",
    "matrixExploded",
    "multipart",
    "new",
    "nextUrlPages",
    "null",
    "numberedPages",
    "offsetPages",
    "operation",
    "options",
    "package",
    "pagedCall",
    "params",
    "pipeDelimited",
    "plainCall",
    "private",
    "protected",
    "public",
    "readEnv",
    "return",
    "simple",
    "simpleExploded",
    "spaceDelimited",
    "static",
    "streamCall",
    "super",
    "switch",
    "text",
    "textEvents",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "urlEncoded",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

/// Members of a client beside its resources.
const TAKEN_RESOURCES: &[&str] =
    &["constructor", "request", "send", "resolve", "credentials", "baseUrl", "baseUrlIsOwn", "then", "webhooks"];

/// Members of a resource beside its methods. A `then` would make it look like a promise.
const TAKEN_METHODS: &[&str] = &["constructor", "then", "toString", "valueOf", "hasOwnProperty"];

/// Identifiers of an operation.
#[derive(Debug, Clone, Default)]
pub(super) struct OperationNames {
    /// `listInvoices`
    pub(super) function: String,
    /// `list`
    pub(super) method: String,
    /// `ListInvoicesParams`
    pub(super) params: String,
    /// `ListInvoicesErrors`
    pub(super) errors: String,
    /// For an answer that is JSON or a stream at will: function and method of the stream
    pub(super) stream: Option<(String, String)>,
    /// Name of its reference page, without the extension
    pub(super) page: String,
}

/// Identifiers of a resource.
#[derive(Debug, Clone, Default)]
pub(super) struct ResourceNames {
    /// `apiClients`
    pub(super) property: String,
    /// `ApiClientsResource`
    pub(super) class: String,
    /// `api-clients`
    pub(super) file: String,
}

/// All identifiers of a package.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// npm's name of the package
    pub(super) package: String,
    /// `COVENANT`
    pub(super) env: String,
    /// `Covenant`
    pub(super) client: String,
    /// `CovenantCore`
    pub(super) core: String,
    /// `CovenantOptions`
    pub(super) options: String,
    /// `CovenantScope`
    pub(super) scope: String,
    /// By [`ir::DeclId`]
    pub(super) decls: Vec<String>,
    /// By index into [`Api::operations`]
    pub(super) operations: Vec<OperationNames>,
    /// By index into [`Api::resources`]
    pub(super) resources: Vec<ResourceNames>,
}

/// A scope of type names.
pub(super) struct TypeScope(Scope);

impl TypeScope {
    fn claim(&mut self, wish: &str) -> String {
        let wish = if TAKEN_TYPES.contains(&wish) { format!("{wish}Model") } else { wish.to_owned() };
        self.0.claim(&wish, "_")
    }
}

/// A scope for names of constants and parameters.
pub(super) fn value_scope() -> Scope {
    Scope::new(TAKEN_VALUES)
}

/// Hands them all out. `has_stream` tells for an operation whether it also has a stream as its answer.
pub(super) fn assign(api: &Api, options: &PackageOptions, has_stream: impl Fn(usize) -> bool) -> Names {
    let own = own_name(&options.name);
    let mut types = TypeScope(Scope::new(&[]));
    let pascal = own.pascal();
    let client = types.claim(&pascal);
    let mut names = Names {
        package: package_name(&options.name),
        env: own.screaming(),
        core: types.claim(&format!("{pascal}Core")),
        options: types.claim(&format!("{pascal}Options")),
        scope: types.claim(&format!("{pascal}Scope")),
        client,
        ..Names::default()
    };
    names.decls = api.decls.iter().map(|decl| types.claim(&decl.name.pascal())).collect();

    let mut files = Scope::new(&["index"]).folding_case();
    let mut properties = Scope::new(TAKEN_RESOURCES);
    names.operations = vec![OperationNames::default(); api.operations.len()];
    let mut functions = value_scope();
    for resource in &api.resources {
        names.resources.push(ResourceNames {
            property: properties.claim(&resource.name.camel(), "_"),
            class: types.claim(&format!("{}Resource", resource.name.pascal())),
            file: files.claim(&file_name(&resource.name), "_"),
        });
        let mut methods = Scope::new(TAKEN_METHODS);
        let mut pages = Scope::new(&["index", "readme"]).folding_case();
        for &index in &resource.operations {
            let operation = &api.operations[index];
            let slot = &mut names.operations[index];
            slot.method = methods.claim(&operation.method_name.camel(), "_");
            slot.page = pages.claim(&file_name(&operation.method_name), "_");
        }
        // After all plain ones: a stream's method never takes the name of an operation.
        for &index in resource.operations.iter().filter(|i| has_stream(**i)) {
            let wish = api.operations[index].method_name.then(&["stream"]).camel();
            names.operations[index].stream = Some((String::new(), methods.claim(&wish, "_")));
        }
    }
    for (operation, slot) in api.operations.iter().zip(&mut names.operations) {
        let pascal = operation.id.pascal();
        slot.function = functions.claim(&operation.id.camel(), "_");
        slot.params = types.claim(&format!("{pascal}Params"));
        slot.errors = types.claim(&format!("{pascal}Errors"));
    }
    for (operation, slot) in api.operations.iter().zip(&mut names.operations) {
        if let Some((function, _)) = &mut slot.stream {
            *function = functions.claim(&operation.id.then(&["stream"]).camel(), "_");
        }
    }
    names
}

/// `api-clients`, short enough for any file system.
fn file_name(name: &Name) -> String {
    let kebab = name.kebab();
    kebab.char_indices().nth(80).map_or(kebab.as_str(), |(end, _)| &kebab[..end]).trim_end_matches('-').to_owned()
}

/// The words of the user's name for the SDK: of a path its last part, of a scoped name both parts.
fn own_name(name: &str) -> Name {
    let part = if name.starts_with('@') { name } else { name.trim_end_matches('/').rsplit('/').next().unwrap_or(name) };
    Name::of(part)
}

/// A name that npm accepts.
fn package_name(name: &str) -> String {
    let clean = |part: &str| {
        let text: String =
            part.chars()
                .map(|c| {
                    if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c.to_ascii_lowercase() } else { '-' }
                })
                .collect();
        let text = text.trim_matches(|c| matches!(c, '-' | '.' | '_')).to_owned();
        if text.is_empty() { "sdk".to_owned() } else { text }
    };
    match name.strip_prefix('@').and_then(|rest| rest.split_once('/')) {
        Some((scope, rest)) => format!("@{}/{}", clean(scope), clean(rest)),
        None => clean(name.trim_end_matches('/').rsplit('/').next().unwrap_or(name)),
    }
}

/// Names in use, sorted, for an import.
pub(super) type Used = BTreeSet<String>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn package_names_are_npm_names() {
        assert_eq!(package_name("covenant"), "covenant");
        assert_eq!(package_name("@acme/SDK"), "@acme/sdk");
        assert_eq!(package_name("github.com/acme/sdk-go"), "sdk-go");
        assert_eq!(package_name("../../x y"), "x-y");
        assert_eq!(own_name("@acme/sdk").pascal(), "AcmeSdk");
    }

    #[test]
    fn lists_are_sorted_and_unique() {
        for list in [TAKEN_TYPES, TAKEN_VALUES] {
            assert!(list.windows(2).all(|w| w[0] < w[1]), "{list:?}");
        }
    }
}
