//! The server target on small descriptions: what is generated parses, says what it must, and nothing of a description
//! becomes code.

use emit::{OutFile, PackageOptions, rust_server::emit};
use ir::Target;
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Value, json};

fn generated(description: &Value) -> (Vec<OutFile>, Vec<ir::Gap>) {
    let files = model::MemoryFiles::one("api.json", description.to_string());
    let loaded = model::load("api.json", &files, model::Limits::default());
    let resolved = loaded.resolved.expect("a document");
    let options =
        PackageOptions { name: "small".into(), version: "1.2.3".into(), command: "make".into(), workspace: false };
    let package = emit(&ir::lower(&resolved).api, &options);
    (package.files, package.gaps)
}

fn text<'f>(files: &'f [OutFile], path: &str) -> &'f str {
    &files.iter().find(|f| f.path == path).unwrap_or_else(|| panic!("{path}")).text
}

fn identifiers(tokens: TokenStream, out: &mut Vec<String>) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => identifiers(group.stream(), out),
            TokenTree::Ident(ident) => out.push(ident.to_string()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

const HOSTILE: &str = "x\"#; */ } \n fn evilpayload() {} // \u{202e} {{evilpayload}} \r #[evilpayload] \\";

fn hostile() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": HOSTILE, "version": HOSTILE, "description": HOSTILE},
        "tags": [{"name": "tag", "description": HOSTILE}],
        "components": {
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": HOSTILE, "description": HOSTILE}},
            "schemas": {"Thing": {
                "type": "object",
                "description": HOSTILE,
                "required": [HOSTILE],
                "properties": {
                    HOSTILE: {"type": "string", "description": HOSTILE, "default": HOSTILE, "pattern": "^[\"}]*$"},
                    "kind": {"enum": [HOSTILE, "other"]},
                    "exact": {"const": HOSTILE},
                },
            }},
        },
        "paths": {"/things": {"post": {
            "operationId": "makeThing",
            "summary": HOSTILE,
            "description": HOSTILE,
            "tags": ["tag"],
            "security": [{"key": [HOSTILE]}],
            "parameters": [{"name": HOSTILE, "in": "query", "description": HOSTILE, "schema": {"type": "string", "default": HOSTILE}}],
            "requestBody": {"description": HOSTILE, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
            "responses": {"200": {"description": HOSTILE, "headers": {"x-h": {"description": HOSTILE, "schema": {"type": "string"}}}}},
        }}},
    })
}

#[test]
fn hostile_text_stays_in_literals_and_comments() {
    let (files, _) = generated(&hostile());
    assert!(files.iter().any(|f| f.text.contains("evilpayload")), "the payload is somewhere");
    for file in files.iter().filter(|f| f.path.ends_with(".rs")) {
        let tokens: TokenStream = file.text.parse().unwrap_or_else(|e| panic!("{}: {e}", file.path));
        syn::parse2::<syn::File>(tokens.clone()).unwrap_or_else(|e| panic!("{}: {e}", file.path));
        let mut found = Vec::new();
        identifiers(tokens, &mut found);
        assert!(!found.iter().any(|i| i == "evilpayload"), "{}", file.path);
        assert!(!file.text.contains('\u{202e}'), "{} holds a control of direction", file.path);
    }
    for line in text(&files, "Cargo.toml").lines().filter(|l| l.contains("evilpayload")) {
        assert!(line.starts_with("description = \"") && line.ends_with('"'), "{line}");
    }
}

#[test]
fn the_order_of_keys_changes_nothing() {
    fn reversed(value: &Value) -> Value {
        match value {
            Value::Object(members) => members.iter().rev().map(|(k, v)| (k.clone(), reversed(v))).collect(),
            Value::Array(items) => items.iter().map(reversed).collect(),
            other => other.clone(),
        }
    }
    let (description, shuffled) = (hostile(), reversed(&hostile()));
    assert_ne!(description.to_string(), shuffled.to_string());
    assert_eq!(generated(&description).0, generated(&shuffled).0);
}

#[test]
fn what_holds_itself_is_boxed_and_what_cannot_be_said_is_a_gap() {
    let schemas = json!({
        "Node": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}, "many": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}}}},
        "Tree": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}},
        "Code": {"type": "string", "pattern": "(?=a)b"},
    });
    let property = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let body = json!({"type": "object", "properties": {"node": property("Node"), "tree": property("Tree"), "code": property("Code")}});
    let (files, gaps) = generated(&json!({
        "openapi": "3.1.0",
        "info": {"title": "small", "version": "1"},
        "components": {"schemas": schemas},
        "paths": {"/x": {"put": {
            "operationId": "put",
            "requestBody": {"required": true, "content": {"application/json": {"schema": body}}},
            "responses": {"204": {"description": "done"}},
        }}},
    }));
    let node = text(&files, "src/types/node.rs");
    assert!(node.contains("pub next: Option<Box<super::Node>>"), "{node}");
    assert!(node.contains("pub many: Option<Vec<super::Node>>"), "{node}");
    let tree = text(&files, "src/types/tree.rs");
    assert!(tree.contains("pub struct Tree("), "{tree}");
    let gap = gaps.iter().find(|g| g.feature == "pattern-not-checked").expect("a gap for the pattern");
    assert_eq!((gap.target, gap.pointer.as_str()), (Some(Target::Server), "/components/schemas/Code"));
    assert!(!text(&files, "src/types/code.rs").contains("s::Pattern"));
}
