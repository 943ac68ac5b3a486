//! Parameters: from text in one of the styles of OpenAPI to a JSON value, and back for headers.
//!
//! Delimiters split before percent-decoding, so that an encoded one is data.

use serde_json::{Map, Value};

use super::{
    operation::{Location, Param, Style},
    schema::{Kind, Rest, Scalar, Schema},
    validate::{self, Side},
};

/// A text is not percent-encoded UTF-8, or is given too often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unreadable(
    /// What must hold
    pub(super) &'static str,
);

const ENCODING: Unreadable = Unreadable("must be percent-encoded UTF-8");
const REPEATED: Unreadable = Unreadable("must not be given more than once");

/// Where parameters are read from.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    /// Values of the path's parameters by name, as they were sent
    pub(super) path: &'a [(&'static str, &'a str)],
    /// The query, as it was sent
    pub(super) query: &'a str,
    /// The headers
    pub(super) headers: &'a http::HeaderMap,
}

/// The value of a parameter; none: it is not there.
pub(super) fn read(param: &Param, all: &[Param], texts: &Texts<'_>) -> Result<Option<Value>, Unreadable> {
    let schema = &param.schema;
    match param.location {
        Location::Path => {
            let Some((_, raw)) = texts.path.iter().find(|(name, _)| *name == param.name) else { return Ok(None) };
            if param.content.is_some() {
                return json_text(&decode(raw, false)?).map(Some);
            }
            let raw = match param.style {
                Style::Label => raw.strip_prefix('.').unwrap_or(raw),
                Style::Matrix => return matrix(param, raw).map(Some),
                _ => raw,
            };
            let delimiter = if param.style == Style::Label && param.explode { '.' } else { ',' };
            structured(schema, raw, delimiter, param.explode, false).map(Some)
        }
        Location::Header => {
            let mut values = Vec::new();
            for value in texts.headers.get_all(param.name) {
                values.push(std::str::from_utf8(value.as_bytes()).map_err(|_| ENCODING)?.trim());
            }
            if values.is_empty() {
                return Ok(None);
            }
            if param.content.is_some() {
                return json_text(&values.join(",")).map(Some);
            }
            // A list may come in several fields (RFC 9110 5.3); anything else may not.
            match shape(schema) {
                Shape::Scalar if values.len() > 1 => Err(REPEATED),
                Shape::Scalar => Ok(Some(scalar(schema, values[0]))),
                _ => Ok(Some(header_value(schema, &values.join(","), param.explode))),
            }
        }
        Location::Cookie => {
            let mut found = Vec::new();
            for header in texts.headers.get_all(http::header::COOKIE) {
                let text = header.to_str().map_err(|_| ENCODING)?;
                found.extend(
                    text.split(';').filter_map(|pair| pair.trim().split_once('=')).filter(|(k, _)| *k == param.name),
                );
            }
            let Some((_, raw)) = found.first() else { return Ok(None) };
            if param.content.is_some() {
                return json_text(&decode(raw, false)?).map(Some);
            }
            structured(schema, raw, ',', false, false).map(Some)
        }
        Location::Query => query(param, all, texts.query),
    }
}

fn query(param: &Param, all: &[Param], text: &str) -> Result<Option<Value>, Unreadable> {
    let schema = &param.schema;
    let pairs = pairs(text)?;
    let shape = shape(schema);
    if param.style == Style::DeepObject {
        let entries = bracketed(param.name, &pairs)?;
        return Ok((!entries.is_empty()).then(|| deep(schema, entries)));
    }
    if shape == Shape::Object && param.explode && param.content.is_none() {
        return exploded_object(param, all, &pairs);
    }
    // `name[]=` is how some clients write a repeated parameter.
    let raw: Vec<&str> = pairs
        .iter()
        .filter(|(key, _)| key == param.name || (shape == Shape::Array && key.strip_suffix("[]") == Some(param.name)))
        .map(|(_, raw)| *raw)
        .collect();
    let Some(first) = raw.first() else { return Ok(None) };
    if shape == Shape::Array && param.explode && param.content.is_none() {
        let items: Result<Vec<Value>, _> =
            raw.iter().enumerate().map(|(i, raw)| Ok(scalar(&item(schema, i), &decode(raw, true)?))).collect();
        return items.map(|items| Some(items.into()));
    }
    if raw.len() > 1 {
        return Err(REPEATED);
    }
    if param.content.is_some() {
        return json_text(&decode(first, true)?).map(Some);
    }
    match param.style {
        Style::SpaceDelimited => structured(schema, &first.replace("%20", "+"), '+', false, true).map(Some),
        Style::PipeDelimited => {
            structured(schema, &first.replace("%7C", "|").replace("%7c", "|"), '|', false, true).map(Some)
        }
        _ => structured(schema, first, ',', false, true).map(Some),
    }
}

fn exploded_object(param: &Param, all: &[Param], pairs: &[(String, &str)]) -> Result<Option<Value>, Unreadable> {
    let mut members = Map::new();
    for (key, raw) in pairs {
        let Some(schema) = member(&param.schema, key) else { continue };
        let of_another = all.iter().any(|p| p.location == Location::Query && p.name == key && p.name != param.name);
        if of_another {
            continue;
        }
        let value = scalar(&schema, &decode(raw, true)?);
        if shape(&schema) == Shape::Array {
            let items = members.entry(key.clone()).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(items) = items {
                items.push(scalar(&item(&schema, items.len()), &decode(raw, true)?));
            }
        } else if members.insert(key.clone(), value).is_some() {
            return Err(REPEATED);
        }
    }
    Ok((!members.is_empty()).then_some(Value::Object(members)))
}

fn matrix(param: &Param, raw: &str) -> Result<Value, Unreadable> {
    let raw = raw.strip_prefix(';').unwrap_or(raw);
    match (shape(&param.schema), param.explode) {
        (Shape::Array, true) => {
            let items: Result<Vec<Value>, _> = raw
                .split(';')
                .enumerate()
                .map(|(i, part)| {
                    Ok(scalar(&item(&param.schema, i), &decode(part.split_once('=').map_or("", |(_, v)| v), false)?))
                })
                .collect();
            items.map(Value::Array)
        }
        (Shape::Object, true) => structured(&param.schema, raw, ';', true, false),
        _ => {
            let value = raw.split_once('=').map_or("", |(_, value)| value);
            structured(&param.schema, value, ',', false, false)
        }
    }
}

/// A text that may hold several values between delimiters.
fn structured(schema: &Schema, raw: &str, delimiter: char, explode: bool, form: bool) -> Result<Value, Unreadable> {
    match shape(schema) {
        Shape::Scalar => Ok(scalar(schema, &decode(raw, form)?)),
        Shape::Array if raw.is_empty() => Ok(Value::Array(Vec::new())),
        Shape::Array => {
            let items: Result<Vec<Value>, _> = raw
                .split(delimiter)
                .enumerate()
                .map(|(i, part)| Ok(scalar(&item(schema, i), &decode(part, form)?)))
                .collect();
            items.map(Value::Array)
        }
        Shape::Object => {
            let parts: Vec<&str> = if raw.is_empty() { Vec::new() } else { raw.split(delimiter).collect() };
            let mut members = Map::new();
            let mut put = |key: &str, value: &str| -> Result<(), Unreadable> {
                let key = decode(key, form)?;
                let schema = member(schema, &key).unwrap_or(ANY);
                members.insert(key, scalar(&schema, &decode(value, form)?));
                Ok(())
            };
            if explode {
                for part in parts {
                    let (key, value) = part.split_once('=').unwrap_or((part, ""));
                    put(key, value)?;
                }
            } else {
                for pair in parts.chunks(2) {
                    put(pair[0], pair.get(1).copied().unwrap_or_default())?;
                }
            }
            Ok(members.into())
        }
    }
}

fn header_value(schema: &Schema, text: &str, explode: bool) -> Value {
    let parts = || text.split(',').map(str::trim).filter(|part| !part.is_empty());
    if shape(schema) == Shape::Array {
        return parts().enumerate().map(|(i, part)| scalar(&item(schema, i), part)).collect();
    }
    let mut members = Map::new();
    let mut put = |key: &str, value: &str| {
        members.insert(key.to_owned(), scalar(&member(schema, key).unwrap_or(ANY), value));
    };
    if explode {
        parts()
            .for_each(|part| put(part.split_once('=').map_or(part, |p| p.0), part.split_once('=').map_or("", |p| p.1)));
    } else {
        let parts: Vec<_> = parts().collect();
        parts.chunks(2).for_each(|pair| put(pair[0], pair.get(1).copied().unwrap_or_default()));
    }
    members.into()
}

/// A value as the text of a header (style `simple`).
pub(super) fn simple(value: &Value, explode: bool) -> String {
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match value {
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        Value::Object(members) => {
            let sign = if explode { '=' } else { ',' };
            members.iter().map(|(k, v)| format!("{k}{sign}{}", plain(v))).collect::<Vec<_>>().join(",")
        }
        other => plain(other),
    }
}

pub(super) const ANY: Schema = Schema::of(Kind::Any);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Scalar,
    Array,
    Object,
}

/// Whether values are scalars, arrays or objects. A union of a scalar and an array is an array: one item looks the same.
pub(super) fn shape(schema: &Schema) -> Shape {
    match schema.resolved().kind {
        Kind::Array(_) | Kind::Tuple(_) => Shape::Array,
        Kind::Map(_) | Kind::Object(_) => Shape::Object,
        Kind::Union(union) => {
            let mut shapes = union.variants.iter().map(|v| shape(&v.schema));
            if shapes.clone().any(|s| s == Shape::Object) && !shapes.clone().any(|s| s == Shape::Scalar) {
                Shape::Object
            } else if shapes.all(|s| s == Shape::Array) && !union.variants.is_empty() {
                Shape::Array
            } else {
                Shape::Scalar
            }
        }
        _ => Shape::Scalar,
    }
}

/// What the item at a position accepts.
pub(super) fn item(schema: &Schema, index: usize) -> Schema {
    match schema.resolved().kind {
        Kind::Array(item) => *item,
        Kind::Tuple(tuple) => tuple.prefix.get(index).copied().or(tuple.rest).unwrap_or(ANY),
        Kind::Union(union) => union
            .variants
            .iter()
            .map(|v| &v.schema)
            .find(|s| shape(s) == Shape::Array)
            .map_or(ANY, |schema| item(schema, index)),
        _ => ANY,
    }
}

/// What the member with this key accepts; none: it is not one.
pub(super) fn member(schema: &Schema, key: &str) -> Option<Schema> {
    match schema.resolved().kind {
        Kind::Map(value) => Some(*value),
        Kind::Object(object) => {
            object.properties.iter().find(|p| p.name == key).map(|p| p.schema).or(match object.rest {
                Rest::Typed(schema) => Some(*schema),
                Rest::Any => Some(ANY),
                Rest::Ignored | Rest::Forbidden => None,
            })
        }
        Kind::Union(union) => union.variants.iter().find_map(|v| member(&v.schema, key)),
        _ => None,
    }
}

/// A text as the JSON value that the schema wants. What cannot be one stays a string, and is found wrong afterwards.
pub(super) fn scalar(schema: &Schema, text: &str) -> Value {
    let resolved = schema.resolved();
    let string = || Value::from(text);
    match resolved.kind {
        Kind::Boolean => match text {
            "true" => true.into(),
            "false" => false.into(),
            _ => string(),
        },
        Kind::Integer(_) => integer(text).unwrap_or_else(string),
        Kind::Number(_) => integer(text).or_else(|| number(text)).unwrap_or_else(string),
        Kind::Null if text.is_empty() || text == "null" => Value::Null,
        Kind::Constant(constant) => one_of(&[constant], text).unwrap_or_else(string),
        Kind::Choice(scalars) => one_of(scalars, text).unwrap_or_else(string),
        Kind::Union(union) => union
            .variants
            .iter()
            .map(|v| (&v.schema, scalar(&v.schema, text)))
            .find(|(schema, value)| validate::faults(schema, value, Side::Request).is_empty())
            .map_or_else(string, |(_, value)| value),
        // JSON is the only way to write what is neither a scalar nor taken apart by the style.
        Kind::Array(_) | Kind::Tuple(_) | Kind::Map(_) | Kind::Object(_) => {
            super::json::parse(text.as_bytes()).ok().filter(|v| v.is_array() || v.is_object()).unwrap_or_else(string)
        }
        _ => string(),
    }
}

fn one_of(scalars: &[Scalar], text: &str) -> Option<Value> {
    scalars.iter().map(|s| s.value()).find(|value| match value {
        Value::String(value) => value == text,
        other => {
            // As its JSON text: `2` is the number 2.
            let written = other.to_string();
            written == text
        }
    })
}

fn integer(text: &str) -> Option<Value> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse::<i64>().map(Value::from).or_else(|_| text.parse::<u64>().map(Value::from)).ok()
}

fn number(text: &str) -> Option<Value> {
    let like_a_number = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'e' | b'E'));
    let number = text.parse::<f64>().ok().filter(|n| like_a_number && n.is_finite())?;
    serde_json::Number::from_f64(number).map(Value::Number)
}

fn json_text(text: &str) -> Result<Value, Unreadable> {
    super::json::parse(text.as_bytes()).map_err(|_| Unreadable("must be JSON"))
}

/// Percent-decoding; in a form `+` is a space.
pub(super) fn decode(raw: &str, form: bool) -> Result<String, Unreadable> {
    let bytes = raw.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b'%' => {
                let hex = raw.get(i + 1..i + 3).filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit())).ok_or(ENCODING)?;
                out.push(u8::from_str_radix(hex, 16).map_err(|_| ENCODING)?);
                i += 3;
                continue;
            }
            b'+' if form => out.push(b' '),
            byte => out.push(byte),
        }
        i += 1;
    }
    String::from_utf8(out).map_err(|_| ENCODING)
}

/// Keys (decoded) and values (as they were sent) of a query or form.
pub(super) fn pairs(text: &str) -> Result<Vec<(String, &str)>, Unreadable> {
    text.split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            Ok((decode(key, true)?, value))
        })
        .collect()
}

/// Entries `name[a][b]=value` by their way: `["a", "b"]`, and decoded value.
pub(super) fn bracketed(name: &str, pairs: &[(String, &str)]) -> Result<Vec<(Vec<String>, String)>, Unreadable> {
    let mut entries = Vec::new();
    for (key, raw) in pairs {
        let Some(rest) = key.strip_prefix(name).filter(|rest| rest.starts_with('[') && rest.ends_with(']')) else {
            continue;
        };
        let way: Vec<String> = rest[1..rest.len() - 1].split("][").map(str::to_owned).collect();
        // A way is as deep as its sender likes: deeper than this nothing is described.
        if way.len() <= 32 {
            entries.push((way, decode(raw, true)?));
        }
    }
    Ok(entries)
}

/// A value of entries by their way.
pub(super) fn deep(schema: &Schema, entries: Vec<(Vec<String>, String)>) -> Value {
    let mut groups: Vec<(String, Vec<(Vec<String>, String)>)> = Vec::new();
    for (way, value) in entries {
        let Some((first, rest)) = way.split_first() else { return scalar(schema, &value) };
        let rest = (rest.to_vec(), value);
        // `a[]` starts a new item each time.
        match groups.iter_mut().find(|(key, _)| key == first && !first.is_empty()) {
            Some((_, group)) => group.push(rest),
            None => groups.push((first.clone(), vec![rest])),
        }
    }
    if shape(schema) == Shape::Array {
        groups.into_iter().enumerate().map(|(i, (_, entries))| deep(&item(schema, i), entries)).collect()
    } else {
        let members = groups.into_iter().map(|(key, entries)| {
            let value = deep(&member(schema, &key).unwrap_or(ANY), entries);
            (key, value)
        });
        members.collect::<Map<_, _>>().into()
    }
}
