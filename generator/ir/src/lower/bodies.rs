//! Media types.

use model::MediaType;

use super::Lowering;
use super::docs::text;
use super::json::json;
use crate::{Body, Content, ContentKind, Encoding, Example, Kind, StringFormat, Style, Type};

impl<'d> Lowering<'d> {
    pub(super) fn body(&mut self, body: model::RequestBody<'d>) -> Body {
        Body {
            required: body.required(),
            description: body.description().map(str::to_owned),
            contents: self.contents(body.content()),
        }
    }

    /// What a body may be: the preferred media type first.
    pub(super) fn contents(&mut self, all: impl Iterator<Item = (&'d str, MediaType<'d>)>) -> Vec<Content> {
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(media_type, _)| (rank(media_type), *media_type));
        let mut contents: Vec<Content> = Vec::new();
        for (media_type, media) in all {
            let content = self.content(media_type, media);
            if !contents.iter().any(|c| c.media_type == content.media_type) {
                contents.push(content);
            }
        }
        contents
    }

    fn content(&mut self, written: &str, media: MediaType<'d>) -> Content {
        let media_type = clean(written);
        let streams = media.item_schema();
        let kind = match kind(&media_type) {
            ContentKind::Form(_) => ContentKind::Form(self.encodings(media)),
            ContentKind::Multipart(_) => ContentKind::Multipart(self.encodings(media)),
            other => other,
        };
        let ty = match streams.or_else(|| media.schema()) {
            // XML is carried as text: its schema says nothing about a value of ours.
            Some(_) if matches!(kind, ContentKind::Xml) => Type::plain(Kind::String(StringFormat::Plain)),
            Some(schema) => self.root_type(schema),
            None if matches!(kind, ContentKind::Binary) => Type::plain(Kind::String(StringFormat::Binary)),
            None if matches!(kind, ContentKind::Text | ContentKind::Xml) => {
                Type::plain(Kind::String(StringFormat::Plain))
            }
            None => Type::plain(Kind::Any),
        };
        if matches!(kind, ContentKind::Xml) {
            self.gap("xml-body", media.site().id(), "carried as text; offer application/json beside it");
        }
        Content { media_type, kind, ty, examples: examples(media), at: self.doc.place_of(media.site().id()) }
    }

    fn encodings(&mut self, media: MediaType<'d>) -> Vec<Encoding> {
        let mut all: Vec<_> = media.encoding().collect();
        all.sort_by_key(|(property, _)| *property);
        all.into_iter()
            .map(|(property, encoding)| Encoding {
                property: property.to_owned(),
                content_type: encoding.content_type().map(str::to_owned),
                style: encoding.style().and_then(|style| match style {
                    "form" => Some(Style::Form),
                    "spaceDelimited" => Some(Style::SpaceDelimited),
                    "pipeDelimited" => Some(Style::PipeDelimited),
                    "deepObject" => Some(Style::DeepObject),
                    _ => None,
                }),
                explode: encoding.explode(),
                allow_reserved: encoding.allow_reserved(),
                headers: self.headers(encoding.headers()),
            })
            .collect()
    }
}

/// `example`, or `examples` by name.
fn examples(media: MediaType<'_>) -> Vec<Example> {
    let mut all: Vec<Example> = media
        .examples()
        .filter_map(|(name, example)| {
            let value = json(example.value()?);
            Some(Example { name: name.to_owned(), summary: example.summary().map(str::to_owned), value })
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(example) = media.get("example").filter(|_| all.is_empty()) {
        all.push(Example { name: String::new(), summary: media.get("summary").and_then(text), value: json(example) });
    }
    all
}

/// Lower case, without parameters but those that change the meaning.
pub(super) fn clean(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

fn kind(media_type: &str) -> ContentKind {
    let (top, sub) = media_type.split_once('/').unwrap_or((media_type, ""));
    match (top, sub) {
        (
            "application",
            "jsonl" | "x-ndjson" | "ndjson" | "x-jsonlines" | "jsonlines" | "json-seq" | "x-json-stream",
        ) => ContentKind::JsonLines,
        (_, "json") => ContentKind::Json,
        (_, sub) if sub.ends_with("+json") => ContentKind::Json,
        (_, sub) if sub.ends_with("+json-seq") => ContentKind::JsonLines,
        ("application", "x-www-form-urlencoded") => ContentKind::Form(Vec::new()),
        ("multipart", _) => ContentKind::Multipart(Vec::new()),
        ("text", "event-stream") => ContentKind::EventStream,
        (_, "xml") => ContentKind::Xml,
        (_, sub) if sub.ends_with("+xml") => ContentKind::Xml,
        ("text", _) => ContentKind::Text,
        ("*", "*") => ContentKind::Json,
        _ => ContentKind::Binary,
    }
}

/// Which media type a client prefers: low is better. Problem documents come after plain JSON.
pub(super) fn rank(media_type: &str) -> u8 {
    let media_type = clean(media_type);
    match kind(&media_type) {
        ContentKind::Json if media_type == "application/json" => 0,
        ContentKind::Json if media_type != "*/*" => 1,
        ContentKind::Form(_) => 2,
        ContentKind::Multipart(_) => 3,
        ContentKind::JsonLines => 4,
        ContentKind::EventStream => 5,
        ContentKind::Text => 6,
        ContentKind::Xml => 7,
        ContentKind::Json => 8,
        ContentKind::Binary => 9,
    }
}

/// A word for a media type that is not the preferred one.
pub(super) fn word(media_type: &str) -> &'static str {
    match kind(&clean(media_type)) {
        ContentKind::Json => "json",
        ContentKind::Form(_) => "form",
        ContentKind::Multipart(_) => "multipart",
        ContentKind::Text => "text",
        ContentKind::EventStream => "event",
        ContentKind::JsonLines => "line",
        ContentKind::Xml => "xml",
        ContentKind::Binary => "binary",
    }
}
