//! What the table cannot say about schemas: names of types, lists of names, bounds, and schemas that hold themselves.

use std::collections::{HashMap, HashSet};

use crate::check::Check;
use crate::grammar::Kind;
use crate::suggest::suggestion;
use crate::{Diagnostic, Node, NodeId, Severity};

const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

pub(super) fn check(check: &mut Check<'_>) {
    let schemas: Vec<_> = check
        .visits
        .iter()
        .filter(|(_, shape)| shape.is_schema())
        .map(|(id, _)| check.node(*id))
        .filter(|node| node.is_object())
        .collect();
    for schema in &schemas {
        for (key, value) in schema.entries() {
            if check.broken.contains(&value.id()) {
                continue;
            }
            match key {
                "type" => types(check, value),
                "required" => names(check, value, true),
                "dependentRequired" => value.entries().for_each(|(_, list)| names(check, list, false)),
                "enum" => choices(check, value),
                _ => {}
            }
        }
        bounds(check, *schema);
    }
    endless(check, &schemas);
    for discriminator in check.objects(Kind::Discriminator).collect::<Vec<_>>() {
        let Some(schema) = discriminator.parent() else {
            continue;
        };
        let composed = ["oneOf", "anyOf", "allOf", "properties", "$ref"].iter().any(|k| schema.get(k).is_some());
        if !composed {
            check.diagnostics.push(
                Diagnostic::warning(
                    "idle-discriminator",
                    discriminator.key_span(),
                    "a discriminator says nothing without `oneOf`, `anyOf` or `properties` beside it",
                )
                .help("move it to the schema with the alternatives"),
            );
        }
    }
}

fn types(check: &mut Check<'_>, node: Node<'_>) {
    let words: Vec<Node<'_>> = if node.is_array() { node.items().collect() } else { vec![node] };
    if node.is_array() && words.is_empty() {
        check.diagnostics.push(Diagnostic::error("wrong-type", node.span(), "`type` needs at least one type"));
    }
    let mut seen = HashSet::new();
    for word in words {
        match word.as_str() {
            Some(name) if TYPES.contains(&name) => {
                if !seen.insert(name) {
                    check.diagnostics.push(Diagnostic::warning(
                        "duplicate-item",
                        word.span(),
                        format!("the type `{name}` stands twice"),
                    ));
                }
            }
            Some(name) => {
                let help = match name {
                    "file" => Some("binary content is `type: string, format: binary`".to_owned()),
                    "any" => Some("leave `type` out to allow anything".to_owned()),
                    "date" | "date-time" | "datetime" | "uuid" => {
                        Some(format!("write `type: string` with `format: {}`", name.replace("datetime", "date-time")))
                    }
                    "float" | "double" | "decimal" => Some("write `type: number` with a `format`".to_owned()),
                    "int" | "int32" | "int64" | "long" => Some("write `type: integer` with a `format`".to_owned()),
                    "bool" => Some("did you mean `boolean`?".to_owned()),
                    "str" | "text" => Some("did you mean `string`?".to_owned()),
                    name => suggestion(name, &TYPES).map(|near| format!("did you mean `{near}`?")),
                };
                let mut diagnostic =
                    Diagnostic::error("wrong-value", word.span(), format!("`{name}` is no type of JSON Schema"));
                diagnostic.help = help;
                check.diagnostics.push(diagnostic);
            }
            None if word.is_null() => check.diagnostics.push(
                Diagnostic::error("wrong-type", word.span(), "a type is a text: `null` without quotes is none")
                    .help("write \"null\" in quotes"),
            ),
            None => check.diagnostics.push(Diagnostic::error(
                "wrong-type",
                word.span(),
                "`type` must be the name of a type or a list of such names",
            )),
        }
    }
}

fn names(check: &mut Check<'_>, node: Node<'_>, required: bool) {
    if !node.is_array() {
        let mut diagnostic = Diagnostic::error("wrong-type", node.span(), "this must be a list of property names");
        if required && node.as_bool().is_some() {
            // Drafts before 4 had it; nothing is lost that could be understood.
            diagnostic.severity = Severity::Warning;
            diagnostic = diagnostic.help("name the property in the `required` list of the schema that holds it");
        } else if node.is_null() {
            diagnostic.severity = Severity::Warning;
        }
        check.diagnostics.push(diagnostic);
        return;
    }
    let mut seen = HashSet::new();
    for item in node.items() {
        match item.as_str() {
            None if check.broken.contains(&item.id()) => {}
            None => {
                check.diagnostics.push(Diagnostic::error("wrong-type", item.span(), "a property name must be a text"))
            }
            Some(name) if !seen.insert(name) => check.diagnostics.push(Diagnostic::warning(
                "duplicate-item",
                item.span(),
                format!("`{name}` stands twice in this list"),
            )),
            Some(_) => {}
        }
    }
}

fn choices(check: &mut Check<'_>, node: Node<'_>) {
    if !node.is_array() {
        return;
    }
    if node.items().len() == 0 && !check.is_torn(node) {
        check.diagnostics.push(Diagnostic::warning(
            "empty-list",
            node.key_span(),
            "no value is in this `enum`: nothing is valid",
        ));
    }
    let mut seen = HashSet::new();
    for item in node.items().filter(|item| !item.is_object() && !item.is_array()) {
        let key = (std::mem::discriminant(item.value()), item.as_str().or(item.as_number()), item.as_bool());
        if !seen.insert(key) {
            check.diagnostics.push(Diagnostic::warning(
                "duplicate-item",
                item.span(),
                "this value stands twice in the `enum`",
            ));
        }
    }
}

fn bounds(check: &mut Check<'_>, schema: Node<'_>) {
    for (low, high) in [
        ("minLength", "maxLength"),
        ("minItems", "maxItems"),
        ("minProperties", "maxProperties"),
        ("minimum", "maximum"),
    ] {
        let (Some(a), Some(b)) = (schema.get(low), schema.get(high)) else {
            continue;
        };
        let number = |n: Node<'_>| n.as_number().and_then(|t| t.parse::<f64>().ok());
        if let (Some(x), Some(y)) = (number(a), number(b))
            && x > y
        {
            check.diagnostics.push(
                Diagnostic::warning(
                    "empty-range",
                    a.span(),
                    format!("`{low}` is larger than `{high}`: nothing is valid"),
                )
                .related(b.span(), "the other bound"),
            );
        }
    }
}

/// A schema that has to hold itself to be valid, by `$ref` and `allOf` alone: validators never end, types never begin.
fn endless(check: &mut Check<'_>, schemas: &[Node<'_>]) {
    // 1: on the path; 2: done.
    let mut state: HashMap<NodeId, u8> = HashMap::new();
    for start in schemas {
        let mut stack = vec![(start.id(), false)];
        while let Some((id, leave)) = stack.pop() {
            if leave {
                state.insert(id, 2);
                continue;
            }
            match state.get(&id) {
                Some(1) => {
                    let node = check.node(id);
                    check.diagnostics.push(
                        Diagnostic::error(
                            "endless-schema",
                            super::keywords::place(node),
                            "this schema includes itself through `allOf`, without an end",
                        )
                        .help("put the inner use under a property or an item"),
                    );
                    state.insert(id, 2);
                    continue;
                }
                Some(_) => continue,
                None => {}
            }
            state.insert(id, 1);
            stack.push((id, true));
            if let Some(target) = check.targets.get(&id) {
                stack.push((*target, false));
            }
            let node = check.node(id);
            stack.extend(node.get("allOf").into_iter().flat_map(Node::items).map(|n| (n.id(), false)));
        }
    }
}
