//! Types: an [`ir::Type`] as a type expression, an [`ir::Decl`] as a declaration.

use std::{collections::BTreeSet, fmt::Write as _};

use ir::{
    Additional, Api, Constraints, Content, ContentKind, Decl, DeclBody, DeclId, Deprecation, Docs, Enum, Field, Json,
    Kind, Object, Openness, Presence, StringFormat, Tag, Type, Union,
};

use super::{
    names::{Names, Used},
    text::{Doc, inline, literal_type, string, type_key},
};

/// Longest line of what we write, as Prettier counts it.
pub(super) const WIDTH: usize = 120;

/// What printing of types needs to know.
pub(super) struct Types<'a> {
    api: &'a Api,
    names: &'a Names,
    /// Declarations that travel in multipart bodies: their binary properties are files
    uploads: BTreeSet<DeclId>,
    /// References that TypeScript would call circular: aliases of themselves without a record between
    cut: BTreeSet<(DeclId, DeclId)>,
}

impl<'a> Types<'a> {
    pub(super) fn new(api: &'a Api, names: &'a Names) -> Self {
        let mut types = Self { api, names, uploads: BTreeSet::new(), cut: cycles(api) };
        let bodies = api.operations.iter().filter_map(|o| o.body.as_ref());
        for content in bodies.flat_map(|b| &b.contents).filter(|c| matches!(c.kind, ContentKind::Multipart(_))) {
            types.reach(&content.ty);
        }
        types
    }

    /// Whether bytes in this declaration are files.
    pub(super) fn is_upload(&self, id: DeclId) -> bool {
        self.uploads.contains(&id)
    }

    fn reach(&mut self, ty: &Type) {
        let mut open = vec![ty];
        while let Some(ty) = open.pop() {
            match &ty.kind {
                Kind::Array(item) | Kind::Map(item) => open.push(item),
                Kind::Tuple { prefix, rest, .. } => open.extend(prefix.iter().chain(rest.as_deref())),
                Kind::Declared(id) if self.uploads.insert(*id) => match &self.api.decl(*id).body {
                    DeclBody::Object(object) => open.extend(object.fields.iter().map(|f| &f.ty)),
                    DeclBody::Union(union) => open.extend(union.variants.iter().map(|v| &v.ty)),
                    DeclBody::Alias(ty) => open.push(ty),
                    DeclBody::Enum(_) => {}
                },
                _ => {}
            }
        }
    }

    /// A type expression. Names that it uses are noted in `used`.
    pub(super) fn print(&self, ty: &Type, used: &mut Used) -> String {
        self.expression(ty, None, used).0
    }

    /// The type of what a content holds in a request.
    pub(super) fn print_request(&self, content: &Content, used: &mut Used) -> String {
        match &content.kind {
            ContentKind::Binary => note("BinaryBody", used),
            ContentKind::JsonLines | ContentKind::EventStream => {
                let item = self.expression(&content.ty, None, used);
                array_of(item)
            }
            ContentKind::Form(_) | ContentKind::Multipart(_) if matches!(content.ty.kind, Kind::Any) => {
                "{ [key: string]: unknown }".into()
            }
            ContentKind::Text | ContentKind::Xml => self.text(&content.ty, used),
            _ => self.print(&content.ty, used),
        }
    }

    /// The type of what a content holds in a response.
    pub(super) fn print_response(&self, content: &Content, used: &mut Used) -> String {
        match &content.kind {
            ContentKind::Binary if is_any_media(content) => self.print(&content.ty, used),
            ContentKind::Binary => "Blob".into(),
            ContentKind::Text | ContentKind::Xml | ContentKind::Multipart(_) | ContentKind::Form(_) => {
                self.text(&content.ty, used)
            }
            _ => self.print(&content.ty, used),
        }
    }

    /// A body of text is a string, whatever its schema says of its shape, unless the schema lists the strings.
    fn text(&self, ty: &Type, used: &mut Used) -> String {
        match &ty.kind {
            Kind::Constant(Json::String(_)) => self.print(ty, used),
            Kind::Declared(id) => match &self.api.decl(*id).body {
                DeclBody::Enum(e) if matches!(e.base, Kind::String(_)) => self.print(ty, used),
                _ => "string".into(),
            },
            _ => "string".into(),
        }
    }

    /// The text, and whether it needs parentheses before `[]`. `home` is the declaration that it stands in.
    fn expression(&self, ty: &Type, home: Option<DeclId>, used: &mut Used) -> (String, bool) {
        let (text, compound) = self.kind(&ty.kind, home, used);
        match ty.kind {
            Kind::Any | Kind::Null => (text, compound),
            _ if ty.nullable => (format!("{text} | null"), true),
            _ => (text, compound),
        }
    }

    fn kind(&self, kind: &Kind, home: Option<DeclId>, used: &mut Used) -> (String, bool) {
        let plain = |text: &str| (text.to_owned(), false);
        match kind {
            Kind::Any => plain("unknown"),
            Kind::Never => plain("never"),
            Kind::Null => plain("null"),
            Kind::Boolean => plain("boolean"),
            Kind::Integer(_) | Kind::Number(_) => plain("number"),
            Kind::String(StringFormat::Binary) if home.is_some_and(|id| self.uploads.contains(&id)) => {
                (note("Upload", used), false)
            }
            Kind::String(_) => plain("string"),
            Kind::Constant(value) => (literal_type(value), false),
            Kind::Array(item) => (array_of(self.expression(item, home, used)), false),
            Kind::Map(item) => (format!("{{ [key: string]: {} }}", self.expression(item, home, used).0), false),
            Kind::Tuple { prefix, required, rest } => {
                let mut items: Vec<String> = Vec::new();
                for (i, item) in prefix.iter().enumerate() {
                    let (text, compound) = self.expression(item, home, used);
                    items.push(match (i < *required, compound) {
                        (true, _) => text,
                        (false, true) => format!("({text})?"),
                        (false, false) => format!("{text}?"),
                    });
                }
                if let Some(rest) = rest {
                    items.push(format!("...{}", array_of(self.expression(rest, home, used))));
                }
                (format!("[{}]", items.join(", ")), false)
            }
            Kind::Declared(id) => (note(&self.names.decls[id.0 as usize], used), false),
        }
    }

    /// A declaration with its comment.
    pub(super) fn declare(&self, id: DeclId, out: &mut String, used: &mut Used) {
        let decl = self.api.decl(id);
        let name = &self.names.decls[id.0 as usize];
        let mut doc = Doc::default();
        describe(&mut doc, &decl.docs);
        match &decl.body {
            DeclBody::Enum(e) => describe_members(&mut doc, e),
            DeclBody::Alias(ty) => remarks(&mut doc, ty),
            DeclBody::Object(object) => {
                if let Some(c) = &object.constraints {
                    constraints(&mut doc, c);
                }
            }
            DeclBody::Union(_) => {}
        }
        deprecated(&mut doc, decl.deprecation.as_ref());
        doc.write(out, "");
        match &decl.body {
            DeclBody::Object(object) => self.object(id, decl, object, name, out, used),
            DeclBody::Enum(e) => alternatives(out, name, &enum_members(e)),
            DeclBody::Union(union) => {
                let members = self.variants(id, union, used);
                alternatives(out, name, &members);
            }
            DeclBody::Alias(ty) => {
                let text = match ty.kind {
                    Kind::Declared(target) if self.cut.contains(&(id, target)) => "unknown".into(),
                    _ => self.expression(ty, Some(id), used).0,
                };
                let _ = writeln!(out, "export type {name} = {text};");
            }
        }
    }

    fn object(&self, id: DeclId, decl: &Decl, object: &Object, name: &str, out: &mut String, used: &mut Used) {
        let mut others: Vec<String> =
            object.patterns.iter().map(|(_, ty)| self.expression(ty, Some(id), used).0).collect();
        match &object.additional {
            Additional::Any => others.push("unknown".into()),
            Additional::Typed(ty) => others.push(self.expression(ty, Some(id), used).0),
            Additional::Unsaid | Additional::Forbidden => {}
        }
        if object.fields.is_empty() {
            let value = match (&object.additional, others.is_empty()) {
                (Additional::Forbidden, true) => "never".into(),
                (_, true) => "unknown".into(),
                _ => union_of(others),
            };
            let _ = writeln!(out, "export type {name} = {{ [key: string]: {value} }};");
            return;
        }
        let _ = writeln!(out, "export interface {name} {{");
        let mut values = Vec::new();
        for field in &object.fields {
            let text = self.field(id, decl, field, out, used);
            values.push(text);
        }
        if !others.is_empty() {
            // Known properties must fit the index signature too.
            let value = if others.iter().any(|o| o == "unknown") || values.len() > 6 {
                "unknown".to_owned()
            } else {
                others.extend(values);
                union_of(others)
            };
            let _ = writeln!(out, "  /** Further properties */\n  [key: string]: {value};");
        }
        out.push_str("}\n");
    }

    /// Writes a property, and gives the type of its value with what absence adds.
    fn field(&self, id: DeclId, decl: &Decl, field: &Field, out: &mut String, used: &mut Used) -> String {
        let mut doc = Doc::default();
        describe(&mut doc, &field.docs);
        if field.read_only {
            doc.own("Set by the server; not sent.");
        } else if field.write_only {
            doc.own("Only sent; the server does not give it back.");
        }
        remarks(&mut doc, &field.ty);
        if let Some(default) = &field.default {
            doc.tag("default", &inline(&default.to_string()));
        }
        deprecated(&mut doc, field.deprecation.as_ref());
        doc.write(out, "  ");
        let (mut text, _) = self.expression(&field.ty, Some(id), used);
        let key = type_key(&field.name.wire);
        let optional = field.presence == Presence::Optional;
        // Callers under exactOptionalPropertyTypes may pass undefined: JSON leaves it out.
        if optional && decl.usage.request && text != "unknown" {
            text.push_str(" | undefined");
        }
        let readonly = if field.read_only { "readonly " } else { "" };
        property(out, &format!("{readonly}{key}{}", if optional { "?" } else { "" }), &text);
        if optional && !decl.usage.request { format!("{text} | undefined") } else { text }
    }

    fn variants(&self, id: DeclId, union: &Union, used: &mut Used) -> Vec<String> {
        let mut members = Vec::new();
        let tag = match &union.tag {
            Tag::Property { wire, .. } => Some(wire),
            _ => None,
        };
        for variant in &union.variants {
            if let Kind::Declared(target) = variant.ty.kind
                && self.cut.contains(&(id, target))
            {
                continue;
            }
            let (text, compound) = self.expression(&variant.ty, Some(id), used);
            let narrowed = tag.filter(|wire| !variant.tag_values.is_empty() && !self.is_tagged(&variant.ty, wire));
            members.push(match narrowed {
                Some(wire) => {
                    let values = union_of(variant.tag_values.iter().map(literal_type).collect());
                    let text = if compound { format!("({text})") } else { text };
                    format!("({text} & {{ {}: {values} }})", type_key(wire))
                }
                None => text,
            });
        }
        if let (Some(wire), Openness::Open) = (tag, union.openness) {
            // Known tags must be strings to be told from the unknown one.
            let strings = union.variants.iter().flat_map(|v| &v.tag_values).all(Json::is_string);
            if strings && union.variants.iter().all(|v| !v.tag_values.is_empty()) {
                used.insert("UnknownVariant".into());
                members.push(format!("UnknownVariant<{}>", string(wire)));
            }
        }
        if members.is_empty() {
            members.push("unknown".into());
        }
        let mut seen = BTreeSet::new();
        members.retain(|m| seen.insert(m.clone()));
        members
    }

    /// Whether a variant's own declaration already fixes the value of the tag.
    fn is_tagged(&self, ty: &Type, wire: &str) -> bool {
        let Kind::Declared(id) = ty.kind else { return false };
        let DeclBody::Object(object) = &self.api.decl(id).body else { return false };
        let Some(field) = object.fields.iter().find(|f| f.name.wire == wire) else { return false };
        if field.presence == Presence::Optional || field.ty.nullable {
            return false;
        }
        match &field.ty.kind {
            Kind::Constant(_) => true,
            Kind::Declared(id) => {
                matches!(&self.api.decl(*id).body, DeclBody::Enum(e) if e.openness == Openness::Closed)
            }
            _ => false,
        }
    }
}

/// Whether the media type says nothing, so that the body is read by what comes.
pub(super) fn is_any_media(content: &Content) -> bool {
    content.media_type.starts_with("*/*") && !matches!(content.ty.kind, Kind::String(StringFormat::Binary) | Kind::Any)
}

/// References between aliases and unions that close a circle.
fn cycles(api: &Api) -> BTreeSet<(DeclId, DeclId)> {
    fn edges(decl: &Decl) -> Vec<DeclId> {
        let declared = |ty: &Type| if let Kind::Declared(id) = ty.kind { Some(id) } else { None };
        match &decl.body {
            DeclBody::Alias(ty) => declared(ty).into_iter().collect(),
            DeclBody::Union(union) => union.variants.iter().filter_map(|v| declared(&v.ty)).collect(),
            DeclBody::Object(_) | DeclBody::Enum(_) => Vec::new(),
        }
    }
    let mut cut = BTreeSet::new();
    // 0: not seen, 1: on the way, 2: done
    let mut state = vec![0_u8; api.decls.len()];
    for start in 0..api.decls.len() {
        if state[start] != 0 {
            continue;
        }
        state[start] = 1;
        let mut way = vec![(start, edges(&api.decls[start]))];
        while let Some((at, rest)) = way.last_mut() {
            let at = *at;
            match rest.pop() {
                Some(next) => match state[next.0 as usize] {
                    0 => {
                        state[next.0 as usize] = 1;
                        way.push((next.0 as usize, edges(&api.decls[next.0 as usize])));
                    }
                    1 => {
                        cut.insert((DeclId(u32::try_from(at).unwrap_or(u32::MAX)), next));
                    }
                    _ => {}
                },
                None => {
                    state[at] = 2;
                    way.pop();
                }
            }
        }
    }
    cut
}

fn note(name: &str, used: &mut Used) -> String {
    used.insert(name.to_owned());
    name.to_owned()
}

fn array_of((text, compound): (String, bool)) -> String {
    if compound { format!("({text})[]") } else { format!("{text}[]") }
}

/// A union without repeated members.
pub(super) fn union_of(members: Vec<String>) -> String {
    let mut seen = BTreeSet::new();
    let parts: Vec<&str> = members.iter().flat_map(|m| split_union(m)).filter(|m| seen.insert(*m)).collect();
    if parts.contains(&"unknown") { "unknown".into() } else { parts.join(" | ") }
}

/// A property of an interface; a long union goes below its key.
pub(super) fn property(out: &mut String, key: &str, ty: &str) {
    let parts = split_union(ty);
    if parts.len() == 1 || key.chars().count() + ty.chars().count() + 5 <= WIDTH {
        let _ = writeln!(out, "  {key}: {ty};");
    } else if ty.chars().count() + 5 <= WIDTH
        || parts.len() == 2 && parts[1] == "undefined" && parts[0].len() + 18 <= WIDTH
    {
        let _ = writeln!(out, "  {key}:\n    {ty};");
    } else {
        let _ = write!(out, "  {key}:");
        for part in parts {
            let _ = write!(out, "\n    | {part}");
        }
        out.push_str(";\n");
    }
}

/// Members of a union at the top level of an expression.
fn split_union(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut quote, mut escaped) = (0_usize, 0, None, false);
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[' | '{' | '<') => depth += 1,
            (None, ')' | ']' | '}' | '>') => depth = depth.saturating_sub(1),
            (None, '|') if depth == 0 => {
                parts.push(text[start..i].trim());
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

/// `export type X = a | b;`, on several lines when it is long.
pub(super) fn alternatives(out: &mut String, name: &str, members: &[String]) {
    let head = format!("export type {name} =");
    let line = members.join(" | ");
    let width = line.chars().count();
    if head.len() + width + 2 <= WIDTH {
        let _ = writeln!(out, "{head} {line};");
    } else if width + 3 <= WIDTH || members.len() == 1 {
        let _ = writeln!(out, "{head}\n  {line};");
    } else {
        out.push_str(&head);
        for member in members {
            let _ = write!(out, "\n  | {member}");
        }
        out.push_str(";\n");
    }
}

fn enum_members(e: &Enum) -> Vec<String> {
    let mut members: Vec<String> = e.members.iter().map(|m| literal_type(&m.value)).collect();
    if e.openness == Openness::Open {
        // `& {}` keeps editors suggesting the known values.
        let strings = e.members.iter().any(|m| m.value.is_string());
        let numbers = e.members.iter().any(|m| m.value.is_number());
        if strings || members.is_empty() {
            members.push("(string & {})".into());
        }
        if numbers {
            members.push("(number & {})".into());
        }
    }
    let mut seen = BTreeSet::new();
    members.retain(|m| seen.insert(m.clone()));
    if members.is_empty() {
        members.push("never".into());
    }
    members
}

/// Members that have something to say stand in a list.
fn describe_members(doc: &mut Doc, e: &Enum) {
    let mut first = true;
    for member in &e.members {
        let mut words =
            member.docs.description.as_deref().or(member.docs.summary.as_deref()).map(inline).unwrap_or_default();
        if let Some(deprecation) = &member.deprecation {
            let note = deprecation_text(deprecation);
            words = format!("{words} (deprecated{}{note})", if note.is_empty() { "" } else { ": " }).trim().to_owned();
        }
        if !words.is_empty() {
            let line = format!("- `{}`: {words}", inline(&member.value.to_string()));
            if first {
                doc.own(line)
            } else {
                doc.line(line)
            };
            first = false;
        }
    }
}

/// Summary, description and link.
pub(super) fn describe(doc: &mut Doc, docs: &Docs) {
    if let Some(summary) = &docs.summary {
        doc.text(summary);
    }
    if let Some(description) = docs.description.as_ref().filter(|d| docs.summary.as_ref() != Some(d)) {
        doc.text(description);
    }
    if let Some(url) = &docs.url {
        doc.tag("see", &inline(url));
    }
}

/// `@deprecated` with what is known of it.
pub(super) fn deprecated(doc: &mut Doc, deprecation: Option<&Deprecation>) {
    if let Some(deprecation) = deprecation {
        let text = deprecation_text(deprecation);
        // Without a word after it, editors would show the next line as the reason.
        doc.tag("deprecated", if text.is_empty() { "It will go away." } else { &text });
    }
}

fn deprecation_text(deprecation: &Deprecation) -> String {
    let mut parts = Vec::new();
    if let Some(since) = &deprecation.since {
        parts.push(format!("Since {}.", inline(since)));
    }
    if let Some(sunset) = &deprecation.sunset {
        parts.push(format!("It ends on {}.", inline(sunset)));
    }
    if let Some(other) = &deprecation.replaced_by {
        parts.push(format!("Use {} instead.", inline(other)));
    }
    parts.join(" ")
}

/// What the type cannot say: formats and constraints.
pub(super) fn remarks(doc: &mut Doc, ty: &Type) {
    let format = match &ty.kind {
        Kind::String(StringFormat::Date) => Some("A date: `YYYY-MM-DD`"),
        Kind::String(StringFormat::DateTime) => Some("A date and time (RFC 3339)"),
        Kind::String(StringFormat::Uuid) => Some("A UUID"),
        Kind::String(StringFormat::Uri) => Some("A URL"),
        Kind::String(StringFormat::Base64) => Some("Bytes as base64"),
        _ => None,
    };
    if let Some(format) = format {
        doc.own(format);
    }
    if let Some(c) = &ty.constraints {
        constraints(doc, c);
    }
}

fn constraints(doc: &mut Doc, c: &Constraints) {
    let mut parts = Vec::new();
    let mut range = |least: Option<String>, most: Option<String>, what: &str| match (least, most) {
        (Some(a), Some(b)) if a == b => parts.push(format!("exactly {a}{what}")),
        (Some(a), Some(b)) => parts.push(format!("{a} to {b}{what}")),
        (Some(a), None) => parts.push(format!("at least {a}{what}")),
        (None, Some(b)) => parts.push(format!("at most {b}{what}")),
        (None, None) => {}
    };
    range(c.minimum.clone(), c.maximum.clone(), "");
    range(c.min_length.map(|n| n.to_string()), c.max_length.map(|n| n.to_string()), " characters");
    range(c.min_items.map(|n| n.to_string()), c.max_items.map(|n| n.to_string()), " items");
    range(c.min_properties.map(|n| n.to_string()), c.max_properties.map(|n| n.to_string()), " properties");
    if let Some(n) = &c.exclusive_minimum {
        parts.push(format!("more than {n}"));
    }
    if let Some(n) = &c.exclusive_maximum {
        parts.push(format!("less than {n}"));
    }
    if let Some(n) = &c.multiple_of {
        parts.push(format!("a multiple of {n}"));
    }
    if c.unique_items {
        parts.push("no item twice".into());
    }
    parts.extend(c.patterns.iter().map(|p| format!("pattern `{}`", inline(p))));
    parts.extend(c.residual.iter().map(|(key, _)| format!("see `{}` in the API's description", inline(key))));
    if !parts.is_empty() {
        doc.own(format!("Must be: {}", parts.join(", ")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unions_are_split_outside_of_brackets_and_texts() {
        assert_eq!(
            split_union("a | b[] | \"x | y\" | (c | d) | { [key: string]: e | f } | '\\' | '"),
            ["a", "b[]", "\"x | y\"", "(c | d)", "{ [key: string]: e | f }", "'\\' | '"]
        );
        assert_eq!(union_of(vec!["a | null".into(), "null".into(), "a".into()]), "a | null");
        assert_eq!(union_of(vec!["a".into(), "unknown".into()]), "unknown");
    }

    #[test]
    fn long_properties_go_below_their_key() {
        let mut out = String::new();
        property(&mut out, "a?", "string | undefined");
        assert_eq!(out, "  a?: string | undefined;\n");
        out.clear();
        let long = "X".repeat(105);
        property(&mut out, "key?", &format!("{long} | undefined"));
        assert_eq!(out, format!("  key?:\n    | {long}\n    | undefined;\n"));
    }
}
