//! The last steps, once all declarations are known: numbers, names, null, tags, usage.

use model::NodeId;

use super::docs::{deprecation, docs};
use super::operations::Draft;
use super::types;
use super::unique::Unique;
use super::{Lowering, Slot, cycles, info, pagination, security, tags, usage};
use crate::{Additional, Api, ContentKind, Decl, DeclBody, DeclId, Kind, Name, Operation, Type, Usage};

/// Puts the API together.
pub(super) fn finish(lowering: Lowering<'_>, mut draft: Draft) -> Api {
    let doc = lowering.doc;
    let mut gaps = lowering.gaps;
    let mut slots: Vec<(usize, Slot)> = lowering.slots.into_iter().enumerate().collect();
    slots.sort_by(|(_, a), (_, b)| (&a.key, &a.parts).cmp(&(&b.key, &b.parts)));
    let mut number = vec![DeclId(0); slots.len()];
    for (new, (old, _)) in slots.iter().enumerate() {
        number[*old] = DeclId(new as u32);
    }
    let mut null: Vec<bool> = slots.iter().map(|(_, s)| s.nullable).collect();
    let mut decls: Vec<Decl> = slots.into_iter().map(|(_, slot)| declaration(doc, slot)).collect();
    same_keys(&mut decls);
    let renumber = |id: &mut DeclId, _: &mut bool| *id = number[id.0 as usize];
    for decl in &mut decls {
        decl_types(decl, &mut |ty| walk(ty, &renumber));
    }
    draft.each(&mut |ty| walk(ty, &renumber));
    nulls(&mut decls, &mut null);
    let spread = |id: &mut DeclId, nullable: &mut bool| *nullable |= null[id.0 as usize];
    for decl in &mut decls {
        decl_types(decl, &mut |ty| walk(ty, &spread));
        match &mut decl.body {
            // A declaration is never null by itself: its uses say so.
            DeclBody::Alias(ty) => ty.nullable = false,
            DeclBody::Union(union) => union.variants.iter_mut().for_each(|v| v.ty.nullable = false),
            _ => {}
        }
    }
    draft.each(&mut |ty| walk(ty, &spread));
    cycles::cut(&mut decls, &mut gaps);
    names(&mut decls);
    usage::settle(&mut decls, &draft.operations, &draft.webhooks);
    tags::infer(&mut decls);
    pagination::find(&mut draft.operations, &decls, &mut gaps);
    gaps.sort_by(|a, b| {
        (&a.at.file, &a.pointer, &a.feature, &a.advice).cmp(&(&b.at.file, &b.pointer, &b.feature, &b.advice))
    });
    gaps.dedup();
    Api {
        info: info::info(doc.document()),
        servers: doc.document().servers().map(info::server).collect(),
        resources: draft.resources,
        operations: draft.operations,
        webhooks: draft.webhooks,
        decls,
        security_schemes: security::schemes(doc.document()),
        gaps,
    }
}

fn declaration(doc: &model::Resolved, slot: Slot) -> Decl {
    let node = doc.node(slot.node);
    let place: NodeId = slot.node;
    Decl {
        key: slot.key,
        name: Name { words: slot.words, wire: slot.wire },
        authored: slot.authored,
        at: doc.place_of(place),
        pointer: node.pointer(),
        docs: docs(node),
        deprecation: deprecation(node),
        usage: Usage::default(),
        body: slot.body.unwrap_or(DeclBody::Alias(Type::plain(Kind::Any))),
    }
}

/// Keys are unique: the same key met again (two files with one name) gets its rank.
fn same_keys(decls: &mut [Decl]) {
    let mut rank = 1;
    for i in 1..decls.len() {
        let (before, from) = decls.split_at_mut(i);
        let first = before[i - rank].key.as_str();
        if from[0].key == first {
            rank += 1;
            from[0].key = format!("{first}~{rank}");
        } else {
            rank = 1;
        }
    }
}

/// Names are unique. First come those that an author gave, then the others, each by key.
fn names(decls: &mut [Decl]) {
    let mut unique = Unique::default();
    for authored in [true, false] {
        for decl in decls.iter_mut().filter(|d| d.authored == authored) {
            decl.name.words = unique.claim(std::mem::take(&mut decl.name.words));
        }
    }
}

/// A name for something nullable is nullable; so is a union with a nullable variant. To the fixed point.
fn nulls(decls: &mut [Decl], null: &mut [bool]) {
    loop {
        let mut changed = false;
        for (i, decl) in decls.iter().enumerate() {
            if null[i] {
                continue;
            }
            let of = |ty: &Type| ty.nullable || matches!(&ty.kind, Kind::Declared(id) if null[id.0 as usize]);
            let now = match &decl.body {
                DeclBody::Alias(ty) => of(ty),
                DeclBody::Union(union) => union.variants.iter().any(|v| of(&v.ty)),
                _ => false,
            };
            if now {
                null[i] = true;
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// Every use of a declaration in a type. Bounded by [`types::INLINE_DEPTH`].
fn walk(ty: &mut Type, f: &impl Fn(&mut DeclId, &mut bool)) {
    match &mut ty.kind {
        Kind::Declared(id) => f(id, &mut ty.nullable),
        Kind::Array(item) | Kind::Map(item) => walk(item, f),
        Kind::Tuple { prefix, rest, .. } => {
            prefix.iter_mut().for_each(|p| walk(p, f));
            if let Some(rest) = rest {
                walk(rest, f);
            }
        }
        _ => {}
    }
    const { assert!(types::INLINE_DEPTH < 128) };
}

/// Every type of a declaration.
fn decl_types(decl: &mut Decl, f: &mut impl FnMut(&mut Type)) {
    match &mut decl.body {
        DeclBody::Object(object) => {
            object.fields.iter_mut().for_each(|field| f(&mut field.ty));
            if let Additional::Typed(ty) = &mut object.additional {
                f(ty);
            }
            object.patterns.iter_mut().for_each(|(_, ty)| f(ty));
        }
        DeclBody::Union(union) => union.variants.iter_mut().for_each(|v| f(&mut v.ty)),
        DeclBody::Alias(ty) => f(ty),
        DeclBody::Enum(_) => {}
    }
}

impl Draft {
    /// Every type outside of declarations.
    fn each(&mut self, f: &mut impl FnMut(&mut Type)) {
        self.operations.iter_mut().for_each(|o| operation_types(o, f));
        self.webhooks.iter_mut().for_each(|w| operation_types(&mut w.operation, f));
    }
}

fn operation_types(operation: &mut Operation, f: &mut impl FnMut(&mut Type)) {
    operation.params.iter_mut().for_each(|p| f(&mut p.ty));
    let responses = operation.responses.iter_mut();
    let mut contents: Vec<_> = operation.body.iter_mut().flat_map(|b| &mut b.contents).collect();
    for response in responses {
        response.headers.iter_mut().for_each(|h| f(&mut h.ty));
        contents.extend(&mut response.contents);
    }
    for content in contents {
        f(&mut content.ty);
        if let ContentKind::Form(encodings) | ContentKind::Multipart(encodings) = &mut content.kind {
            encodings.iter_mut().flat_map(|e| &mut e.headers).for_each(|h| f(&mut h.ty));
        }
    }
    if let Some(pagination) = &mut operation.pagination {
        f(&mut pagination.item);
    }
    operation.callbacks.iter_mut().for_each(|c| operation_types(&mut c.operation, f));
}
