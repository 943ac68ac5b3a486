//! Parameters and headers.

use model::{Node, NodeId, ParameterLocation, Schema};

use super::docs::{deprecation, docs};
use super::json::json;
use super::objects::{fill, pii};
use super::unique::Unique;
use super::{Lowering, bodies};
use crate::{Docs, Header, Kind, Location, Name, Param, PathSegment, Style, Type};

impl<'d> Lowering<'d> {
    /// The parameters of an operation; path parameters that no one defined are made up from the template.
    pub(super) fn params(&mut self, all: &[model::Parameter<'d>], segments: &[PathSegment], op: NodeId) -> Vec<Param> {
        let mut params: Vec<Param> = Vec::new();
        for parameter in all {
            let Some(name) = parameter.name() else {
                self.gap(
                    "unresolved-reference",
                    parameter.site().id(),
                    "a parameter without a name, or a reference to nothing",
                );
                continue;
            };
            let Some(location) = parameter.location() else {
                self.gap("parameter-location", parameter.site().id(), "`in` is none of path, query, header, cookie");
                continue;
            };
            let location = match location {
                ParameterLocation::Path => Location::Path,
                ParameterLocation::Query => Location::Query,
                ParameterLocation::Header => Location::Header,
                ParameterLocation::Cookie => Location::Cookie,
            };
            if location == Location::Header && reserved(name) {
                continue;
            }
            if location == Location::Path && !in_template(segments, name) {
                self.gap("path-parameter-unused", parameter.site().id(), "the path template has no such parameter");
                continue;
            }
            if !params.iter().any(|p| p.location == location && p.name.wire == name) {
                params.push(self.param(*parameter, name, location));
            }
        }
        for segment in segments {
            let PathSegment::Param(wire) = segment else { continue };
            if !params.iter().any(|p| p.location == Location::Path && p.name.wire == *wire) {
                self.gap("path-parameter-undefined", op, "define the path parameter; it is taken as a string");
                params.push(self.made_up(wire, op));
            }
        }
        sort(&mut params, segments);
        names(&mut params);
        params
    }

    fn param(&mut self, parameter: model::Parameter<'d>, name: &str, location: Location) -> Param {
        let node = parameter.node();
        let media = parameter.content().next();
        let schema = parameter.schema().or_else(|| media.and_then(|(_, m)| m.schema()));
        let ty = schema.map_or(Type::plain(Kind::Any), |s| self.root_type(s));
        let notes = schema.map(|s| self.annotations(&[s.id()]));
        let mut about = docs(node);
        about.description = parameter.description().map(str::trim_end).filter(|d| !d.is_empty()).map(str::to_owned);
        about.examples = examples(node);
        let mut deprecation = deprecation(node);
        let mut default = None;
        let mut personal = parameter.get("x-pii").and_then(pii);
        if let Some(notes) = notes {
            fill(&mut about, notes.docs);
            deprecation = deprecation.or(notes.deprecation);
            default = notes.default;
            personal = personal.or(notes.pii);
        }
        let style = self.style(parameter, location);
        Param {
            name: Name::of(name),
            location,
            required: parameter.required(),
            ty,
            style,
            explode: parameter.explode(),
            allow_reserved: parameter.allow_reserved(),
            content: media.map(|(media_type, _)| bodies::clean(media_type)),
            docs: about,
            deprecation,
            default,
            pii: personal,
            at: self.doc.place_of(parameter.site().id()),
        }
    }

    fn style(&mut self, parameter: model::Parameter<'d>, location: Location) -> Style {
        let style = parameter.style();
        let fits = match location {
            Location::Path => matches!(style, "simple" | "label" | "matrix"),
            Location::Query => matches!(style, "form" | "spaceDelimited" | "pipeDelimited" | "deepObject"),
            Location::Header => style == "simple",
            Location::Cookie => matches!(style, "form" | "cookie"),
        };
        if !fits {
            self.gap(
                "parameter-style",
                parameter.site().id(),
                format!("style `{style}` is not defined for this location; the default style is used"),
            );
        }
        match (style, location) {
            ("label", Location::Path) => Style::Label,
            ("matrix", Location::Path) => Style::Matrix,
            ("spaceDelimited", Location::Query) => Style::SpaceDelimited,
            ("pipeDelimited", Location::Query) => Style::PipeDelimited,
            ("deepObject", Location::Query) => Style::DeepObject,
            (_, Location::Path | Location::Header) => Style::Simple,
            _ => Style::Form,
        }
    }

    fn made_up(&self, wire: &str, op: NodeId) -> Param {
        Param {
            name: Name::of(wire),
            location: Location::Path,
            required: true,
            ty: Type::plain(Kind::String(crate::StringFormat::Plain)),
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
            content: None,
            docs: Docs::default(),
            deprecation: None,
            default: None,
            pii: None,
            at: self.doc.place_of(op),
        }
    }

    /// Headers of a response or part, sorted by wire name. `Content-Type` is the media type's matter.
    pub(super) fn headers(&mut self, all: impl Iterator<Item = (&'d str, model::Header<'d>)>) -> Vec<Header> {
        let mut all: Vec<_> = all.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type")).collect();
        all.sort_by_key(|(name, _)| *name);
        let mut unique = Unique::default();
        all.into_iter()
            .map(|(name, header)| {
                let schema: Option<Schema<'d>> =
                    header.schema().or_else(|| header.content().next().and_then(|(_, m)| m.schema()));
                let ty = schema.map_or(Type::plain(Kind::String(crate::StringFormat::Plain)), |s| self.root_type(s));
                let mut about = docs(header.node());
                about.description = header.description().map(str::to_owned);
                about.examples = examples(header.node());
                if let Some(schema) = schema {
                    fill(&mut about, self.annotations(&[schema.id()]).docs);
                }
                let mut name = Name::of(name);
                name.words = unique.claim(std::mem::take(&mut name.words));
                Header {
                    name,
                    required: header.required(),
                    ty,
                    explode: header.explode(),
                    docs: about,
                    deprecation: deprecation(header.node()),
                    at: self.doc.place_of(header.site().id()),
                }
            })
            .collect()
    }
}

/// OpenAPI ignores header parameters with these names: the body and the credentials write them.
fn reserved(name: &str) -> bool {
    ["accept", "content-type", "authorization"].iter().any(|n| name.eq_ignore_ascii_case(n))
}

fn in_template(segments: &[PathSegment], name: &str) -> bool {
    segments.iter().any(|s| matches!(s, PathSegment::Param(p) if p == name))
}

fn sort(params: &mut [Param], segments: &[PathSegment]) {
    let place = |wire: &str| segments.iter().position(|s| matches!(s, PathSegment::Param(p) if p == wire)).unwrap_or(0);
    params.sort_by(|a, b| {
        let key = |p: &Param| {
            (p.location != Location::Path, if p.location == Location::Path { place(&p.name.wire) } else { 0 })
        };
        key(a)
            .cmp(&key(b))
            .then((!a.required).cmp(&!b.required))
            .then(a.location.cmp(&b.location))
            .then(a.name.wire.cmp(&b.name.wire))
    });
}

/// Names differ: those of path parameters stay, then query, header, cookie; a clash adds the location's word.
fn names(params: &mut [Param]) {
    let mut order: Vec<usize> = (0..params.len()).collect();
    order.sort_by(|a, b| {
        (params[*a].location, &params[*a].name.wire).cmp(&(params[*b].location, &params[*b].name.wire))
    });
    let mut unique = Unique::default();
    for i in order {
        let param = &mut params[i];
        if unique.take(&param.name.words) {
            continue;
        }
        let word = match param.location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        };
        let mut words = std::mem::take(&mut param.name.words);
        words.push(word.to_owned());
        param.name.words = unique.claim(words);
    }
}

/// `example`, or the values of `examples` (sorted by name).
fn examples(node: Node<'_>) -> Vec<crate::Json> {
    if let Some(example) = node.get("example") {
        return vec![json(example)];
    }
    let mut named: Vec<_> = node
        .get("examples")
        .into_iter()
        .flat_map(Node::entries)
        .filter_map(|(k, e)| Some((k, e.get("value")?)))
        .collect();
    named.sort_by_key(|(k, _)| *k);
    named.into_iter().map(|(_, value)| json(value)).collect()
}

/// A template taken apart.
pub(super) fn segments(path: &str) -> Vec<PathSegment> {
    let mut segments = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, more)) = after.split_once('}') else { break };
        if !before.is_empty() {
            segments.push(PathSegment::Literal(before.to_owned()));
        }
        segments.push(PathSegment::Param(name.to_owned()));
        rest = more;
    }
    if !rest.is_empty() {
        segments.push(PathSegment::Literal(rest.to_owned()));
    }
    segments
}
