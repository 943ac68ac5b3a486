//! What a call gives back: one look at an operation's successes, for signatures, tables and documentation alike.

use ir::{Content, ContentKind, DeclBody, Kind, Operation, Response, Type};

use super::annotation::{Annotations, Uses, or_none};

/// How an answer is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Read whole, into a value
    Value,
    /// A list, page by page
    Pages,
    /// Values as they come
    Stream,
    /// Bytes as they come
    Download,
}

/// Whether a media type is a stream of values.
pub(super) fn is_stream(content: &Content) -> bool {
    matches!(content.kind, ContentKind::EventStream | ContentKind::JsonLines)
}

fn contents(operation: &Operation) -> impl Iterator<Item = &Content> {
    operation.successes().flat_map(|r| &r.contents)
}

/// How the operation's main method reads its answer.
pub(super) fn mode(operation: &Operation) -> Mode {
    let plain = contents(operation).any(|c| !is_stream(c));
    if contents(operation).any(is_stream) && !plain {
        return Mode::Stream;
    }
    if plain && contents(operation).all(|c| c.kind == ContentKind::Binary) {
        return Mode::Download;
    }
    if operation.pagination.is_some() { Mode::Pages } else { Mode::Value }
}

/// Whether the operation gives a value or a stream, as asked; it has two methods then.
pub(super) fn both(operation: &Operation) -> bool {
    contents(operation).any(is_stream) && contents(operation).any(|c| !is_stream(c))
}

/// The property of the body that asks for a stream.
pub(super) fn stream_flag(on: Annotations<'_>, operation: &Operation) -> Option<&'static str> {
    let body = operation.body.as_ref()?.contents.first()?;
    let Kind::Declared(id) = &body.ty.kind else { return None };
    let DeclBody::Object(object) = &on.api.decl(*id).body else { return None };
    object.fields.iter().any(|f| f.name.wire == "stream").then_some("stream")
}

/// The annotation of what a method returns.
pub(super) fn returns(on: Annotations<'_>, operation: &Operation, mode: Mode, uses: &mut Uses) -> String {
    let wanted = |c: &&Content| (mode == Mode::Stream) == is_stream(c);
    let mut types: Vec<String> = Vec::new();
    let mut none = false;
    let mut any = false;
    for response in operation.successes() {
        let found: Vec<&Content> = response.contents.iter().filter(wanted).collect();
        none |= found.is_empty() && mode != Mode::Stream;
        for content in found {
            let ty = value(on, content, uses);
            any |= ty == "Any";
            if ty == "None" {
                none = true;
            } else if !types.contains(&ty) {
                types.push(ty);
            }
        }
    }
    if any || (operation.successes().next().is_none() && operation.responses.iter().any(has_body)) {
        uses.typing.insert("Any");
        return "Any".into();
    }
    if types.is_empty() {
        return "None".into();
    }
    or_none(types.join(" | "), none)
}

fn has_body(response: &Response) -> bool {
    !response.contents.is_empty()
}

fn value(on: Annotations<'_>, content: &Content, uses: &mut Uses) -> String {
    match content.kind {
        ContentKind::Text | ContentKind::Xml => "str".into(),
        ContentKind::Binary | ContentKind::Multipart(_) => "bytes".into(),
        ContentKind::Form(_) => "bytes".into(),
        ContentKind::Json | ContentKind::EventStream | ContentKind::JsonLines => on.of(&content.ty, uses),
    }
}

/// How the runtime makes or reads the bytes of a media type.
pub(super) fn kind_word(content: &Content) -> &'static str {
    match content.kind {
        ContentKind::Json => "json",
        ContentKind::Form(_) => "form",
        ContentKind::Multipart(_) => "multipart",
        ContentKind::Text => "text",
        ContentKind::Xml => "xml",
        ContentKind::EventStream => "events",
        ContentKind::JsonLines => "lines",
        ContentKind::Binary => "binary",
    }
}

/// Whether the value of an error is an RFC 6749 error document.
pub(super) fn is_oauth(on: Annotations<'_>, operation: &Operation) -> bool {
    operation.errors().flat_map(|r| &r.contents).any(|c| {
        let Type { kind: Kind::Declared(id), .. } = &c.ty else { return false };
        let DeclBody::Object(object) = &on.api.decl(*id).body else { return false };
        ["error", "error_description"].iter().all(|key| object.fields.iter().any(|f| f.name.wire == *key))
    })
}
