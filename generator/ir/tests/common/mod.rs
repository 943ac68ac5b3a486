//! Small documents and ways to look at what became of them.
#![allow(dead_code, missing_docs, unreachable_pub)] // each test file uses a part of it

use ir::{Api, Decl, DeclBody, Enum, Field, Kind, Lowered, Object, Operation, Type, Union};
use model::{Limits, MemoryFiles, Node, Resolved};

/// Reads a document; its mistakes fail the test.
pub fn resolved(text: &str) -> Resolved {
    let loaded = model::load("openapi.yaml", &MemoryFiles::one("openapi.yaml", text), Limits::default());
    let errors: Vec<_> = loaded.diagnostics.iter().filter(|d| d.severity == model::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    loaded.resolved.expect("a mapping")
}

pub fn lowered(text: &str) -> Lowered {
    ir::lower(&resolved(text))
}

pub fn api(text: &str) -> Api {
    lowered(text).api
}

/// A document with nothing but `components.schemas`, indented by four spaces.
pub fn schemas(text: &str) -> Api {
    api(&with_schemas(text))
}

pub fn with_schemas(text: &str) -> String {
    let body: String = text.lines().map(|l| format!("    {l}\n")).collect();
    format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{body}")
}

/// A document with paths, and schemas for them.
pub fn with_paths(paths: &str, schemas: &str) -> String {
    let indent = |text: &str, by: &str| text.lines().map(|l| format!("{by}{l}\n")).collect::<String>();
    let schemas = if schemas.is_empty() { "    {}\n".to_owned() } else { indent(schemas, "    ") };
    format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n{}components:\n  schemas:\n{schemas}",
        indent(paths, "  ")
    )
}

pub fn decl<'a>(api: &'a Api, pascal: &str) -> &'a Decl {
    api.decls.iter().find(|d| d.name.pascal() == pascal).unwrap_or_else(|| {
        panic!("no {pascal} among {:?}", api.decls.iter().map(|d| d.name.pascal()).collect::<Vec<_>>())
    })
}

pub fn object<'a>(api: &'a Api, pascal: &str) -> &'a Object {
    match &decl(api, pascal).body {
        DeclBody::Object(object) => object,
        other => panic!("{pascal} is no object: {other:?}"),
    }
}

pub fn union<'a>(api: &'a Api, pascal: &str) -> &'a Union {
    match &decl(api, pascal).body {
        DeclBody::Union(union) => union,
        other => panic!("{pascal} is no union: {other:?}"),
    }
}

pub fn enumeration<'a>(api: &'a Api, pascal: &str) -> &'a Enum {
    match &decl(api, pascal).body {
        DeclBody::Enum(e) => e,
        other => panic!("{pascal} is no enum: {other:?}"),
    }
}

pub fn alias<'a>(api: &'a Api, pascal: &str) -> &'a Type {
    match &decl(api, pascal).body {
        DeclBody::Alias(ty) => ty,
        other => panic!("{pascal} is no alias: {other:?}"),
    }
}

pub fn field<'a>(api: &'a Api, pascal: &str, wire: &str) -> &'a Field {
    object(api, pascal).fields.iter().find(|f| f.name.wire == wire).unwrap_or_else(|| panic!("{pascal} has no {wire}"))
}

pub fn operation<'a>(api: &'a Api, id: &str) -> &'a Operation {
    api.operations.iter().find(|o| o.id.wire == id).unwrap_or_else(|| panic!("no {id}"))
}

/// A type in a word: `[string]`, `{any}`, `Pet?` for nullable.
pub fn show(api: &Api, ty: &Type) -> String {
    let mut text = match &ty.kind {
        Kind::Any => "any".into(),
        Kind::Never => "never".into(),
        Kind::Null => "null".into(),
        Kind::Boolean => "boolean".into(),
        Kind::Integer(format) => format!("{format:?}").to_lowercase(),
        Kind::Number(format) => format!("{format:?}").to_lowercase(),
        Kind::String(ir::StringFormat::Plain) => "string".into(),
        Kind::String(format) => format!("string:{format:?}").to_lowercase(),
        Kind::Constant(value) => value.to_string(),
        Kind::Array(item) => format!("[{}]", show(api, item)),
        Kind::Tuple { prefix, required, rest } => {
            let all: Vec<_> = prefix.iter().map(|t| show(api, t)).collect();
            let rest = rest.as_ref().map(|r| format!(", ..{}", show(api, r))).unwrap_or_default();
            format!("({}{rest})/{required}", all.join(", "))
        }
        Kind::Map(value) => format!("{{{}}}", show(api, value)),
        Kind::Declared(id) => api.decl(*id).name.pascal(),
    };
    if ty.nullable {
        text.push('?');
    }
    text
}

/// The type of a field in a word.
pub fn field_type(api: &Api, pascal: &str, wire: &str) -> String {
    show(api, &field(api, pascal, wire).ty)
}

/// The same document as JSON with all keys in another order, chosen by `seed`.
pub fn shuffled(doc: &Resolved, seed: u64) -> String {
    let mut state = seed | 1;
    let mut out = String::new();
    write(doc.node(doc.root), &mut state, &mut out);
    out
}

fn write(node: Node<'_>, state: &mut u64, out: &mut String) {
    if node.is_object() {
        let mut entries: Vec<_> = node.entries().collect();
        for i in (1..entries.len()).rev() {
            // xorshift: any order will do, as long as it is the same in every run.
            *state ^= *state << 13;
            *state ^= *state >> 7;
            *state ^= *state << 17;
            entries.swap(i, (*state % (i as u64 + 1)) as usize);
        }
        out.push('{');
        for (i, (key, value)) in entries.into_iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            out.push_str(&serde_json::Value::from(key).to_string());
            out.push(':');
            write(value, state, out);
        }
        out.push('}');
    } else if node.is_array() {
        out.push('[');
        for (i, item) in node.items().enumerate() {
            if i > 0 {
                out.push(',');
            }
            write(item, state, out);
        }
        out.push(']');
    } else if let Some(literal) = node.as_number() {
        out.push_str(literal);
    } else {
        out.push_str(&node.to_json().to_string());
    }
}

/// The API as text without places: what must not depend on the order of keys.
pub fn without_places(api: &Api) -> String {
    let text = format!("{api:#?}");
    let mut out = String::new();
    let mut skip = 0;
    for line in text.lines() {
        if skip > 0 {
            skip -= 1;
        } else if line.trim_start().starts_with("at: Place {") {
            skip = 4;
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
