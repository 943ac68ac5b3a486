//! Reads schemas of 3.0 as schemas of 3.1: `nullable`, boolean exclusive bounds, `example`, `byte` and `binary`, and
//! references whose siblings do not count. Nodes keep their numbers and spans, so every reference stays valid.

use std::collections::{HashMap, HashSet};

use crate::schema::is_annotation;
use crate::{Diagnostic, Entry, NodeId, OpenApiVersion, Span, TreeBuilder, Value};

/// What the rewriting works on.
pub(crate) struct Upgrade<'x> {
    pub builder: &'x mut TreeBuilder,
    pub diagnostics: &'x mut Vec<Diagnostic>,
    pub broken: &'x HashSet<NodeId>,
    pub targets: &'x mut HashMap<NodeId, NodeId>,
    pub version: OpenApiVersion,
    /// Where a document of 3.1 uses `nullable`, which means nothing there; its authors mean it all the same.
    pub nullables: Vec<Span>,
}

fn position(entries: &[Entry], key: &str) -> Option<usize> {
    entries.iter().position(|e| &*e.key == key)
}

impl Upgrade<'_> {
    /// Rewrites one schema in place. Its children are rewritten by calls of their own.
    pub(crate) fn schema(&mut self, id: NodeId) {
        let Value::Object(entries) = self.builder.value(id) else {
            return;
        };
        let touched = entries.iter().any(|e| {
            matches!(&*e.key, "nullable" | "exclusiveMinimum" | "exclusiveMaximum" | "example" | "format" | "$ref")
        });
        if !touched {
            return;
        }
        let mut entries = entries.clone();
        if self.version == OpenApiVersion::V3_0 {
            if self.reference(&mut entries) {
                self.builder.replace(id, Value::Object(entries));
                return;
            }
            self.example(&mut entries);
            self.format(&mut entries);
        }
        self.bound(&mut entries, "minimum", "exclusiveMinimum");
        self.bound(&mut entries, "maximum", "exclusiveMaximum");
        let value = self.nullable(entries, id);
        self.builder.replace(id, value);
    }

    /// Says once a file what the rewriting has put up with.
    pub(crate) fn finish(&mut self) {
        let mut last = None;
        for span in std::mem::take(&mut self.nullables) {
            if last == Some(span.source) {
                continue;
            }
            last = Some(span.source);
            self.diagnostics.push(
                Diagnostic::warning(
                    "foreign-nullable",
                    span,
                    "OpenAPI 3.1 has no `nullable`; it is read as 3.0 did here and below",
                )
                .help("write `type: [..., \"null\"]`"),
            );
        }
    }

    fn text(&mut self, text: &str, span: Span) -> NodeId {
        self.builder.add(Value::String(text.into()), span)
    }

    fn is_null_type(&self, id: NodeId) -> bool {
        self.builder.tree().node(id).get("type").and_then(|n| n.as_str()) == Some("null")
    }

    fn admits_null(&self, id: NodeId) -> bool {
        let node = self.builder.tree().node(id);
        self.is_null_type(id)
            || node.get("nullable").and_then(|n| n.as_bool()) == Some(true)
            || node.get("type").is_some_and(|t| t.items().any(|item| item.as_str() == Some("null")))
    }

    /// In 3.0 only the reference counts; annotations beside it are kept, because they change no verdict.
    fn reference(&mut self, entries: &mut Vec<Entry>) -> bool {
        let is_text = |e: &Entry| matches!(self.builder.value(e.value), Value::String(_));
        if !entries.iter().any(|e| &*e.key == "$ref" && is_text(e)) {
            return false;
        }
        let ignored: Vec<&Entry> =
            entries.iter().filter(|e| &*e.key != "$ref" && (!is_annotation(&e.key) || &*e.key == "nullable")).collect();
        if let Some(first) = ignored.first() {
            let keys: Vec<String> = ignored.iter().map(|e| format!("`{}`", e.key)).collect();
            self.diagnostics.push(
                Diagnostic::warning(
                    "ignored-sibling",
                    first.key_span,
                    format!("OpenAPI 3.0 ignores {} beside a `$ref`", keys.join(", ")),
                )
                .help("write `allOf: [{$ref: ...}]` beside it, or use OpenAPI 3.1"),
            );
        }
        entries.retain(|e| &*e.key == "$ref" || is_annotation(&e.key) && &*e.key != "nullable");
        self.example(entries);
        true
    }

    /// `minimum: 1, exclusiveMinimum: true` becomes `exclusiveMinimum: 1`.
    fn bound(&mut self, entries: &mut Vec<Entry>, bound: &str, exclusive: &str) {
        let Some(at) = position(entries, exclusive) else {
            return;
        };
        let Value::Bool(strict) = *self.builder.value(entries[at].value) else {
            return;
        };
        if self.version != OpenApiVersion::V3_0 {
            self.diagnostics.push(
                Diagnostic::warning(
                    "foreign-bound",
                    entries[at].key_span,
                    format!("since OpenAPI 3.1 `{exclusive}` is a number; it is read as 3.0 did"),
                )
                .help(format!("write the number here and leave `{bound}` out")),
            );
        }
        if !strict {
            entries.remove(at);
            return;
        }
        match position(entries, bound) {
            Some(other) => {
                entries[at].value = entries[other].value;
                entries.remove(other);
            }
            None => {
                self.diagnostics.push(
                    Diagnostic::warning(
                        "bound-missing",
                        entries[at].key_span,
                        format!("`{exclusive}` says nothing without `{bound}`"),
                    )
                    .help(format!("add `{bound}` or remove `{exclusive}`")),
                );
                entries.remove(at);
            }
        }
    }

    /// `example: x` becomes `examples: [x]`.
    fn example(&mut self, entries: &mut [Entry]) {
        if position(entries, "examples").is_some() {
            return;
        }
        if let Some(at) = position(entries, "example") {
            let value = entries[at].value;
            let span = self.builder.span(value);
            entries[at].key = "examples".into();
            entries[at].value = self.builder.add(Value::Array(vec![value]), span);
        }
    }

    /// 3.1 says with `contentEncoding` and `contentMediaType` what 3.0 said with `format`; the format stays as well.
    fn format(&mut self, entries: &mut Vec<Entry>) {
        let Some(at) = position(entries, "format") else {
            return;
        };
        let Value::String(format) = self.builder.value(entries[at].value) else {
            return;
        };
        let (key, value) = match &**format {
            "byte" | "base64" => ("contentEncoding", "base64"),
            "binary" => ("contentMediaType", "application/octet-stream"),
            _ => return,
        };
        if position(entries, key).is_some() {
            return;
        }
        let span = self.builder.span(entries[at].value);
        let node = self.text(value, span);
        entries.insert(at + 1, Entry { key: key.into(), key_span: entries[at].key_span, value: node });
    }

    fn nullable(&mut self, mut entries: Vec<Entry>, id: NodeId) -> Value {
        let Some(at) = position(&entries, "nullable") else {
            return Value::Object(entries);
        };
        let nullable = entries.remove(at);
        let span = self.builder.span(nullable.value);
        match self.builder.value(nullable.value) {
            Value::Bool(true) => {}
            Value::Bool(false) => return Value::Object(entries),
            _ => {
                if !self.broken.contains(&nullable.value) {
                    self.diagnostics.push(Diagnostic::error(
                        "wrong-type",
                        span,
                        "`nullable` must be `true` or `false`",
                    ));
                }
                return Value::Object(entries);
            }
        }
        if self.version != OpenApiVersion::V3_0 {
            self.nullables.push(nullable.key_span);
        }
        self.null_in_enum(&mut entries, span);
        self.null_in_type(&mut entries, &nullable, span);
        for union in ["anyOf", "oneOf"] {
            let Some(at) = position(&entries, union) else {
                continue;
            };
            let Value::Array(items) = self.builder.value(entries[at].value).clone() else {
                continue;
            };
            // A second branch that allows null would make `oneOf` refuse it.
            if !items.iter().any(|item| self.admits_null(*item)) {
                let null = self.null_schema(span);
                let list = entries[at].value;
                self.builder.replace(list, Value::Array([items, vec![null]].concat()));
            }
        }
        if position(&entries, "allOf").is_none() && position(&entries, "$ref").is_none() {
            return Value::Object(entries);
        }
        // No branch of `allOf` (and no target) can be talked into null from outside: null becomes an alternative to all
        // of it.
        let (outside, inside): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|e| is_annotation(&e.key) && !matches!(&*e.key, "discriminator" | "$defs"));
        let here = self.builder.span(id);
        let inner = self.builder.add(Value::Object(inside), here);
        if let Some(target) = self.targets.remove(&id) {
            self.targets.insert(inner, target);
        }
        let null = self.null_schema(span);
        let list = self.builder.add(Value::Array(vec![inner, null]), here);
        let mut entries = outside;
        entries.push(Entry { key: "anyOf".into(), key_span: nullable.key_span, value: list });
        Value::Object(entries)
    }

    fn null_schema(&mut self, span: Span) -> NodeId {
        let value = self.text("null", span);
        self.builder.add(Value::Object(vec![Entry { key: "type".into(), key_span: span, value }]), span)
    }

    /// By the letter null would have to stand in `enum`; authors who write `nullable` mean it either way.
    fn null_in_enum(&mut self, entries: &mut [Entry], span: Span) {
        let Some(at) = position(entries, "enum") else {
            return;
        };
        let list = entries[at].value;
        let Value::Array(items) = self.builder.value(list).clone() else {
            return;
        };
        if items.iter().any(|i| matches!(self.builder.value(*i), Value::Null)) {
            return;
        }
        let null = self.builder.add(Value::Null, span);
        self.builder.replace(list, Value::Array([items, vec![null]].concat()));
    }

    fn null_in_type(&mut self, entries: &mut Vec<Entry>, nullable: &Entry, span: Span) {
        let has = |key: &str| entries.iter().any(|e| &*e.key == key);
        let implied = if has("type") || has("allOf") || has("anyOf") || has("oneOf") || has("$ref") {
            None
        } else if has("properties") || has("additionalProperties") {
            Some("object")
        } else if has("items") {
            Some("array")
        } else {
            None
        };
        let name = match position(entries, "type") {
            Some(at) => match self.builder.value(entries[at].value) {
                Value::String(_) => Some((at, entries[at].value)),
                _ => None,
            },
            None => implied.map(|word| {
                let value = self.text(word, span);
                entries.insert(0, Entry { key: "type".into(), key_span: nullable.key_span, value });
                (0, value)
            }),
        };
        if let Some((at, name)) = name {
            let null = self.text("null", span);
            let here = self.builder.span(name);
            entries[at].value = self.builder.add(Value::Array(vec![name, null]), here);
        }
    }
}
