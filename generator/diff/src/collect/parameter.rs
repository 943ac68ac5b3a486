//! Parameters, by place and name. Path parameters go by their position in the template.

use std::collections::BTreeMap;

use model::{Node, Parameter, ParameterLocation};

use super::{Both, Collector, names_of};
use crate::fact::{Caller, Subject, Sunset, What};
use crate::rules::schema::{Payload, PayloadKind};

/// Headers that the specification takes out of `parameters`.
const RESERVED: [&str; 3] = ["accept", "content-type", "authorization"];

type Key = (ParameterLocation, String);

impl<'d> Collector<'d> {
    pub(super) fn parameters(&mut self, subject: &Subject, both: Both<'d>, (old_path, path): (&str, &str)) {
        let renamed: BTreeMap<&str, &str> = names_of(old_path).into_iter().zip(names_of(path)).collect();
        let mut olds = keyed(both.old.1.effective_parameters(both.old.0));
        let mut news = keyed(both.new.1.effective_parameters(both.new.0));
        let holder = |op: model::Operation<'d>, item: model::PathItem<'d>| {
            op.get("parameters").or_else(|| item.get("parameters")).unwrap_or(op.node())
        };
        let (held_old, held_new) = (holder(both.old.1, both.old.0), holder(both.new.1, both.new.0));
        let mut pairs = Vec::new();
        for key in olds.keys().cloned().collect::<Vec<_>>() {
            let twin = match key.0 {
                ParameterLocation::Path => {
                    let name = renamed.get(key.1.as_str()).copied().unwrap_or(&key.1);
                    (key.0, name.to_owned())
                }
                _ => key.clone(),
            };
            if news.contains_key(&twin)
                && let (Some(a), Some(b)) = (olds.remove(&key), news.remove(&twin))
            {
                pairs.push((a, b));
            }
        }
        // The same name in another place is a move, not a removal and an addition.
        for key in olds.keys().cloned().collect::<Vec<_>>() {
            let twins: Vec<Key> = news.keys().filter(|k| k.1.eq_ignore_ascii_case(&key.1)).cloned().collect();
            if let [twin] = &twins[..]
                && let (Some(a), Some(b)) = (olds.remove(&key), news.remove(twin))
            {
                let what = What::ParameterMoved { from: key.0.as_str(), to: twin.0.as_str() };
                self.add(subject, words(a), (Some(a.node()), Some(b.node())), what);
            }
        }
        for (a, b) in pairs {
            self.parameter(subject, a, b);
        }
        for parameter in olds.into_values() {
            let sunset = Sunset::of(parameter.node());
            let what = What::ParameterRemoved { parameter, sunset };
            self.add(subject, words(parameter), (Some(parameter.node()), Some(held_new)), what);
        }
        for parameter in news.into_values() {
            let what = What::ParameterAdded(parameter);
            self.add(subject, words(parameter), (Some(held_old), Some(parameter.node())), what);
        }
    }

    fn parameter(&mut self, subject: &Subject, old: Parameter<'d>, new: Parameter<'d>) {
        let place = words(new);
        let at = |key: &str| (old.get(key).or(Some(old.node())), new.get(key).or(Some(new.node())));
        let mut facts = Vec::new();
        if let (Some(from), Some(to)) = (old.name(), new.name())
            && from != to
            && new.location() == Some(ParameterLocation::Path)
        {
            facts.push(("name", What::PathParameterRenamed { from: from.to_owned(), to: to.to_owned() }));
        }
        if old.required() != new.required() {
            facts.push(("required", What::ParameterRequired { now: new.required() }));
        }
        let contents = (old.content().next(), new.content().next());
        match contents {
            (None, None) => {
                let list = old.schema().is_some() && new.schema().is_some();
                if list && old.style() != new.style() {
                    let what = What::ParameterStyle { from: old.style().to_owned(), to: new.style().to_owned() };
                    facts.push(("style", what));
                } else if list && old.explode() != new.explode() && (compound(old) || compound(new)) {
                    facts.push(("explode", What::ParameterExplode));
                }
                if old.schema().is_some() != new.schema().is_some() {
                    facts.push(("schema", What::ParameterSchema { now: new.schema().is_some() }));
                }
            }
            (Some((from, _)), Some((to, _))) if super::media::canonical(from) != super::media::canonical(to) => {
                let what = What::ParameterMediaType { from: from.to_owned(), to: to.to_owned() };
                facts.push(("content", what));
            }
            (Some(_), Some(_)) => {}
            _ => facts.push(("content", What::ParameterSchemaToContent)),
        }
        if old.allow_reserved() != new.allow_reserved() {
            facts.push(("allowReserved", What::ParameterAllowReserved { now: new.allow_reserved() }));
        }
        if old.allow_empty_value() != new.allow_empty_value() {
            facts.push(("allowEmptyValue", What::ParameterAllowEmptyValue { now: new.allow_empty_value() }));
        }
        let (before, after) = (Sunset::of(old.node()), Sunset::of(new.node()));
        match (old.deprecated(), new.deprecated()) {
            (true, true) => match (before.and_then(|s| s.date), after) {
                (Some(_), None) => facts.push(("x-sunset", What::ParameterSunsetRemoved)),
                (Some(from), Some(to)) => match to.date {
                    Some(to) if to != from => {
                        facts.push(("x-sunset", What::ParameterSunsetMoved { from, to }));
                    }
                    Some(_) => {}
                    None => {
                        let sunset = Some(to);
                        facts.push(("x-sunset", What::ParameterDeprecated { now: true, sunset }));
                    }
                },
                _ => {}
            },
            (false, true) => {
                facts.push(("deprecated", What::ParameterDeprecated { now: true, sunset: after }));
            }
            (true, false) => {
                facts.push(("deprecated", What::ParameterDeprecated { now: false, sunset: None }));
            }
            (false, false) => {}
        }
        for (key, what) in facts {
            self.add(subject, place.clone(), at(key), what);
        }
        let payload = Payload {
            release: self.release,
            notice_days: self.notice_days,
            request: subject.caller == Caller::Client,
            kind: PayloadKind::Parameter,
            content: contents.0.is_some(),
            place,
        };
        match contents {
            (None, None) => {
                if let (Some(a), Some(b)) = (old.schema(), new.schema()) {
                    self.payload(subject, payload, (Some(a.node()), Some(b.node())), true);
                }
            }
            (Some((_, a)), Some((_, b))) => {
                let schema = |m: model::MediaType<'d>| m.schema().map(model::Schema::node);
                self.payload(subject, payload, (schema(a), schema(b)), false);
            }
            _ => {}
        }
    }
}

fn keyed(parameters: Vec<Parameter<'_>>) -> BTreeMap<Key, Parameter<'_>> {
    parameters
        .into_iter()
        .filter_map(|p| {
            let (location, name) = (p.location()?, p.name()?);
            let name = if location == ParameterLocation::Header { name.to_lowercase() } else { name.to_owned() };
            let reserved = location == ParameterLocation::Header && RESERVED.contains(&name.as_str());
            (!reserved).then_some(((location, name), p))
        })
        .collect()
}

/// Whether `explode` matters: lists and objects.
fn compound(parameter: Parameter<'_>) -> bool {
    let mut at = parameter.schema();
    for _ in 0..32 {
        let Some(schema) = at else { return false };
        if let Some(types) = schema.types() {
            return types.contains(model::Types::ARRAY) || types.contains(model::Types::OBJECT);
        }
        if ["allOf", "oneOf", "anyOf", "items", "properties"].iter().any(|k| schema.get(k).is_some()) {
            return true;
        }
        at = schema.reference();
    }
    false
}

/// "query parameter `q`"
fn words(parameter: Parameter<'_>) -> String {
    let location = parameter.location().map_or("unknown", ParameterLocation::as_str);
    let name = parameter.get("name").and_then(Node::as_str).unwrap_or("");
    format!("{location} parameter `{name}`")
}
