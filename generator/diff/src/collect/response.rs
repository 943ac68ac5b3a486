//! Responses by status: bodies, headers, links.

use std::collections::BTreeMap;

use model::{Header, Link, MediaType, Response, Schema};

use super::media::{Named, pair_up, relate};
use super::{Both, Collector, same};
use crate::fact::{Caller, Subject, What};
use crate::rules::schema::{Payload, PayloadKind};

impl<'d> Collector<'d> {
    pub(super) fn responses(&mut self, subject: &Subject, both: Both<'d>) {
        let statuses = |op: model::Operation<'d>| -> BTreeMap<String, Response<'d>> {
            op.responses().map(|(status, r)| (status.to_uppercase().replace("DEFAULT", "default"), r)).collect()
        };
        let mut olds = statuses(both.old.1);
        let mut news = statuses(both.new.1);
        let held = (
            both.old.1.get("responses").or(Some(both.old.1.node())),
            both.new.1.get("responses").or(Some(both.new.1.node())),
        );
        let mut pairs = Vec::new();
        for status in olds.keys().cloned().collect::<Vec<_>>() {
            if news.contains_key(&status)
                && let (Some(a), Some(b)) = (olds.remove(&status), news.remove(&status))
            {
                pairs.push((status, a, b));
            }
        }
        // `200` and `2XX`: one of them became the other.
        for status in olds.keys().cloned().collect::<Vec<_>>() {
            let twin = news.keys().find(|other| in_range(&status, other) || in_range(other, &status)).cloned();
            let Some(twin) = twin else { continue };
            if let (Some(a), Some(b)) = (olds.remove(&status), news.remove(&twin)) {
                let (from, to) = (status.clone(), twin.clone());
                let what = if in_range(&status, &twin) {
                    What::ResponseRangeWidened { from, to }
                } else {
                    What::ResponseRangeNarrowed { from, to }
                };
                self.add(subject, "", (Some(a.node()), Some(b.node())), what);
                pairs.push((twin, a, b));
            }
        }
        for (status, response) in olds {
            self.add(subject, "", (Some(response.node()), held.1), What::ResponseRemoved { status });
        }
        for (status, response) in news {
            self.add(subject, "", (held.0, Some(response.node())), What::ResponseAdded { status });
        }
        for (status, a, b) in pairs {
            self.response(subject, &status, a, b);
        }
    }

    fn response(&mut self, subject: &Subject, status: &str, old: Response<'d>, new: Response<'d>) {
        let place = format!("response {status}");
        let at = (Some(old.node()), Some(new.node()));
        let request = subject.caller != Caller::Client;
        let has_body = |r: Response<'d>| r.content().next().is_some();
        match (has_body(old), has_body(new)) {
            (false, true) => self.add(subject, place.clone(), at, What::ResponseBodyAdded),
            (true, false) => self.add(subject, place.clone(), at, What::ResponseBodyRemoved),
            (false, false) => {}
            (true, true) => {
                let matched = pair_up(old.content(), new.content());
                let held = (old.get("content"), new.get("content"));
                for (name, media) in matched.gone {
                    let what = What::ResponseMediaTypeRemoved { name: name.to_owned() };
                    self.add(subject, place.clone(), (Some(media.node()), held.1), what);
                }
                for (name, media) in matched.come {
                    let what = What::ResponseMediaTypeAdded { name: name.to_owned() };
                    self.add(subject, place.clone(), (held.0, Some(media.node())), what);
                }
                for ((from, a), (to, b)) in matched.pairs {
                    let at = (Some(a.node()), Some(b.node()));
                    let (f, t) = (from.to_owned(), to.to_owned());
                    let what = match relate(from, to) {
                        Named::Same => None,
                        Named::Parameters => Some(What::ResponseMediaTypeParameter { from: f, to: t }),
                        Named::Widened => Some(What::ResponseMediaTypeGeneralized { from: f, to: t }),
                        Named::Narrowed => Some(What::ResponseMediaTypeSpecialized { from: f, to: t }),
                    };
                    if let Some(what) = what {
                        self.add(subject, place.clone(), at, what);
                    }
                    let place = format!("{place} ({to})");
                    self.media(subject, (a, b), request, place, |now| What::ResponseSchema { now });
                }
            }
        }
        self.headers(subject, &place, old, new);
        self.links(subject, &place, old, new);
    }

    fn headers(&mut self, subject: &Subject, place: &str, old: Response<'d>, new: Response<'d>) {
        // `Content-Type` is said by the media type.
        let keyed = |r: Response<'d>| -> BTreeMap<String, (&'d str, Header<'d>)> {
            r.headers().map(|(n, h)| (n.to_lowercase(), (n, h))).filter(|(n, _)| n != "content-type").collect()
        };
        let (olds, news) = (keyed(old), keyed(new));
        let held = (old.get("headers").or(Some(old.node())), new.get("headers").or(Some(new.node())));
        for (key, (name, header)) in &olds {
            let words = format!("header `{name}` of {place}");
            match news.get(key) {
                None => {
                    let what = What::HeaderRemoved { required: header.required() };
                    self.add(subject, words, (Some(header.node()), held.1), what);
                }
                Some((other, twin)) => {
                    if name != other {
                        let what = What::HeaderCase { from: (*name).to_owned(), to: (*other).to_owned() };
                        self.add(subject, words.clone(), (Some(header.node()), Some(twin.node())), what);
                    }
                    self.header(subject, words, *header, *twin);
                }
            }
        }
        for (key, (name, header)) in &news {
            if !olds.contains_key(key) {
                let words = format!("header `{name}` of {place}");
                self.add(subject, words, (held.0, Some(header.node())), What::HeaderAdded);
            }
        }
    }

    fn header(&mut self, subject: &Subject, words: String, old: Header<'d>, new: Header<'d>) {
        let at = |key: &str| (old.get(key).or(Some(old.node())), new.get(key).or(Some(new.node())));
        if old.required() != new.required() {
            self.add(subject, words.clone(), at("required"), What::HeaderRequired { now: new.required() });
        }
        if !old.deprecated() && new.deprecated() {
            self.add(subject, words.clone(), at("deprecated"), What::HeaderDeprecated);
        }
        if old.explode() != new.explode() {
            self.add(subject, words.clone(), at("explode"), What::HeaderExplode);
        }
        let contents = (old.content().next(), new.content().next());
        let payload = Payload {
            release: self.release,
            notice_days: self.notice_days,
            request: subject.caller != Caller::Client,
            kind: PayloadKind::Header,
            content: contents.0.is_some(),
            place: words.clone(),
        };
        let schema = |m: MediaType<'d>| m.schema().map(Schema::node);
        match contents {
            (None, None) => {
                if let (Some(a), Some(b)) = (old.schema(), new.schema()) {
                    self.payload(subject, payload, (Some(a.node()), Some(b.node())), true);
                }
            }
            (Some((from, a)), Some((to, b))) if super::media::canonical(from) == super::media::canonical(to) => {
                self.payload(subject, payload, (schema(a), schema(b)), false);
            }
            _ => self.add(subject, words, at("content"), What::HeaderContent),
        }
    }

    fn links(&mut self, subject: &Subject, place: &str, old: Response<'d>, new: Response<'d>) {
        let news: BTreeMap<&str, Link<'d>> = new.links().collect();
        let held = new.get("links").or(Some(new.node()));
        for (name, link) in old.links() {
            let name = name.to_owned();
            match news.get(name.as_str()) {
                None => self.add(subject, place, (Some(link.node()), held), What::LinkRemoved { name }),
                Some(twin) => {
                    let at = (Some(link.node()), Some(twin.node()));
                    let target = |l: Link<'d>| (l.operation_id(), l.operation_ref());
                    if target(link) != target(*twin) {
                        self.add(subject, place, at, What::LinkTarget { name });
                    } else if !same(link.get("parameters"), twin.get("parameters")) {
                        self.add(subject, place, at, What::LinkParameters { name });
                    }
                }
            }
        }
    }
}

/// Whether `200` is in `2XX`.
fn in_range(status: &str, range: &str) -> bool {
    range.ends_with("XX") && !status.ends_with("XX") && status.len() == 3 && status.get(..1) == range.get(..1)
}
