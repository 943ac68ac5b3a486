//! What an operation answers with: its result, the media types to ask for, its typed errors.

use ir::{Api, Content, ContentKind, Kind, Operation, Response, Status, StringFormat, Type};

use super::{
    names::Used,
    types::{Types, is_any_media, union_of},
};

/// A stream as an answer.
#[derive(Debug, Clone)]
pub(super) struct StreamAnswer<'a> {
    pub(super) content: &'a Content,
    /// Function of the runtime that makes values of its text
    pub(super) decoder: &'static str,
}

/// The answer of an operation.
#[derive(Debug, Clone, Default)]
pub(super) struct Answer<'a> {
    /// The preferred content of each successful response, streams left out
    pub(super) values: Vec<&'a Content>,
    /// Whether a successful response may have no body
    pub(super) empty: bool,
    /// A stream, when one can be had
    pub(super) stream: Option<StreamAnswer<'a>>,
}

impl<'a> Answer<'a> {
    pub(super) fn of(api: &Api, operation: &'a Operation) -> Self {
        let mut answer = Self::default();
        let mut successes: Vec<&Response> = operation.successes().collect();
        if successes.is_empty() {
            // What is not described otherwise may be a success.
            successes = operation.responses.iter().filter(|r| r.status == Status::Default).collect();
        }
        for response in successes {
            let mut found = false;
            for content in &response.contents {
                let decoder = match content.kind {
                    ContentKind::EventStream if is_text(api, &content.ty) => Some("textEvents"),
                    ContentKind::EventStream => Some("jsonEvents"),
                    ContentKind::JsonLines => Some("jsonLineValues"),
                    _ => None,
                };
                match decoder {
                    Some(decoder) => {
                        answer.stream.get_or_insert(StreamAnswer { content, decoder });
                    }
                    None if !found => {
                        found = true;
                        answer.values.push(content);
                    }
                    None => {}
                }
            }
            answer.empty |= response.contents.is_empty();
        }
        answer
    }

    /// Whether it is a stream and nothing else.
    pub(super) fn is_stream(&self) -> bool {
        self.values.is_empty() && self.stream.is_some()
    }

    /// Whether it is a value, or a stream at will.
    pub(super) fn has_both(&self) -> bool {
        !self.values.is_empty() && self.stream.is_some()
    }

    /// Type of the value.
    pub(super) fn value_type(&self, types: &Types<'_>, used: &mut Used) -> String {
        if self.values.is_empty() {
            return "void".into();
        }
        let mut members: Vec<String> = self.values.iter().map(|c| types.print_response(c, used)).collect();
        if self.empty {
            members.push("undefined".into());
        }
        union_of(members)
    }

    /// `accept` of the call, unless it is plain JSON.
    pub(super) fn accept(&self) -> Option<String> {
        let mut media: Vec<&str> = Vec::new();
        for content in &self.values {
            if !media.contains(&content.media_type.as_str()) {
                media.push(&content.media_type);
            }
        }
        match media.as_slice() {
            [] | ["application/json"] => None,
            media => Some(media.join(", ")),
        }
    }

    /// How the runtime reads the body, unless it is JSON.
    pub(super) fn returns(&self) -> Option<&'static str> {
        let mut kinds: Vec<&str> = self.values.iter().map(|c| reading(c)).collect();
        kinds.dedup();
        match kinds.as_slice() {
            [] | ["json"] => None,
            [one] => Some(one),
            _ => Some("auto"),
        }
    }
}

fn reading(content: &Content) -> &'static str {
    match content.kind {
        ContentKind::Binary if is_any_media(content) => "auto",
        ContentKind::Binary => "blob",
        ContentKind::Text | ContentKind::Xml | ContentKind::Multipart(_) | ContentKind::Form(_) => "text",
        ContentKind::Json | ContentKind::EventStream | ContentKind::JsonLines => "json",
    }
}

/// Whether the data of an event is text rather than JSON.
fn is_text(api: &Api, ty: &Type) -> bool {
    match &ty.kind {
        Kind::String(format) => *format != StringFormat::Binary,
        Kind::Declared(id) => {
            matches!(&api.decl(*id).body, ir::DeclBody::Alias(ty) if matches!(ty.kind, Kind::String(_)))
        }
        _ => false,
    }
}

/// Error statuses with the type of their body: `404`, `"4XX"`, `default`.
pub(super) fn errors(operation: &Operation, types: &Types<'_>, used: &mut Used) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for response in operation.errors() {
        let key = match response.status {
            Status::Exact(code) if code >= 400 => code.to_string(),
            Status::Range(digit @ 4..=5) => format!("\"{digit}XX\""),
            Status::Default => "default".into(),
            _ => continue,
        };
        let members: Vec<String> = response
            .contents
            .iter()
            .filter(|c| !matches!(c.kind, ContentKind::EventStream | ContentKind::JsonLines))
            .map(|c| match c.kind {
                // Errors are read as text when they are no JSON.
                ContentKind::Binary if !is_any_media(c) => "string".into(),
                _ => types.print_response(c, used),
            })
            .collect();
        found.push((key, if members.is_empty() { "unknown".into() } else { union_of(members) }));
    }
    found
}
