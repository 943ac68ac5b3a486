//! What can be understood although it is not written as it should be, written as it should be.

use crate::{Entry, NodeId, Span, TreeBuilder, Value};

/// One change of the tree.
pub(crate) enum Mend {
    /// Another value: `version: 1.0` is meant as a text.
    Value(NodeId, Value),
    /// The items of a list without those at these places.
    Drop(NodeId, Vec<usize>),
    /// A path parameter that nothing defines: a text.
    PathParameter { operation: NodeId, name: String, span: Span },
    /// A named mapping of examples in a schema, where a list belongs.
    Examples(NodeId),
}

impl Mend {
    pub(crate) fn apply(self, builder: &mut TreeBuilder) {
        match self {
            Self::Value(id, value) => builder.replace(id, value),
            Self::Drop(id, gone) => {
                if let Value::Array(items) = builder.value(id) {
                    let kept = items.iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, n)| *n).collect();
                    builder.replace(id, Value::Array(kept));
                }
            }
            Self::PathParameter { operation, name, span } => path_parameter(builder, operation, &name, span),
            Self::Examples(id) => {
                if let Value::Object(entries) = builder.value(id) {
                    let items = entries
                        .iter()
                        .map(|e| builder.tree().node(e.value).get("value").map_or(e.value, |n| n.id()))
                        .collect();
                    builder.replace(id, Value::Array(items));
                }
            }
        }
    }
}

fn path_parameter(builder: &mut TreeBuilder, operation: NodeId, name: &str, span: Span) {
    let entry = |key: &str, value| Entry { key: key.into(), key_span: span, value };
    let kind = builder.add(Value::String("string".into()), span);
    let schema = builder.add(Value::Object(vec![entry("type", kind)]), span);
    let name = builder.add(Value::String(name.into()), span);
    let place = builder.add(Value::String("path".into()), span);
    let required = builder.add(Value::Bool(true), span);
    let parameter = builder.add(
        Value::Object(vec![
            entry("name", name),
            entry("in", place),
            entry("required", required),
            entry("schema", schema),
        ]),
        span,
    );
    let Value::Object(mut entries) = builder.value(operation).clone() else {
        return;
    };
    if let Some(list) = entries.iter().find(|e| &*e.key == "parameters").map(|e| e.value) {
        if let Value::Array(mut items) = builder.value(list).clone() {
            items.push(parameter);
            builder.replace(list, Value::Array(items));
        }
        return;
    }
    let list = builder.add(Value::Array(vec![parameter]), span);
    entries.push(entry("parameters", list));
    builder.replace(operation, Value::Object(entries));
}
