//! Request bodies, media types and their encodings.

use std::collections::BTreeMap;

use model::{Encoding, MediaType, Node, RequestBody, Schema};

use super::{Both, Collector};
use crate::fact::{Caller, Subject, What};
use crate::rules::schema::{Payload, PayloadKind};

/// A media type without what does not matter: capital letters, blanks, the order of parameters.
pub(super) fn canonical(name: &str) -> String {
    let mut parts = name.split(';').map(str::trim);
    let essence = parts.next().unwrap_or("").to_lowercase();
    let mut parameters: Vec<String> = parts
        .filter(|p| !p.is_empty())
        .map(|p| match p.split_once('=') {
            Some((k, v)) if k.trim().eq_ignore_ascii_case("charset") => {
                format!("charset={}", v.trim().trim_matches('"').to_lowercase())
            }
            Some((k, v)) => format!("{}={}", k.trim().to_lowercase(), v.trim().trim_matches('"')),
            None => p.to_lowercase(),
        })
        // JSON is UTF-8 whether it says so or not.
        .filter(|p| !(p == "charset=utf-8" && essence.contains("json")))
        .collect();
    parameters.sort();
    parameters.insert(0, essence);
    parameters.join(";")
}

fn essence(canonical: &str) -> &str {
    canonical.split(';').next().unwrap_or("")
}

/// Whether a range (`text/*`, `*/*`) contains a type.
fn contains(range: &str, name: &str) -> bool {
    match range.split_once('/') {
        Some(("*", "*")) => true,
        Some((family, "*")) => name.split_once('/').is_some_and(|(f, _)| f == family),
        _ => false,
    }
}

/// A media type with its name.
pub(super) type Typed<'d> = (&'d str, MediaType<'d>);

/// What became of the media types of a body.
pub(super) struct Matched<'d> {
    pub(super) pairs: Vec<(Typed<'d>, Typed<'d>)>,
    pub(super) gone: Vec<Typed<'d>>,
    pub(super) come: Vec<Typed<'d>>,
}

/// Pairs media types: the same one, then the same but for parameters, then a range with a type of it.
pub(super) fn pair_up<'d>(
    old: impl Iterator<Item = (&'d str, MediaType<'d>)>,
    new: impl Iterator<Item = (&'d str, MediaType<'d>)>,
) -> Matched<'d> {
    let mut gone: BTreeMap<String, (&'d str, MediaType<'d>)> = old.map(|(n, m)| (canonical(n), (n, m))).collect();
    let mut come: BTreeMap<String, (&'d str, MediaType<'d>)> = new.map(|(n, m)| (canonical(n), (n, m))).collect();
    let mut pairs = Vec::new();
    let alike: [fn(&str, &str) -> bool; 3] = [
        |a, b| a == b,
        |a, b| essence(a) == essence(b),
        |a, b| contains(essence(a), essence(b)) || contains(essence(b), essence(a)),
    ];
    for alike in alike {
        for name in gone.keys().cloned().collect::<Vec<_>>() {
            let twin = come.keys().find(|other| alike(&name, other)).cloned();
            if let Some(twin) = twin
                && let (Some(a), Some(b)) = (gone.remove(&name), come.remove(&twin))
            {
                pairs.push((a, b));
            }
        }
    }
    Matched { pairs, gone: gone.into_values().collect(), come: come.into_values().collect() }
}

/// How two paired names relate.
pub(super) enum Named {
    Same,
    Parameters,
    Widened,
    Narrowed,
}

pub(super) fn relate(old: &str, new: &str) -> Named {
    let (a, b) = (canonical(old), canonical(new));
    if a == b {
        Named::Same
    } else if essence(&a) == essence(&b) {
        Named::Parameters
    } else if contains(essence(&b), essence(&a)) {
        Named::Widened
    } else {
        Named::Narrowed
    }
}

impl<'d> Collector<'d> {
    pub(super) fn bodies(&mut self, subject: &Subject, both: Both<'d>) {
        let (old, new) = (both.old.1.request_body(), both.new.1.request_body());
        let at = (
            old.map(RequestBody::node).or(Some(both.old.1.node())),
            new.map(RequestBody::node).or(Some(both.new.1.node())),
        );
        let (old, new) = match (old, new) {
            (None, None) => return,
            (None, Some(body)) => {
                let required = body.required();
                return self.add(subject, "the request body", at, What::BodyAdded { required });
            }
            (Some(_), None) => return self.add(subject, "the request body", at, What::BodyRemoved),
            (Some(old), Some(new)) => (old, new),
        };
        if old.required() != new.required() {
            let at = (old.get("required").or(at.0), new.get("required").or(at.1));
            self.add(subject, "the request body", at, What::BodyRequired { now: new.required() });
        }
        let matched = pair_up(old.content(), new.content());
        let held = (old.get("content").or(at.0), new.get("content").or(at.1));
        for (name, media) in matched.gone {
            let what = What::BodyMediaTypeRemoved { name: name.to_owned() };
            self.add(subject, "the request body", (Some(media.node()), held.1), what);
        }
        for (name, media) in matched.come {
            let what = What::BodyMediaTypeAdded { name: name.to_owned() };
            self.add(subject, "the request body", (held.0, Some(media.node())), what);
        }
        let request = subject.caller == Caller::Client;
        for ((from, a), (to, b)) in matched.pairs {
            let at = (Some(a.node()), Some(b.node()));
            let (f, t) = (from.to_owned(), to.to_owned());
            let what = match relate(from, to) {
                Named::Same => None,
                Named::Parameters => Some(What::BodyMediaTypeParameter { from: f, to: t }),
                Named::Widened => Some(What::BodyMediaTypeWidened { from: f, to: t }),
                Named::Narrowed => Some(What::BodyMediaTypeNarrowed { from: f, to: t }),
            };
            if let Some(what) = what {
                self.add(subject, "the request body", at, what);
            }
            let place = format!("the request body ({to})");
            self.media(subject, (a, b), request, place, |now| What::BodySchema { now });
        }
    }

    /// A media type on both sides: its schema and its encodings.
    pub(super) fn media(
        &mut self,
        subject: &Subject,
        (a, b): (MediaType<'d>, MediaType<'d>),
        request: bool,
        place: String,
        schema_fact: impl Fn(bool) -> What<'d>,
    ) {
        let payload = Payload {
            release: self.release,
            notice_days: self.notice_days,
            request,
            kind: PayloadKind::Body,
            content: false,
            place: place.clone(),
        };
        let node = |s: Option<Schema<'d>>| s.map(Schema::node);
        for (old, new) in [(a.schema(), b.schema()), (a.item_schema(), b.item_schema())] {
            match (node(old), node(new)) {
                (None, None) => {}
                (Some(x), Some(y)) => self.payload(subject, payload.clone(), (Some(x), Some(y)), false),
                (x, y) => {
                    let at = (x.or(Some(a.node())), y.or(Some(b.node())));
                    let anything = |n: Option<Node<'d>>| {
                        n.is_some_and(|n| n.as_bool() == Some(true) || n.is_object() && n.entries().len() == 0)
                    };
                    if !anything(x) && !anything(y) {
                        self.add(subject, place.clone(), at, schema_fact(y.is_some()));
                    }
                }
            }
        }
        let olds: BTreeMap<&str, Encoding<'d>> = a.encoding().collect();
        let news: BTreeMap<&str, Encoding<'d>> = b.encoding().collect();
        for name in olds.keys().chain(news.keys()).collect::<std::collections::BTreeSet<_>>() {
            let (old, new) = (olds.get(*name).copied(), news.get(*name).copied());
            let at = (old.map_or(a.node(), Encoding::node), new.map_or(b.node(), Encoding::node));
            let text = |e: Option<Encoding<'d>>| e.and_then(Encoding::content_type).map(canonical);
            let style = |e: Option<Encoding<'d>>| e.and_then(Encoding::style).unwrap_or("form");
            let explode = |e: Option<Encoding<'d>>| e.and_then(Encoding::explode).unwrap_or(style(e) == "form");
            let reserved = |e: Option<Encoding<'d>>| e.is_some_and(Encoding::allow_reserved);
            let mut parts = Vec::new();
            if text(old) != text(new) {
                parts.push("content-type");
            }
            if style(old) != style(new) {
                parts.push("style");
            } else if explode(old) != explode(new) {
                parts.push("explode");
            }
            if reserved(old) && !reserved(new) {
                parts.push("allow-reserved");
            }
            for part in parts {
                let what = What::Encoding { request, property: (*name).to_owned(), part };
                self.add(subject, place.clone(), (Some(at.0), Some(at.1)), what);
            }
        }
    }
}
