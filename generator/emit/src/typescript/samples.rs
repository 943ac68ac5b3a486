//! Values for examples: those of the document where they fit the type that we print, else the smallest that does.

use ir::{
    Additional, Api, Content, ContentKind, DeclBody, Docs, Enum, Json, Kind, Openness, Presence, StringFormat, Tag,
    Type,
};

use super::{
    layout::Code,
    text::{literal_value, string, value_key},
    types::Types,
};

/// Deep enough for any example that people read, and an end for recursive types.
const DEPTH: usize = 12;

/// Stands for a file until the value is written. No document can hold it unescaped.
const FILE: &str = "\u{0}file";

/// Makes values of types.
pub(super) struct Samples<'a> {
    api: &'a Api,
    types: &'a Types<'a>,
}

impl<'a> Samples<'a> {
    pub(super) fn new(api: &'a Api, types: &'a Types<'a>) -> Self {
        Self { api, types }
    }

    /// A body as an expression.
    pub(super) fn body(&self, content: &Content) -> Code {
        match content.kind {
            ContentKind::Binary => return Code::text("new Uint8Array([1, 2, 3])"),
            ContentKind::Text | ContentKind::Xml => {
                return match self.sample(&content.ty, 0, false) {
                    Some(Json::String(text)) => Code::text(string(&text)),
                    _ => Code::text("\"text\""),
                };
            }
            ContentKind::Form(_) | ContentKind::Multipart(_) if matches!(content.ty.kind, Kind::Any) => {
                return Code::text("{}");
            }
            _ => {}
        }
        let stated = content.examples.iter().map(|e| &e.value).find(|v| self.fits(v, &content.ty, 0));
        let value = stated.cloned().or_else(|| self.sample(&content.ty, 0, false));
        let value = match content.kind {
            ContentKind::JsonLines | ContentKind::EventStream => value.map(|v| Json::Array(vec![v])),
            _ => value,
        };
        value.map_or_else(|| Code::text("{} as never"), |v| expression(&v))
    }

    /// A parameter as an expression.
    pub(super) fn value(&self, ty: &Type, docs: &Docs) -> Code {
        let stated = docs.examples.iter().find(|v| self.fits(v, ty, 0) && v.as_str() != Some(""));
        let value = stated.cloned().or_else(|| self.sample(ty, 0, false));
        value.map_or_else(|| Code::text("undefined as never"), |v| expression(&v))
    }

    /// The smallest value; none when there is none that is finite. `upload`: bytes are files here.
    fn sample(&self, ty: &Type, depth: usize, upload: bool) -> Option<Json> {
        if depth > DEPTH {
            return ty.nullable.then_some(Json::Null);
        }
        Some(match &ty.kind {
            Kind::Any => Json::from("any"),
            Kind::Never => return None,
            Kind::Null => Json::Null,
            Kind::Boolean => Json::Bool(true),
            Kind::Integer(_) | Kind::Number(_) => {
                let least =
                    ty.constraints.as_ref().and_then(|c| c.minimum.as_ref()).and_then(|m| m.parse::<i64>().ok());
                Json::from(least.unwrap_or(0).max(1))
            }
            Kind::String(format) => Json::from(match format {
                StringFormat::Date => "2026-01-31",
                StringFormat::DateTime => "2026-01-31T12:00:00Z",
                StringFormat::Uuid => "3f1a2b4c-5d6e-4f70-8192-a3b4c5d6e7f8",
                StringFormat::Uri => "https://example.com/",
                StringFormat::Base64 => "aGVsbG8=",
                StringFormat::Binary if upload => FILE,
                StringFormat::Binary => "bytes",
                StringFormat::Plain | StringFormat::Other(_) => "text",
            }),
            Kind::Constant(value) => value.clone(),
            Kind::Array(item) => {
                let least = ty.constraints.as_ref().and_then(|c| c.min_items).unwrap_or(0);
                let value = if least > 0 || depth < 3 { self.sample(item, depth + 1, upload) } else { None };
                match value {
                    Some(value) => Json::Array(vec![value]),
                    None => Json::Array(Vec::new()),
                }
            }
            Kind::Tuple { prefix, required, .. } => Json::Array(
                prefix.iter().take(*required).map(|t| self.sample(t, depth + 1, upload)).collect::<Option<_>>()?,
            ),
            Kind::Map(_) => Json::Object(serde_json::Map::new()),
            Kind::Declared(id) => match &self.api.decl(*id).body {
                DeclBody::Alias(target) => self.sample(target, depth + 1, self.types.is_upload(*id))?,
                DeclBody::Enum(e) => e.members.first().map_or_else(|| Json::from("text"), |m| m.value.clone()),
                DeclBody::Union(union) => {
                    let tag = match &union.tag {
                        Tag::Property { wire, .. } => Some(wire),
                        _ => None,
                    };
                    union.variants.iter().find_map(|variant| {
                        let mut value = self.sample(&variant.ty, depth + 1, self.types.is_upload(*id))?;
                        if let (Some(wire), Some(tag), Json::Object(map)) =
                            (tag, variant.tag_values.first(), &mut value)
                        {
                            map.insert(wire.clone(), tag.clone());
                        }
                        Some(value)
                    })?
                }
                DeclBody::Object(object) => {
                    let mut map = serde_json::Map::new();
                    for field in object.fields.iter().filter(|f| f.presence == Presence::Required) {
                        let stated = field.docs.examples.iter().find(|v| self.fits(v, &field.ty, 0)).cloned();
                        map.insert(
                            field.name.wire.clone(),
                            stated.or_else(|| self.sample(&field.ty, depth + 1, self.types.is_upload(*id)))?,
                        );
                    }
                    Json::Object(map)
                }
            },
        })
    }

    /// Whether the compiler takes the value as the type that we print.
    fn fits(&self, value: &Json, ty: &Type, depth: usize) -> bool {
        if depth > 40 {
            return false;
        }
        if value.is_null() {
            return ty.nullable || matches!(ty.kind, Kind::Null | Kind::Any);
        }
        match &ty.kind {
            Kind::Any => true,
            Kind::Never | Kind::Null => false,
            Kind::Boolean => value.is_boolean(),
            Kind::Integer(_) | Kind::Number(_) => value.is_number(),
            // A property that is bytes may be printed as a file.
            Kind::String(StringFormat::Binary) => false,
            Kind::String(_) => value.is_string(),
            Kind::Constant(constant) => value == constant,
            Kind::Array(item) => {
                value.as_array().is_some_and(|list| list.iter().all(|v| self.fits(v, item, depth + 1)))
            }
            Kind::Tuple { prefix, required, rest } => value.as_array().is_some_and(|list| {
                list.len() >= *required
                    && list
                        .iter()
                        .enumerate()
                        .all(|(i, v)| prefix.get(i).or(rest.as_deref()).is_some_and(|ty| self.fits(v, ty, depth + 1)))
            }),
            Kind::Map(item) => value.as_object().is_some_and(|map| map.values().all(|v| self.fits(v, item, depth + 1))),
            Kind::Declared(id) => match &self.api.decl(*id).body {
                DeclBody::Alias(target) => self.fits(value, target, depth + 1),
                DeclBody::Enum(e) => fits_enum(value, e),
                // The compiler's choice among variants is its own; only tagged ones are sure.
                DeclBody::Union(union) => match &union.tag {
                    Tag::Property { wire, .. } => union.variants.iter().any(|variant| {
                        value.get(wire).is_some_and(|tag| variant.tag_values.contains(tag))
                            && self.fits(value, &variant.ty, depth + 1)
                    }),
                    Tag::JsonType => union.variants.iter().any(|variant| self.fits(value, &variant.ty, depth + 1)),
                    Tag::Key | Tag::Untagged => false,
                },
                DeclBody::Object(object) => value.as_object().is_some_and(|map| {
                    let closed = matches!(object.additional, Additional::Unsaid | Additional::Forbidden)
                        && object.patterns.is_empty();
                    let known = |key: &String| object.fields.iter().find(|f| &f.name.wire == key);
                    object.fields.iter().all(|f| f.presence == Presence::Optional || map.contains_key(&f.name.wire))
                        && map.iter().all(|(key, v)| match known(key) {
                            Some(field) => self.fits(v, &field.ty, depth + 1),
                            None => !closed && matches!(object.additional, Additional::Any),
                        })
                }),
            },
        }
    }
}

fn fits_enum(value: &Json, e: &Enum) -> bool {
    let same_kind =
        e.members.iter().any(|m| m.value.is_string() == value.is_string() && m.value.is_number() == value.is_number());
    e.members.iter().any(|m| m.value == *value)
        || (e.openness == Openness::Open && same_kind && (value.is_string() || value.is_number()))
}

/// A value as an expression.
fn expression(value: &Json) -> Code {
    match value {
        Json::String(text) if text == FILE => Code::text("new Blob([\"content\"])"),
        Json::Array(items) => Code::array(items.iter().map(expression).collect()),
        Json::Object(map) => Code::object(map.iter().map(|(k, v)| Code::pair(value_key(k), expression(v))).collect()),
        other => literal_value(other),
    }
}
