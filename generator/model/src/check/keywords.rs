//! Types of values, keywords that are missing, and keywords that nobody knows: all from the table.

use crate::check::{Check, Mend};
use crate::grammar::{Kind, Need, Object, Rest, Row, Shape};
use crate::suggest::suggestion;
use crate::{Diagnostic, Node, OpenApiVersion, Value};

pub(super) fn check(check: &mut Check<'_>) {
    for (id, shape) in check.visits {
        let node = check.node(*id);
        if check.broken.contains(id) && !shape.is_schema() {
            continue;
        }
        if !fits(check, node, shape) {
            continue;
        }
        match shape {
            Shape::Object(object) if check.targets.contains_key(id) => reference(check, node, object),
            Shape::Object(object) => {
                children(check, node, object);
                required(check, node, object);
            }
            Shape::List(item) | Shape::Some(item) if is_scalar(item) => {
                node.items().for_each(|n| {
                    fits(check, n, item);
                });
            }
            Shape::Map(item) if is_scalar(item) => node.entries().for_each(|(_, n)| {
                fits(check, n, item);
            }),
            Shape::Mapping => node.entries().for_each(|(_, n)| {
                fits(check, n, &Shape::Text);
            }),
            Shape::Section(..) => names(check, node),
            _ => {}
        }
    }
}

/// Shapes whose values are checked with their holder, because the walk does not stop at them.
fn is_scalar(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Text
            | Shape::Uri
            | Shape::Word(_)
            | Shape::Bool
            | Shape::Number
            | Shape::Count
            | Shape::Regex
            | Shape::Types
            | Shape::Names
    )
}

fn article(node: Node<'_>) -> &'static str {
    match node.value() {
        Value::Null => "empty",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}

fn label(node: Node<'_>) -> String {
    match node.key() {
        Some(key) => format!("`{key}`"),
        None => "this".into(),
    }
}

/// Whether a value has the type that belongs there; says so when it does not.
fn fits(check: &mut Check<'_>, node: Node<'_>, shape: &Shape) -> bool {
    if check.broken.contains(&node.id()) {
        return false;
    }
    let wanted = match shape {
        Shape::Any | Shape::Extension => return true,
        Shape::Text | Shape::Uri | Shape::Regex | Shape::OperationRef => {
            if let Value::Number(text) = node.value() {
                mend(check, node, text);
                return true;
            }
            if let Value::Bool(value) = node.value() {
                mend(check, node, if *value { "true" } else { "false" });
                return true;
            }
            if node.as_str().is_some() {
                return true;
            }
            "a text".to_owned()
        }
        Shape::Word(words) => match node.as_str() {
            Some(word) if words.contains(&word) => return true,
            Some(word) => {
                let mut diagnostic = Diagnostic::error(
                    "wrong-value",
                    node.span(),
                    format!("{} must be one of {}, not `{word}`", label(node), list(words)),
                );
                if let Some(near) = suggestion(word, words) {
                    diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
                }
                // A style that nobody knows is a default style to a client; a parameter's place is not guessed.
                if matches!(node.key(), Some("style")) {
                    diagnostic.severity = crate::Severity::Warning;
                }
                check.diagnostics.push(diagnostic);
                return false;
            }
            None => format!("one of {}", list(words)),
        },
        Shape::Bool => {
            if node.as_bool().is_some() {
                return true;
            }
            "`true` or `false`".to_owned()
        }
        Shape::Number => {
            if node.as_number().is_some() {
                return true;
            }
            "a number".to_owned()
        }
        Shape::Count => {
            if node.as_u64().is_some() {
                return true;
            }
            "a whole number that is not negative".to_owned()
        }
        // The check of schemas says more about these.
        Shape::Types | Shape::Names => return true,
        Shape::List(_) => {
            if node.is_array() {
                return true;
            }
            "a list".to_owned()
        }
        Shape::Some(_) => {
            if node.is_array() {
                if node.items().len() == 0 && !check.is_torn(node) {
                    let mut diagnostic = Diagnostic::error(
                        "empty-list",
                        node.key_span(),
                        format!("{} needs at least one item", label(node)),
                    );
                    if node.key() != Some("enum") {
                        diagnostic.severity = crate::Severity::Warning;
                    }
                    check.diagnostics.push(diagnostic);
                }
                return true;
            }
            "a list".to_owned()
        }
        Shape::Map(_) | Shape::Section(..) | Shape::Media(_) | Shape::RegexMap(_) | Shape::Mapping => {
            if node.is_object() {
                return true;
            }
            "a mapping".to_owned()
        }
        Shape::Object(object) => {
            if node.is_object() || object.kind == Kind::Schema && node.as_bool().is_some() {
                return true;
            }
            format!("{} (a mapping)", object.name)
        }
    };
    let message = format!("{} must be {wanted}, but is {}", label(node), article(node));
    if matches!(shape, Shape::List(Shape::Any)) && node.key() == Some("examples") && node.is_object() {
        check.diagnostics.push(
            Diagnostic::warning("wrong-type", node.key_span(), message)
                .help("only parameters, headers and media types name their examples"),
        );
        check.mends.push(Mend::Examples(node.id()));
        return false;
    }
    // An empty value is mostly a keyword that its author has not come to yet; nothing is lost by reading on.
    let optional = node.is_null() && !shape.is_schema();
    check.diagnostics.push(if optional {
        Diagnostic::warning("wrong-type", node.key_span(), message).help("give it a value or remove it")
    } else {
        Diagnostic::error("wrong-type", node.span(), message)
    });
    false
}

/// YAML reads `1.0` as a number where a text is meant; its literal is that text.
fn mend(check: &mut Check<'_>, node: Node<'_>, text: &str) {
    check.diagnostics.push(
        Diagnostic::warning(
            "unquoted-text",
            node.span(),
            format!("{} must be a text, but is {}", label(node), article(node)),
        )
        .help(format!("write it in quotes: \"{text}\"")),
    );
    check.mends.push(Mend::Value(node.id(), Value::String(text.into())));
}

fn list(words: &[&str]) -> String {
    words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}

fn children(check: &mut Check<'_>, node: Node<'_>, object: &'static Object) {
    for (key, value) in node.entries() {
        let row = object.row(key);
        match row {
            Some(row) => {
                if is_scalar(row.shape) {
                    fits(check, value, row.shape);
                }
                newer(check, node, value, row, object);
            }
            None => match &object.rest {
                Rest::Extensions => unknown(check, value, key, object),
                Rest::Entries(item) if !key.starts_with("x-") && is_scalar(item) => {
                    fits(check, value, item);
                }
                _ => {}
            },
        }
    }
}

/// A keyword of a later version than the document's.
fn newer(check: &mut Check<'_>, node: Node<'_>, value: Node<'_>, row: &Row, object: &Object) {
    let name = |version| match version {
        OpenApiVersion::V3_0 => "3.0",
        OpenApiVersion::V3_1 => "3.1",
        OpenApiVersion::V3_2 => "3.2",
    };
    if row.since > check.version {
        // Swagger's own tools write `trace`-like newcomers early; what is understood is used.
        check.diagnostics.push(Diagnostic::warning(
            "newer-keyword",
            value.key_span(),
            format!(
                "`{}` in {} is new in OpenAPI {}, and this document is {}",
                row.key,
                object.name,
                name(row.since),
                name(check.version)
            ),
        ));
    } else if row.since == OpenApiVersion::V3_2 {
        let _ = node;
        check.diagnostics.push(Diagnostic::note(
            "new-in-3.2",
            value.key_span(),
            format!("`{}` in {} is new in OpenAPI 3.2", row.key, object.name),
        ));
    }
}

fn unknown(check: &mut Check<'_>, value: Node<'_>, key: &str, object: &'static Object) {
    if key.starts_with("x-") || key == "$ref" && object.follows {
        return;
    }
    let known: Vec<&str> = object.rows.iter().map(|row| row.key).collect();
    let mut diagnostic =
        Diagnostic::warning("unknown-keyword", value.key_span(), format!("{} has no keyword `{key}`", object.name));
    if let Some((_, _, help)) = MISTAKEN.iter().find(|(kind, word, _)| *kind == object.kind && *word == key)
        && check.version > OpenApiVersion::V3_0
    {
        diagnostic.severity = crate::Severity::Error;
        diagnostic = diagnostic.help(*help);
    } else if let Some(near) =
        suggestion(key, &known).filter(|near| value.parent().is_some_and(|p| p.get(near).is_none()))
    {
        diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
    } else {
        diagnostic = diagnostic.help("names of extensions begin with `x-`");
    }
    check.diagnostics.push(diagnostic);
}

/// Keywords that are known from elsewhere and mean nothing where they stand, though their authors count on them.
const MISTAKEN: [(Kind, &str, &str); 2] = [
    (Kind::Header, "allowReserved", "only query parameters have it"),
    (Kind::Link, "body", "it is called `requestBody`, and the target's address is `server`"),
];

fn required(check: &mut Check<'_>, node: Node<'_>, object: &'static Object) {
    let mut torn = None;
    for row in object.rows.iter().filter(|row| row.need != Need::Optional) {
        if node.get(row.key).is_some() || object.kind == Kind::Root && row.key == "openapi" {
            continue;
        }
        if object.kind == Kind::Response && check.version == OpenApiVersion::V3_2 {
            continue;
        }
        if *torn.get_or_insert_with(|| check.is_torn(node)) {
            return;
        }
        let message = format!("{} needs the keyword `{}`", object.name, row.key);
        let at = place(node);
        check.diagnostics.push(if row.need == Need::Required {
            Diagnostic::error("missing-keyword", at, message)
        } else {
            Diagnostic::warning("missing-keyword", at, message)
        });
    }
    if object.kind == Kind::Root
        && ["paths", "components", "webhooks"].iter().all(|key| node.get(key).is_none())
        && !check.is_torn(node)
    {
        check.diagnostics.push(
            Diagnostic::error(
                "missing-keyword",
                place(node),
                "an OpenAPI description needs `paths`, `webhooks` or `components`",
            )
            .help("add `paths: {}` if it has none yet"),
        );
    }
}

/// Where an object begins: its key, or else its first one.
pub(super) fn place(node: Node<'_>) -> crate::Span {
    let span = node.key_span();
    if span != node.span() {
        return span;
    }
    match node.value() {
        Value::Object(entries) if !entries.is_empty() => entries[0].key_span,
        _ => span,
    }
}

/// Beside a `$ref`, objects other than schemas and path items know two keywords.
fn reference(check: &mut Check<'_>, node: Node<'_>, object: &'static Object) {
    if object.kind == Kind::Schema {
        children(check, node, object);
        return;
    }
    let ignored: Vec<Node<'_>> = node
        .entries()
        .filter(|(key, _)| !matches!(*key, "$ref" | "summary" | "description") && !key.starts_with("x-"))
        .map(|(_, n)| n)
        .collect();
    if let Some(first) = ignored.first() {
        let keys: Vec<String> = ignored.iter().filter_map(|n| Some(format!("`{}`", n.key()?))).collect();
        check.diagnostics.push(Diagnostic::warning(
            "ignored-sibling",
            first.key_span(),
            format!("{} beside a `$ref` is ignored", keys.join(", ")),
        ));
    }
}

fn names(check: &mut Check<'_>, node: Node<'_>) {
    for (key, value) in node.entries() {
        let fine = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
        if !fine {
            check.diagnostics.push(
                Diagnostic::warning("bad-component-name", value.key_span(), format!("`{key}` is no component name"))
                    .help("letters, digits, `.`, `-` and `_` may stand in it"),
            );
        }
    }
}
