//! Declarations of types.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ir::{Additional, Decl, DeclBody, DeclId, Enum, Field, Json, Kind, Object, Openness, Presence, Tag, Type, Union};

use super::model::{Model, Tuple};
use super::names::{Names, pascal, pascal_wire};
use super::text::{self, Rows, comment, quote};

/// Names of methods, which fields may not have.
pub(super) const METHODS: &[&str] = &["MarshalJSON", "UnmarshalJSON", "Extra", "Raw"];

/// Renders a declaration. `constants` are the names of an enum's members.
pub(super) fn decl(model: &Model<'_>, id: DeclId, constants: &[String]) -> String {
    let decl = model.decl(id);
    let name = model.name(id);
    let mut out = String::new();
    match &decl.body {
        DeclBody::Object(o) => object(&mut out, model, id, decl, name, o),
        DeclBody::Enum(e) => enumeration(&mut out, decl, name, e, constants),
        DeclBody::Union(u) => union(&mut out, model, id, decl, name, u),
        DeclBody::Alias(t) => {
            header(&mut out, decl, name, "is another name for a type", &[]);
            let mark = if model.recursive_alias[id.0 as usize] { "" } else { "= " };
            let _ = writeln!(out, "type {name} {mark}{}", model.ty(t, Some(id)));
        }
    }
    out
}

fn header(out: &mut String, decl: &Decl, name: &str, what: &str, more: &[String]) {
    let mut paragraphs = vec![];
    let mut own = text::docs(&decl.docs);
    if own.is_empty() {
        paragraphs.push(format!("{name} {what}."));
    } else {
        // Go's convention: the comment begins with the name.
        let first = own.remove(0);
        paragraphs.push(format!("{name}: {}", first.trim_start()));
        paragraphs.append(&mut own);
    }
    paragraphs.extend(more.iter().cloned());
    paragraphs.extend(text::deprecation(decl.deprecation.as_ref()));
    comment(out, "", &paragraphs);
}

fn codec(out: &mut String, name: &str) {
    let _ = write!(
        out,
        "\n// MarshalJSON writes it as the API wants it.\nfunc (v {name}) MarshalJSON() ([]byte, error) {{\n\treturn encodeJSON(&v)\n}}\n\n\
         // UnmarshalJSON reads it, and keeps what it does not know.\nfunc (v *{name}) UnmarshalJSON(data []byte) error {{\n\treturn decodeJSON(data, v)\n}}\n"
    );
}

fn object(out: &mut String, model: &Model<'_>, id: DeclId, decl: &Decl, name: &str, object: &Object) {
    header(out, decl, name, "is an object of the API", &[]);
    let _ = writeln!(out, "type {name} struct {{");
    let mut names = Names::members(METHODS);
    let mut rows = Rows::new("\t");
    for field in &object.fields {
        let go = names.claim(&pascal_wire(&field.name));
        rows.push(
            &field_docs(field),
            vec![go, model.slot(&field.ty, field.presence, Some(id)), field_tag(model, field)],
        );
    }
    let extra = match (&object.additional, object.patterns.as_slice()) {
        (Additional::Typed(t), []) => format!("map[string]{}", model.item(t, Some(id))),
        (Additional::Forbidden, [(_, t)]) => format!("map[string]{}", model.item(t, Some(id))),
        _ => "map[string]json.RawMessage".to_owned(),
    };
    let doc = if object.fields.is_empty() {
        "Extra are the properties."
    } else {
        "Extra are the properties without a field of their own."
    };
    rows.push(&[doc.to_owned()], vec!["Extra".to_owned(), extra, "`json:\"-\" extra:\"true\"`".to_owned()]);
    rows.write(out);
    out.push_str("}\n");
    codec(out, name);
}

fn field_docs(field: &Field) -> Vec<String> {
    let mut docs = text::docs(&field.docs);
    if field.read_only {
        docs.push("Only in responses.".to_owned());
    }
    if field.write_only {
        docs.push("Only in requests.".to_owned());
    }
    if let Some(default) = field.default.as_ref().filter(|d| !d.is_null()) {
        docs.push(format!("Default: {}", clip(&default.to_string())));
    }
    if let Some(pii) = &field.pii {
        docs.push(format!("Personal data: {}", text::one_line(pii)));
    }
    docs.extend(text::deprecation(field.deprecation.as_ref()));
    docs
}

/// The beginning of a long text.
pub(super) fn clip(value: &str) -> String {
    if value.chars().count() <= 200 { value.to_owned() } else { value.chars().take(200).chain("...".chars()).collect() }
}

fn field_tag(model: &Model<'_>, field: &Field) -> String {
    let wire = &field.name.wire;
    let optional = if field.presence == Presence::Optional { ",omitzero" } else { "" };
    let mut pairs = if text::is_tag_name(wire) {
        vec![("json", format!("{wire}{optional}"))]
    } else {
        let json = if optional.is_empty() { "-" } else { optional };
        vec![("json", json.to_owned()), ("api", wire.clone())]
    };
    if let Kind::Constant(value) = &model.resolve(&field.ty).kind {
        pairs.push(("const", value.to_string()));
    }
    text::tag(&pairs)
}

fn enumeration(out: &mut String, decl: &Decl, name: &str, e: &Enum, constants: &[String]) {
    let base = match &e.base {
        Kind::String(_) => "string",
        Kind::Boolean => "bool",
        Kind::Integer(f) => match f {
            ir::IntegerFormat::Int32 => "int32",
            ir::IntegerFormat::Int64 => "int64",
            ir::IntegerFormat::Uint32 => "uint32",
            ir::IntegerFormat::Uint64 => "uint64",
        },
        Kind::Number(ir::NumberFormat::Float) => "float32",
        Kind::Number(ir::NumberFormat::Double) => "float64",
        _ => "any",
    };
    if base == "any" {
        let list = e.members.iter().map(|m| m.value.to_string()).collect::<Vec<_>>().join(", ");
        header(out, decl, name, "is one of several values", &[format!("One of {}", clip(&list))]);
        let _ = writeln!(out, "type {name} = any");
        return;
    }
    let more = match e.openness {
        Openness::Open => vec!["Other values than the constants may come: they are kept as they are.".to_owned()],
        Openness::Closed => vec![],
    };
    header(out, decl, name, "is one of several values", &more);
    let _ = writeln!(out, "type {name} {base}");
    let mut rows = Rows::new("\t");
    let mut seen = BTreeSet::new();
    let mut known = Vec::new();
    for (member, constant) in e.members.iter().zip(constants) {
        let literal = literal(&member.value);
        let mut docs = text::docs(&member.docs);
        docs.extend(text::deprecation(member.deprecation.as_ref()));
        // 1 and 1.0 are one number to Go's switch.
        if seen.insert(member.value.as_f64().map_or_else(|| literal.clone(), |n| n.to_string())) {
            known.push(constant.clone());
        }
        rows.push(&docs, vec![constant.clone(), name.to_owned(), format!("= {literal}")]);
    }
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n// Values of {name}.\nconst (");
    rows.write(out);
    out.push_str(")\n");
    let _ = write!(
        out,
        "\n// Known reports whether the value is one of the constants.\nfunc (v {name}) Known() bool {{\n\tswitch v {{\n\tcase {}:\n\t\treturn true\n\t}}\n\treturn false\n}}\n",
        known.join(",\n\t\t")
    );
}

/// A literal of a scalar.
pub(super) fn literal(value: &Json) -> String {
    match value {
        Json::String(s) => quote(s),
        Json::Bool(b) => b.to_string(),
        Json::Number(n) => n.to_string(),
        _ => "nil".to_owned(),
    }
}

fn union(out: &mut String, model: &Model<'_>, id: DeclId, decl: &Decl, name: &str, union: &Union) {
    let mut names = Names::members(METHODS);
    let mut rows = Rows::new("\t");
    let mut list = Vec::new();
    for variant in &union.variants {
        let go = names.claim(&pascal(&variant.name.words));
        let mut pairs = vec![("json", "-".to_owned()), ("variant", variant_values(&variant.tag_values))];
        if let Some(key) = &variant.tag_key {
            pairs.push(("variantkey", key.clone()));
        }
        list.push(go.clone());
        let docs = if variant.docs == model_docs(model, &variant.ty) { vec![] } else { text::docs(&variant.docs) };
        rows.push(&docs, vec![go, format!("*{}", model.ty(&variant.ty, Some(id))), text::tag(&pairs)]);
    }
    let property = match &union.tag {
        Tag::Property { wire, .. } => wire.clone(),
        _ => String::new(),
    };
    let set = if union.exclusive { "Exactly one of its fields is set." } else { "One of its fields is set." };
    header(out, decl, name, "is one of several types", &[set.to_owned()]);
    let _ = writeln!(out, "type {name} struct {{");
    rows.push(
        &["Raw is a value that fits none of the types; it is written back unchanged.".to_owned()],
        vec![
            "Raw".to_owned(),
            "json.RawMessage".to_owned(),
            text::tag(&[("json", "-".to_owned()), ("unknown", property)]),
        ],
    );
    rows.write(out);
    out.push_str("}\n");
    codec(out, name);
}

fn model_docs(model: &Model<'_>, ty: &Type) -> ir::Docs {
    match &ty.kind {
        Kind::Declared(id) => model.decl(*id).docs.clone(),
        _ => ir::Docs::default(),
    }
}

/// The values that choose a variant: plain between commas where that is possible, else as a JSON array.
fn variant_values(values: &[Json]) -> String {
    let plain: Option<Vec<&str>> = values
        .iter()
        .map(|v| {
            v.as_str().filter(|s| !s.is_empty() && s.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)))
        })
        .collect();
    match plain {
        Some(words) => words.join(","),
        None => Json::Array(values.to_vec()).to_string(),
    }
}

/// Renders a tuple.
pub(super) fn tuple(model: &Model<'_>, tuple: &Tuple<'_>) -> String {
    let mut out = String::new();
    let name = &tuple.name;
    comment(&mut out, "", &[format!("{name} is a list whose items are told apart by their place.")]);
    let _ = writeln!(out, "type {name} struct {{");
    let mut rows = Rows::new("\t");
    for (i, ty) in tuple.prefix.iter().enumerate() {
        let presence = if i < tuple.required { Presence::Required } else { Presence::Optional };
        let tag = text::tag(&[("json", "-".to_owned()), ("tuple", i.to_string())]);
        rows.push(&[], vec![format!("V{i}"), model.slot(ty, presence, tuple.owner), tag]);
    }
    if let Some(rest) = tuple.rest {
        let tag = text::tag(&[("json", "-".to_owned()), ("tuple", "rest".to_owned())]);
        rows.push(&[], vec!["Rest".to_owned(), format!("[]{}", model.item(rest, tuple.owner)), tag]);
    }
    rows.write(&mut out);
    out.push_str("}\n");
    codec(&mut out, name);
    out
}
