//! From nodes back to text. Reading what was written gives the same values in the same order.

use std::fmt::Write;

use crate::{Node, Value, scalar};

/// JSON with two spaces of indentation and a line break at the end.
pub fn write_json(node: Node<'_>) -> String {
    let mut out = String::new();
    json(&mut out, node, 0);
    out.push('\n');
    out
}

/// YAML 1.2 in block style. Texts that another reader could take for something else are quoted.
pub fn write_yaml(node: Node<'_>) -> String {
    let mut out = String::new();
    match node.value() {
        Value::Object(entries) if !entries.is_empty() => mapping(&mut out, node, 0),
        Value::Array(items) if !items.is_empty() => sequence(&mut out, node, 0),
        _ => {
            flow(&mut out, node, 0);
            out.push('\n');
        }
    }
    out
}

fn json(out: &mut String, node: Node<'_>, depth: usize) {
    match node.value() {
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (at, item) in node.items().enumerate() {
                out.push_str(if at == 0 { "\n" } else { ",\n" });
                indent(out, depth + 1);
                json(out, item, depth + 1);
            }
            out.push('\n');
            indent(out, depth);
            out.push(']');
        }
        Value::Object(entries) if !entries.is_empty() => {
            out.push('{');
            for (at, (key, value)) in node.entries().enumerate() {
                out.push_str(if at == 0 { "\n" } else { ",\n" });
                indent(out, depth + 1);
                quoted(out, key);
                out.push_str(": ");
                json(out, value, depth + 1);
            }
            out.push('\n');
            indent(out, depth);
            out.push('}');
        }
        Value::String(text) => quoted(out, text),
        _ => leaf(out, node),
    }
}

fn leaf(out: &mut String, node: Node<'_>) {
    match node.value() {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(literal) => out.push_str(literal),
        Value::Array(_) => out.push_str("[]"),
        Value::Object(_) => out.push_str("{}"),
        Value::String(text) => quoted(out, text),
    }
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// A JSON string, which is a double-quoted scalar of YAML as well.
fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if must_escape(c) => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Characters that are no text to YAML, break its lines, or cannot be seen by whoever reviews the file.
fn must_escape(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{200E}' | '\u{200F}')
        || ('\u{202A}'..='\u{202E}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

fn mapping(out: &mut String, node: Node<'_>, depth: usize) {
    for (at, (key, value)) in node.entries().enumerate() {
        if at > 0 || depth == 0 || out.ends_with('\n') {
            indent(out, depth);
        }
        name(out, key);
        out.push(':');
        entry(out, value, depth);
    }
}

fn name(out: &mut String, key: &str) {
    if is_plain(key) && key.len() < 500 { out.push_str(key) } else { quoted(out, key) }
}

/// The value behind a colon.
fn entry(out: &mut String, value: Node<'_>, depth: usize) {
    match value.value() {
        Value::Object(entries) if !entries.is_empty() => {
            out.push('\n');
            mapping(out, value, depth + 1);
        }
        Value::Array(items) if !items.is_empty() => {
            out.push('\n');
            sequence(out, value, depth + 1);
        }
        _ => {
            out.push(' ');
            flow(out, value, depth + 1);
            out.push('\n');
        }
    }
}

fn sequence(out: &mut String, node: Node<'_>, depth: usize) {
    for (at, item) in node.items().enumerate() {
        if at > 0 || depth == 0 || out.ends_with('\n') {
            indent(out, depth);
        }
        out.push_str("- ");
        match item.value() {
            Value::Object(entries) if !entries.is_empty() => mapping(out, item, depth + 1),
            Value::Array(items) if !items.is_empty() => sequence(out, item, depth + 1),
            _ => {
                flow(out, item, depth + 1);
                out.push('\n');
            }
        }
    }
}

/// A value without children, at an indentation for the lines of a block scalar.
fn flow(out: &mut String, node: Node<'_>, depth: usize) {
    match node.value() {
        Value::String(text) if is_block(text) => {
            let body = text.trim_end_matches('\n');
            let breaks = text.len() - body.len();
            out.push_str(match breaks {
                0 => "|-",
                1 => "|",
                _ => "|+",
            });
            for line in body.split('\n') {
                out.push('\n');
                if !line.is_empty() {
                    indent(out, depth.max(1));
                    out.push_str(line);
                }
            }
            for _ in 1..breaks {
                out.push('\n');
            }
        }
        Value::String(text) if is_plain(text) => out.push_str(text),
        _ => leaf(out, node),
    }
}

/// Whether a text can stand as a literal block and come back as it was.
fn is_block(text: &str) -> bool {
    let body = text.trim_end_matches('\n');
    body.contains('\n')
        && !body.starts_with([' ', '\n', '\t'])
        && !text.chars().any(|c| c != '\n' && c != '\t' && must_escape(c))
        && body.lines().all(|line| !line.trim().is_empty() || line.is_empty())
        && !body.split('\n').any(|line| line.starts_with('\t'))
}

/// Whether a text can stand without quotes and is a text to readers of YAML 1.1 and 1.2 alike.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    if first.is_whitespace()
        || text.ends_with(char::is_whitespace)
        || text.ends_with(':')
        || "-?:,[]{}#&*!|>'\"%@`=<~+.".contains(first)
        || first.is_ascii_digit() && !text.contains(char::is_alphabetic)
        || text.contains(": ")
        || text.contains(" #")
        || text.chars().any(must_escape)
    {
        return false;
    }
    // Dates, times in sixties, octals and the like begin with a digit and mean something to YAML 1.1.
    if first.is_ascii_digit()
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'.' | b'_' | b'+' | b' '))
    {
        return false;
    }
    let word = text.to_ascii_lowercase();
    !matches!(word.as_str(), "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null")
        && matches!(scalar::plain(text), Value::String(_))
}
