//! Who is called what: modules, classes, fields, methods, arguments. Handed out in a stated order, so that adding something
//! to the document renames nothing.

use std::collections::{BTreeMap, BTreeSet};

use ir::naming::Scope;
use ir::{Api, DeclBody, DeclId, Json, Kind, Name, Operation};

/// Keywords, and what may not be assigned to.
const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Keywords, and names that generated type modules use themselves.
const CLASSES: &[&str] =
    &["False", "None", "True", "Annotated", "Any", "ClassVar", "Literal", "TypeAlias", "TYPE_CHECKING", "Union"];

/// Keywords, attributes of pydantic's models and of ours, and the types that annotations in a class are made of.
const FIELDS: &[&str] = &[
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "bool",
    "break",
    "bytes",
    "class",
    "construct",
    "continue",
    "copy",
    "def",
    "del",
    "dict",
    "elif",
    "else",
    "except",
    "finally",
    "float",
    "for",
    "from",
    "from_dict",
    "from_orm",
    "global",
    "if",
    "import",
    "in",
    "int",
    "is",
    "json",
    "lambda",
    "list",
    "model_computed_fields",
    "model_config",
    "model_construct",
    "model_copy",
    "model_dump",
    "model_dump_json",
    "model_extra",
    "model_fields",
    "model_fields_set",
    "model_json_schema",
    "model_parametrized_name",
    "model_post_init",
    "model_rebuild",
    "model_validate",
    "model_validate_json",
    "model_validate_strings",
    "nonlocal",
    "not",
    "or",
    "parse_file",
    "parse_obj",
    "parse_raw",
    "pass",
    "raise",
    "return",
    "schema",
    "schema_json",
    "str",
    "to_dict",
    "to_json",
    "try",
    "tuple",
    "update_forward_refs",
    "validate",
    "while",
    "with",
    "yield",
];

/// Keywords, and what every method has: the body and the options of a call.
const ARGUMENTS: &[&str] = &[
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "body",
    "break",
    "class",
    "content_type",
    "continue",
    "deadline",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "extra_headers",
    "extra_query",
    "finally",
    "for",
    "from",
    "global",
    "idempotency_key",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "max_retries",
    "nonlocal",
    "not",
    "options",
    "or",
    "pass",
    "raise",
    "return",
    "self",
    "timeout",
    "try",
    "while",
    "with",
    "yield",
];

/// Keywords, what a resource has itself, and the types that annotations in its class are made of.
const METHODS: &[&str] = &[
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "bool",
    "break",
    "bytes",
    "class",
    "dict",
    "float",
    "int",
    "object",
    "str",
    "tuple",
    "continue",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "nonlocal",
    "not",
    "or",
    "pass",
    "property",
    "raise",
    "return",
    "try",
    "while",
    "with",
    "with_raw_response",
    "yield",
];

/// Keywords, and what a client has itself.
const RESOURCES: &[&str] = &[
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "cached_property",
    "class",
    "close",
    "continue",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "nonlocal",
    "not",
    "or",
    "pass",
    "raise",
    "request",
    "return",
    "try",
    "while",
    "with",
    "yield",
];

/// A declaration's Python names.
#[derive(Debug)]
pub(super) struct DeclNames {
    /// The model or type alias
    pub(super) class: String,
    /// What callers may give instead: a `TypedDict` for objects, a wider alias for unions. Only for what requests hold.
    pub(super) input: Option<String>,
    /// Index into [`Names::modules`]
    pub(super) module: usize,
}

/// A module below `types`.
#[derive(Debug)]
pub(super) struct Module {
    /// File name without `.py`
    pub(super) name: String,
    /// What stands in it, sorted by key
    pub(super) decls: Vec<DeclId>,
}

/// A resource's Python names.
#[derive(Debug)]
pub(super) struct ResourceNames {
    /// Attribute of the client, and file name of the module
    pub(super) attribute: String,
    /// Class of the sync resource; the async one has `Async` before it
    pub(super) class: String,
    /// Method of each operation, in the order of [`ir::Resource::operations`], with the streaming method if it has one
    pub(super) methods: Vec<(String, Option<String>)>,
}

/// All names of a package.
#[derive(Debug)]
pub(super) struct Names {
    /// `acme-sdk`
    pub(super) distribution: String,
    /// `acme_sdk`
    pub(super) package: String,
    /// `AcmeSdk`
    pub(super) client: String,
    /// `ACME_SDK`
    pub(super) variables: String,
    /// By [`DeclId`]
    pub(super) decls: Vec<DeclNames>,
    /// Sorted by name
    pub(super) modules: Vec<Module>,
    /// In the order of [`Api::resources`]
    pub(super) resources: Vec<ResourceNames>,
}

impl Names {
    /// Names everything.
    pub(super) fn of(api: &Api, name: &str, both: impl Fn(&Operation) -> bool) -> Self {
        // Of `@acme/sdk` all words count, of a module path (`github.com/acme/sdk`) the last part.
        let last = if name.starts_with('@') { name } else { name.rsplit('/').next().unwrap_or(name) };
        let name = Name::of(last);
        let package = Scope::new(KEYWORDS).claim(&name.snake(), "sdk_");
        let client = Scope::new(CLASSES).claim(&name.pascal(), "Sdk");
        let (decls, modules) = types(api);
        Self {
            distribution: package.replace('_', "-").trim_end_matches('-').to_owned(),
            variables: package.to_uppercase(),
            package,
            client,
            decls,
            modules,
            resources: resources(api, both),
        }
    }

    /// The names of a declaration.
    pub(super) fn decl(&self, id: DeclId) -> &DeclNames {
        &self.decls[id.0 as usize]
    }

    /// The module of a declaration.
    pub(super) fn module_of(&self, id: DeclId) -> &Module {
        &self.modules[self.decl(id).module]
    }
}

/// Which declarations a program may send, and so may write as plain dicts.
fn sendable(api: &Api) -> Vec<bool> {
    api.decls.iter().map(|d| d.usage.request).collect()
}

fn types(api: &Api) -> (Vec<DeclNames>, Vec<Module>) {
    let authored: BTreeSet<&str> = api.decls.iter().filter(|d| d.authored).map(|d| d.key.as_str()).collect();
    let operations: BTreeMap<String, &Operation> =
        api.operations.iter().map(|o| (format!("{} {}", o.path, o.method.as_str()), o)).collect();
    // What the author named comes first, so that our own names give way to it.
    let mut order: Vec<usize> = (0..api.decls.len()).collect();
    order.sort_by_key(|i| (!api.decls[*i].authored, api.decls[*i].key.as_str()));
    let mut classes = Scope::new(CLASSES);
    let mut files = Scope::new(KEYWORDS).folding_case();
    let mut class_of = vec![String::new(); api.decls.len()];
    let mut module_of = vec![0; api.decls.len()];
    let mut roots: BTreeMap<String, usize> = BTreeMap::new();
    let mut modules: Vec<Module> = Vec::new();
    for &i in &order {
        let decl = &api.decls[i];
        class_of[i] = classes.claim(&decl.name.pascal(), "Type");
        let root = root_of(&decl.key, decl.authored, &authored, &operations);
        module_of[i] = *roots.entry(root.clone()).or_insert_with(|| {
            let wish = operations.get(&root).map_or_else(|| decl.name.snake(), |o| o.id.snake());
            modules.push(Module { name: files.claim(&wish, "type_"), decls: Vec::new() });
            modules.len() - 1
        });
    }
    let sendable = sendable(api);
    let mut decls = Vec::with_capacity(api.decls.len());
    for (i, decl) in api.decls.iter().enumerate() {
        modules[module_of[i]].decls.push(DeclId(i as u32));
        let suffix = match &decl.body {
            DeclBody::Object(_) => "Dict",
            DeclBody::Union(_) => "Input",
            _ => "",
        };
        decls.push(DeclNames {
            class: std::mem::take(&mut class_of[i]),
            input: (sendable[i] && !suffix.is_empty()).then(|| suffix.to_owned()),
            module: module_of[i],
        });
    }
    // After all classes: a dict's name gives way to a type that the author named.
    for &i in &order {
        if let Some(suffix) = decls[i].input.take() {
            decls[i].input = Some(classes.claim(&format!("{}{suffix}", decls[i].class), "Type"));
        }
    }
    let mut by_name: Vec<usize> = (0..modules.len()).collect();
    by_name.sort_by(|a, b| modules[*a].name.cmp(&modules[*b].name));
    let mut place = vec![0; modules.len()];
    for (new, old) in by_name.iter().enumerate() {
        place[*old] = new;
    }
    for decl in &mut decls {
        decl.module = place[decl.module];
    }
    modules.sort_by(|a, b| a.name.cmp(&b.name));
    (decls, modules)
}

/// What a declaration belongs to: itself when the author named it, else the longest named owner, else the operation.
fn root_of(key: &str, authored: bool, named: &BTreeSet<&str>, operations: &BTreeMap<String, &Operation>) -> String {
    if authored {
        return key.to_owned();
    }
    let cuts: Vec<usize> = key.char_indices().filter(|(_, c)| matches!(c, '/' | '~')).map(|(i, _)| i).collect();
    for &cut in cuts.iter().rev() {
        let owner = &key[..cut];
        if named.contains(owner) || operations.contains_key(owner) {
            return owner.to_owned();
        }
    }
    cuts.iter().find(|cut| **cut > 0).map_or(key, |cut| &key[..*cut]).to_owned()
}

fn resources(api: &Api, both: impl Fn(&Operation) -> bool) -> Vec<ResourceNames> {
    let mut attributes = Scope::new(RESOURCES).folding_case();
    let mut classes = Scope::new(CLASSES);
    api.resources
        .iter()
        .map(|resource| {
            let attribute = attributes.claim(&resource.name.snake(), "tag_");
            let class = classes.claim(&format!("{}Resource", resource.name.pascal()), "Tag");
            let mut scope = Scope::new(METHODS);
            let operations: Vec<&Operation> = api.operations_of(resource).collect();
            let mut methods: Vec<(String, Option<String>)> =
                operations.iter().map(|o| (scope.claim(&o.method_name.snake(), "call_"), None)).collect();
            for (operation, method) in operations.iter().zip(&mut methods) {
                if both(operation) {
                    method.1 = Some(scope.claim(&format!("{}_streaming", method.0), "call_"));
                }
            }
            ResourceNames { attribute, class, methods }
        })
        .collect()
}

/// The names of an object's fields, in the order of its fields.
pub(super) fn fields(object: &ir::Object) -> Vec<String> {
    let mut scope = Scope::new(FIELDS);
    object.fields.iter().map(|f| scope.claim(&f.name.snake(), "field_")).collect()
}

/// The names of an operation's arguments, in the order of its parameters.
pub(super) fn arguments(operation: &Operation) -> Vec<String> {
    let mut scope = Scope::new(ARGUMENTS);
    operation.params.iter().map(|p| scope.claim(&p.name.snake(), "param_")).collect()
}

/// The names of further attributes beside each other, such as server variables.
pub(super) fn plain<'a>(names: impl Iterator<Item = &'a Name>) -> Vec<String> {
    let mut scope = Scope::new(ARGUMENTS);
    names.map(|n| scope.claim(&n.snake(), "param_")).collect()
}

/// Whether a key can be written as `key: type` in the body of a class.
pub(super) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !text.starts_with("__")
        && !KEYWORDS.contains(&text)
}

/// Whether a kind is a constant that callers need not write out.
pub(super) fn constant(kind: &Kind) -> Option<&Json> {
    match kind {
        Kind::Constant(value) if !value.is_null() => Some(value),
        _ => None,
    }
}
