//! `application/x-www-form-urlencoded` and `multipart/form-data` bodies to JSON values.

use bytes::Bytes;
use serde_json::{Map, Value};

use super::{
    json,
    operation::{Content, Encoding, Style},
    params::{self, Shape, Unreadable},
    schema::{Format, Kind, Schema},
    text::Binary,
    validate::{self, Side},
};

/// What is wrong with a form: the key (none: the whole body) and what must hold.
pub(super) type FormFault = (Option<String>, &'static str);

/// A urlencoded body.
pub(super) fn urlencoded(content: &Content, body: &[u8]) -> Result<Value, Vec<FormFault>> {
    let whole = |e: Unreadable| vec![(None, e.0)];
    let text = std::str::from_utf8(body).map_err(|_| vec![(None, "must be percent-encoded UTF-8")])?;
    let pairs = params::pairs(text).map_err(whole)?;
    let mut names: Vec<String> = Vec::new();
    for (key, _) in &pairs {
        let name = key.split('[').next().unwrap_or_default().to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut members = Map::new();
    let mut faults = Vec::new();
    for name in names {
        let schema = params::member(&content.schema, &name).unwrap_or(params::ANY);
        let encoding = content.encodings.iter().find(|e| e.property == name);
        match property(&name, &schema, encoding, &pairs) {
            // A key without a value is as good as no key where an empty text is no value (RFC 6749 3.2 asks for it).
            Ok(value) if value == "" && !validate::faults(&schema, &value, Side::Request).is_empty() => {}
            Ok(value) => {
                members.insert(name, value);
            }
            Err(fault) => faults.push((Some(name), fault.0)),
        }
    }
    if faults.is_empty() { Ok(members.into()) } else { Err(faults) }
}

fn property(
    name: &str,
    schema: &Schema,
    encoding: Option<&Encoding>,
    pairs: &[(String, &str)],
) -> Result<Value, Unreadable> {
    let nested = params::bracketed(name, pairs)?;
    if !nested.is_empty() {
        return Ok(params::deep(schema, nested));
    }
    let raw: Vec<&str> = pairs.iter().filter(|(key, _)| key == name).map(|(_, raw)| *raw).collect();
    let delimiter = match encoding {
        Some(Encoding { style: Style::SpaceDelimited, .. }) => Some('+'),
        Some(Encoding { style: Style::PipeDelimited, .. }) => Some('|'),
        Some(Encoding { explode: false, content_type: None, .. }) => Some(','),
        _ => None,
    };
    match (raw.as_slice(), delimiter) {
        ([one], Some(delimiter)) if params::shape(schema) == Shape::Array => one
            .split(delimiter)
            .enumerate()
            .map(|(i, part)| Ok(params::scalar(&params::item(schema, i), &params::decode(part, true)?)))
            .collect(),
        ([one], _) => {
            let text = params::decode(one, true)?;
            Ok(match params::scalar(schema, &text) {
                // One item of a list looks like a scalar.
                Value::String(_) if params::shape(schema) == Shape::Array => {
                    Value::Array(vec![params::scalar(&params::item(schema, 0), &text)])
                }
                value => value,
            })
        }
        (several, _) if takes_array(schema) => several
            .iter()
            .enumerate()
            .map(|(i, raw)| Ok(params::scalar(&params::item(schema, i), &params::decode(raw, true)?)))
            .collect(),
        _ => Err(Unreadable("must not be given more than once")),
    }
}

fn takes_array(schema: &Schema) -> bool {
    match schema.resolved().kind {
        Kind::Any | Kind::Array(_) | Kind::Tuple(_) => true,
        Kind::Union(union) => union.variants.iter().any(|v| takes_array(&v.schema)),
        _ => false,
    }
}

/// A multipart body.
pub(super) fn multipart(content: &Content, content_type: &str, body: &Bytes) -> Result<Value, Vec<FormFault>> {
    let boundary = super::media::parameter(content_type, "boundary").filter(|b| !b.is_empty() && b.len() <= 70);
    let boundary = boundary.ok_or_else(|| vec![(None, "must name its boundary (RFC 2046 5.1.1)")])?;
    let parts = split(body, &boundary).ok_or_else(|| vec![(None, "must be a multipart body (RFC 7578)")])?;
    let mut members: Map<String, Value> = Map::new();
    let mut faults = Vec::new();
    for part in parts {
        let schema = params::member(&content.schema, &part.name).unwrap_or(params::ANY);
        let list = params::shape(&schema) == Shape::Array;
        let one = if list { params::item(&schema, 0) } else { schema };
        match part_value(&one, &part) {
            Err(fault) => faults.push((Some(part.name), fault)),
            Ok(value) if list => match (members.get_mut(&part.name), value) {
                (Some(Value::Array(items)), value) => items.push(value),
                // A whole list may also come as one part of JSON.
                (_, Value::Array(items)) if !matches!(one.resolved().kind, Kind::Array(_)) => {
                    members.insert(part.name, items.into());
                }
                (_, value) => {
                    members.insert(part.name, vec![value].into());
                }
            },
            Ok(value) => {
                if members.insert(part.name.clone(), value).is_some() {
                    faults.push((Some(part.name), "must not be given more than once"));
                }
            }
        }
    }
    if faults.is_empty() { Ok(members.into()) } else { Err(faults) }
}

struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    bytes: Bytes,
}

fn part_value(schema: &Schema, part: &Part) -> Result<Value, &'static str> {
    let kind = schema.resolved().kind;
    if matches!(kind, Kind::Text(Format::Binary)) || (matches!(kind, Kind::Any) && part.file_name.is_some()) {
        let binary = Binary {
            bytes: part.bytes.clone(),
            file_name: part.file_name.clone(),
            content_type: part.content_type.clone(),
        };
        return Ok(binary.write_part());
    }
    let json = part
        .content_type
        .as_deref()
        .map(super::media::essence)
        .is_some_and(|t| t == "application/json" || t.ends_with("+json"));
    if json {
        return json::parse(&part.bytes).map_err(|_| "must be JSON");
    }
    let text = std::str::from_utf8(&part.bytes).map_err(|_| "must be UTF-8")?;
    Ok(params::scalar(schema, text))
}

/// Takes a multipart body apart (RFC 2046 5.1.1). At most a thousand parts.
fn split(body: &Bytes, boundary: &str) -> Option<Vec<Part>> {
    let opening = format!("--{boundary}");
    let delimiter = format!("\r\n--{boundary}");
    let mut at = if body.starts_with(opening.as_bytes()) {
        opening.len()
    } else {
        find(body, delimiter.as_bytes(), 0)? + delimiter.len()
    };
    let mut parts = Vec::new();
    loop {
        let rest = body.get(at..)?;
        if rest.starts_with(b"--") {
            return Some(parts);
        }
        // Padding between the delimiter and the end of its line is allowed.
        let start = at + find(rest, b"\r\n", 0)?;
        let end = find(body, delimiter.as_bytes(), start)?;
        let headers_end = find(body, b"\r\n\r\n", start).filter(|i| *i <= end)?;
        if parts.len() >= 1000 {
            return None;
        }
        parts.push(part(body.get(start..headers_end)?, body.slice((headers_end + 4).min(end)..end))?);
        at = end + delimiter.len();
    }
}

fn part(headers: &[u8], bytes: Bytes) -> Option<Part> {
    let headers = std::str::from_utf8(headers).ok()?;
    let header = |wanted: &str| {
        headers
            .split("\r\n")
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted))
    };
    let disposition = header("content-disposition")?.1;
    Some(Part {
        name: quoted(disposition, "name")?,
        file_name: quoted(disposition, "filename"),
        content_type: header("content-type").map(|(_, value)| value.trim().to_owned()),
        bytes,
    })
}

/// A parameter of a `Content-Disposition` field, whose quoted text may hold semicolons (RFC 7578 4.2: `"` as `%22`).
fn quoted(field: &str, name: &str) -> Option<String> {
    let mut rest = field.split_once(';')?.1;
    loop {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('"') {
            Some(text) => text.split_once('"')?,
            None => (after.split(';').next().unwrap_or_default().trim(), after.split_once(';').map_or("", |p| p.1)),
        };
        if key.trim().trim_start_matches(';').trim().eq_ignore_ascii_case(name) {
            return Some(value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"));
        }
        rest = next;
    }
}

fn find(body: &[u8], what: &[u8], from: usize) -> Option<usize> {
    body.get(from..)?.windows(what.len()).position(|w| w == what).map(|i| i + from)
}
