//! Where the values of declarations travel, and what follows from it.

use crate::{
    Additional, Body, Content, ContentKind, Decl, DeclBody, DeclId, Field, Header, Kind, Openness, Operation, Presence,
    Type, Usage, Webhook,
};

/// Marks all declarations, then settles openness and presence.
pub(super) fn settle(decls: &mut [Decl], operations: &[Operation], webhooks: &[Webhook]) {
    let mut marks = Marks { usage: vec![Usage::default(); decls.len()], stack: Vec::new() };
    for operation in operations {
        marks.operation(operation, false);
    }
    for webhook in webhooks {
        marks.operation(&webhook.operation, true);
    }
    while let Some((DeclId(id), request)) = marks.stack.pop() {
        marks.decl(&decls[id as usize].body, request);
    }
    for (decl, usage) in decls.iter_mut().zip(marks.usage) {
        decl.usage = usage;
        let openness = if usage.response || !usage.request { Openness::Open } else { Openness::Closed };
        match &mut decl.body {
            DeclBody::Enum(e) if e.openness == Openness::Closed => e.openness = openness,
            DeclBody::Union(u) => u.openness = openness,
            DeclBody::Object(object) => {
                for field in &mut object.fields {
                    let absent = (field.read_only && usage.request) || (field.write_only && usage.response);
                    if absent {
                        field.presence = Presence::Optional;
                    }
                }
                order(&mut object.fields);
            }
            _ => {}
        }
    }
}

/// Required ones first, then by wire name.
fn order(fields: &mut [Field]) {
    fields.sort_by(|a, b| {
        (a.presence != Presence::Required, &a.name.wire).cmp(&(b.presence != Presence::Required, &b.name.wire))
    });
}

struct Marks {
    usage: Vec<Usage>,
    /// Declaration, and whether it travels in a request.
    stack: Vec<(DeclId, bool)>,
}

impl Marks {
    /// `swapped`: the API sends it (webhooks and callbacks).
    fn operation(&mut self, operation: &Operation, swapped: bool) {
        for param in &operation.params {
            self.ty(&param.ty, !swapped);
        }
        if let Some(Body { contents, .. }) = &operation.body {
            self.contents(contents, !swapped);
        }
        for response in &operation.responses {
            self.contents(&response.contents, swapped);
            self.headers(&response.headers, swapped);
        }
        for callback in &operation.callbacks {
            self.operation(&callback.operation, !swapped);
        }
    }

    fn contents(&mut self, contents: &[Content], request: bool) {
        for content in contents {
            self.ty(&content.ty, request);
            if let ContentKind::Form(encodings) | ContentKind::Multipart(encodings) = &content.kind {
                for encoding in encodings {
                    self.headers(&encoding.headers, request);
                }
            }
        }
    }

    fn headers(&mut self, headers: &[Header], request: bool) {
        for header in headers {
            self.ty(&header.ty, request);
        }
    }

    fn ty(&mut self, ty: &Type, request: bool) {
        match &ty.kind {
            Kind::Array(item) | Kind::Map(item) => self.ty(item, request),
            Kind::Tuple { prefix, rest, .. } => {
                prefix.iter().for_each(|p| self.ty(p, request));
                if let Some(rest) = rest {
                    self.ty(rest, request);
                }
            }
            Kind::Declared(id) => {
                let usage = &mut self.usage[id.0 as usize];
                let mark = if request { &mut usage.request } else { &mut usage.response };
                if !std::mem::replace(mark, true) {
                    self.stack.push((*id, request));
                }
            }
            _ => {}
        }
    }

    fn decl(&mut self, body: &DeclBody, request: bool) {
        match body {
            DeclBody::Object(object) => {
                for field in &object.fields {
                    let travels = if request { !field.read_only } else { !field.write_only };
                    if travels {
                        self.ty(&field.ty, request);
                    }
                }
                if let Additional::Typed(ty) = &object.additional {
                    self.ty(ty, request);
                }
                object.patterns.iter().for_each(|(_, ty)| self.ty(ty, request));
            }
            DeclBody::Union(union) => union.variants.iter().for_each(|v| self.ty(&v.ty, request)),
            DeclBody::Alias(ty) => self.ty(ty, request),
            DeclBody::Enum(_) => {}
        }
    }
}
