//! How a reader tells the variants of a union apart, where the author does not say.

use std::collections::BTreeMap;

use crate::{Decl, DeclBody, DeclId, Json, Kind, Object, Presence, Tag, Type, Union};

/// Names that authors give to the property that tells.
pub(super) const USUAL: [&str; 8] = ["type", "kind", "object", "event", "event_type", "role", "status", "name"];

/// How far a variant is followed through other names and unions.
const FOLLOW: usize = 16;

/// Completes the tags of all unions.
pub(super) fn infer(decls: &mut [Decl]) {
    let found: Vec<Option<(Tag, Vec<Mark>)>> = decls
        .iter()
        .map(|decl| match &decl.body {
            DeclBody::Union(union) => Some(tell(union, decls)),
            _ => None,
        })
        .collect();
    for (decl, found) in decls.iter_mut().zip(found) {
        let (DeclBody::Union(union), Some((tag, marks))) = (&mut decl.body, found) else { continue };
        union.tag = tag;
        for (variant, mark) in union.variants.iter_mut().zip(marks) {
            match mark {
                Mark::None => {}
                Mark::Values(values) => variant.tag_values = values,
                Mark::Key(key) => variant.tag_key = Some(key),
            }
        }
    }
}

/// What marks a variant.
enum Mark {
    None,
    Values(Vec<Json>),
    Key(String),
}

fn tell(union: &Union, decls: &[Decl]) -> (Tag, Vec<Mark>) {
    let objects: Vec<Vec<&Object>> = union.variants.iter().map(|v| objects(&v.ty, decls, FOLLOW)).collect();
    if let Tag::Property { wire, declared } = &union.tag {
        let marks: Vec<Mark> = union
            .variants
            .iter()
            .zip(&objects)
            .map(|(variant, objects)| {
                if !variant.tag_values.is_empty() {
                    return Mark::None;
                }
                Mark::Values(objects.iter().flat_map(|o| values(o, wire, decls).unwrap_or_default()).collect())
            })
            .collect();
        let all = union
            .variants
            .iter()
            .zip(&marks)
            .all(|(v, m)| !v.tag_values.is_empty() || matches!(m, Mark::Values(v) if !v.is_empty()));
        if all {
            return (Tag::Property { wire: wire.clone(), declared: *declared }, marks);
        }
    }
    if let Some(found) = by_value(union, &objects, decls) {
        return found;
    }
    if by_type(union, decls) {
        return (Tag::JsonType, nothing(union));
    }
    if let Some(marks) = by_key(&objects, union, decls) {
        return (Tag::Key, marks);
    }
    (Tag::Untagged, nothing(union))
}

fn nothing(union: &Union) -> Vec<Mark> {
    union.variants.iter().map(|_| Mark::None).collect()
}

/// The records that a type may be; empty when it may be something else too.
fn objects<'a>(ty: &Type, decls: &'a [Decl], depth: usize) -> Vec<&'a Object> {
    let Kind::Declared(DeclId(id)) = &ty.kind else { return Vec::new() };
    if depth == 0 {
        return Vec::new();
    }
    match decls.get(*id as usize).map(|d| &d.body) {
        Some(DeclBody::Object(object)) => vec![object],
        Some(DeclBody::Alias(ty)) => objects(ty, decls, depth - 1),
        Some(DeclBody::Union(union)) if union.variants.len() <= 64 => {
            let all: Vec<_> = union.variants.iter().map(|v| objects(&v.ty, decls, depth / 2)).collect();
            if all.iter().any(Vec::is_empty) { Vec::new() } else { all.into_iter().flatten().collect() }
        }
        _ => Vec::new(),
    }
}

/// The closed list of values that a property of a record has.
fn values(object: &Object, key: &str, decls: &[Decl]) -> Option<Vec<Json>> {
    let field = object.fields.iter().find(|f| f.name.wire == key)?;
    scalars(&field.ty, decls, FOLLOW)
}

fn scalars(ty: &Type, decls: &[Decl], depth: usize) -> Option<Vec<Json>> {
    match &ty.kind {
        Kind::Constant(value) => Some(vec![value.clone()]),
        Kind::Declared(DeclId(id)) if depth > 0 => match &decls.get(*id as usize)?.body {
            DeclBody::Enum(e) => Some(e.members.iter().map(|m| m.value.clone()).collect()),
            DeclBody::Alias(ty) => scalars(ty, decls, depth - 1),
            _ => None,
        },
        _ => None,
    }
}

/// A property with different constants in every variant.
fn by_value(union: &Union, objects: &[Vec<&Object>], decls: &[Decl]) -> Option<(Tag, Vec<Mark>)> {
    let first = objects.first()?.first()?;
    if objects.iter().any(Vec::is_empty) {
        return None;
    }
    let mut candidates: Vec<(bool, usize, &str)> = first
        .fields
        .iter()
        .filter(|f| scalars(&f.ty, decls, FOLLOW).is_some())
        .map(|f| {
            let wire = f.name.wire.as_str();
            let required = objects.iter().flatten().all(|o| {
                o.fields
                    .iter()
                    .any(|f| f.name.wire == wire && (f.required_on_its_side || f.presence == Presence::Required))
            });
            (!required, USUAL.iter().position(|u| *u == wire).unwrap_or(USUAL.len()), wire)
        })
        .collect();
    candidates.sort_unstable();
    'candidate: for (_, _, wire) in candidates {
        let mut marks = Vec::with_capacity(objects.len());
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for (i, variant) in objects.iter().enumerate() {
            let mut all = Vec::new();
            for object in variant {
                let Some(values) = values(object, wire, decls) else { continue 'candidate };
                for value in values {
                    match taken.insert(value.to_string(), i) {
                        Some(other) if other != i => continue 'candidate,
                        _ => {}
                    }
                    if !all.contains(&value) {
                        all.push(value);
                    }
                }
            }
            marks.push(Mark::Values(all));
        }
        debug_assert_eq!(marks.len(), union.variants.len());
        return Some((Tag::Property { wire: wire.to_owned(), declared: false }, marks));
    }
    None
}

const STRING: u8 = 1;
const NUMBER: u8 = 2;
const BOOLEAN: u8 = 4;
const ARRAY: u8 = 8;
const OBJECT: u8 = 16;
const NULL: u8 = 32;
const ANY: u8 = 63;

/// The JSON types of a type. Whole and other numbers are one.
fn json_types(ty: &Type, decls: &[Decl], depth: usize) -> u8 {
    match &ty.kind {
        Kind::Any => ANY,
        Kind::Never => 0,
        Kind::Null => NULL,
        Kind::Boolean => BOOLEAN,
        Kind::Integer(_) | Kind::Number(_) => NUMBER,
        Kind::String(_) => STRING,
        Kind::Constant(value) => json_type(value),
        Kind::Array(_) | Kind::Tuple { .. } => ARRAY,
        Kind::Map(_) => OBJECT,
        Kind::Declared(DeclId(id)) => match decls.get(*id as usize).map(|d| &d.body) {
            _ if depth == 0 => ANY,
            Some(DeclBody::Object(_)) => OBJECT,
            Some(DeclBody::Enum(e)) => e.members.iter().fold(0, |all, m| all | json_type(&m.value)),
            Some(DeclBody::Union(u)) => u.variants.iter().fold(0, |all, v| all | json_types(&v.ty, decls, depth - 1)),
            Some(DeclBody::Alias(ty)) => json_types(ty, decls, depth - 1),
            None => ANY,
        },
    }
}

fn json_type(value: &Json) -> u8 {
    match value {
        Json::Null => NULL,
        Json::Bool(_) => BOOLEAN,
        Json::Number(_) => NUMBER,
        Json::String(_) => STRING,
        Json::Array(_) => ARRAY,
        Json::Object(_) => OBJECT,
    }
}

fn by_type(union: &Union, decls: &[Decl]) -> bool {
    let mut seen = 0;
    for variant in &union.variants {
        let types = json_types(&variant.ty, decls, FOLLOW);
        if seen & types != 0 {
            return false;
        }
        seen |= types;
    }
    true
}

/// For each variant a required key that no other has.
fn by_key(objects: &[Vec<&Object>], union: &Union, decls: &[Decl]) -> Option<Vec<Mark>> {
    if objects.iter().any(|o| o.len() != 1) {
        return None;
    }
    debug_assert!(union.variants.iter().all(|v| json_types(&v.ty, decls, FOLLOW) == OBJECT));
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for object in objects.iter().flatten() {
        for field in &object.fields {
            *count.entry(&field.name.wire).or_default() += 1;
        }
    }
    objects
        .iter()
        .flatten()
        .map(|object| {
            let mut keys: Vec<&str> = object
                .fields
                .iter()
                .filter(|f| f.required_on_its_side && !f.read_only && !f.write_only && count[f.name.wire.as_str()] == 1)
                .map(|f| f.name.wire.as_str())
                .collect();
            keys.sort_unstable();
            keys.first().map(|k| Mark::Key((*k).to_owned()))
        })
        .collect()
}
