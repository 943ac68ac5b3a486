//! Canonical text of JSON values: key order and the spelling of numbers do not matter.

use model::{Node, Value};

use super::decimal::Decimal;

/// The canonical text of a value: equal values have equal texts.
pub(crate) fn canon(node: Node<'_>) -> String {
    let mut out = String::new();
    write(node, &mut out);
    out
}

fn write(node: Node<'_>, out: &mut String) {
    match node.value() {
        Value::Null => out.push_str("null"),
        Value::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Value::Number(text) => out.push_str(&number(text)),
        Value::String(text) => out.push_str(&serde_json::Value::String(text.to_string()).to_string()),
        Value::Array(_) => {
            out.push('[');
            for (i, item) in node.items().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(_) => {
            let mut entries: Vec<_> = node.entries().collect();
            entries.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (i, (key, value)) in entries.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                out.push_str(&serde_json::Value::String(key.to_owned()).to_string());
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}

/// One spelling for equal numbers: an integer as such, anything else as its shortest decimal.
fn number(literal: &str) -> String {
    match Decimal::parse(literal) {
        Some(d) => match d.to_i128() {
            Some(i) => i.to_string(),
            None => format!("{d:?}"),
        },
        None => literal.to_owned(),
    }
}
