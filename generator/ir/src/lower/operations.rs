//! Operations, the groups that they form, webhooks and callbacks.

use std::collections::BTreeMap;

use model::PathItem;

use super::docs::{deprecation, docs, text};
use super::gather::{Part, Rest};
use super::json::extensions;
use super::params::segments;
use super::position::Anchor;
use super::responses::status;
use super::unique::Unique;
use super::{Lowering, info, pagination, security};
use crate::{Callback, Docs, Method, Name, Operation, Resource, Webhook};

/// What is not a declaration.
pub(super) struct Draft {
    pub(super) resources: Vec<Resource>,
    pub(super) operations: Vec<Operation>,
    pub(super) webhooks: Vec<Webhook>,
}

/// An operation before it is lowered.
struct Raw<'d> {
    path: &'d str,
    item: PathItem<'d>,
    method: Method,
    operation: model::Operation<'d>,
    id: Name,
}

impl<'d> Lowering<'d> {
    /// Lowers everything that is called or sent.
    pub(super) fn operations(&mut self) -> Draft {
        let document = self.doc.document();
        let mut raw: Vec<Raw<'d>> = document.paths().flat_map(|(path, item)| raws(path, item, "")).collect();
        raw.sort_by(|a, b| (a.path, a.method.as_str()).cmp(&(b.path, b.method.as_str())));
        let mut unique = Unique::default();
        for one in &mut raw {
            one.id.words = unique.claim(std::mem::take(&mut one.id.words));
        }
        let mut hooks: Vec<Raw<'d>> =
            document.webhooks().flat_map(|(name, item)| raws(name, item, "webhook")).collect();
        hooks.sort_by(|a, b| (a.path, a.method.as_str()).cmp(&(b.path, b.method.as_str())));
        for one in &mut hooks {
            one.id.words = unique.claim(std::mem::take(&mut one.id.words));
        }
        // Names first: a schema in a shared file is named after the first operation that leads to it.
        raw.iter().for_each(|r| self.anchor(r, "request"));
        hooks.iter().for_each(|r| self.anchor(r, "payload"));
        let mut operations: Vec<Operation> = raw.iter().map(|r| self.operation(r, true)).collect();
        let webhooks = hooks
            .iter()
            .map(|r| {
                let mut operation = self.operation(r, false);
                operation.path.clear();
                Webhook { name: Name::of(r.path), operation, extensions: extensions(r.item.node()) }
            })
            .collect();
        let resources = self.resources(&mut operations);
        Draft { resources, operations, webhooks }
    }

    fn anchor(&mut self, raw: &Raw<'d>, request: &'static str) {
        let success = raw
            .operation
            .responses()
            .filter_map(|(written, _)| Some((status(written)?, written)))
            .filter(|(status, _)| status.is_success())
            .min();
        let anchor = Anchor {
            key: format!("{} {}", raw.path, raw.method.as_str()),
            words: raw.id.words.clone(),
            success: success.map(|(_, written)| written.to_owned()),
            request,
        };
        self.anchors.entry(raw.operation.node().id()).or_insert(anchor);
    }

    fn operation(&mut self, raw: &Raw<'d>, called: bool) -> Operation {
        let node = raw.operation.node();
        let segments = if called { segments(raw.path) } else { Vec::new() };
        let effective = raw.operation.effective_parameters(raw.item);
        let params = self.params(&effective, &segments, node.id());
        let body = raw.operation.request_body().filter(|b| !self.never_filled(raw, *b)).map(|b| self.body(b));
        let responses = self.responses(raw.operation);
        let callbacks = self.callbacks(raw);
        let mut about = docs(node);
        let shared = raw.item.node();
        about.summary = about.summary.or_else(|| shared.get("summary").and_then(text));
        about.description = about.description.or_else(|| shared.get("description").and_then(text));
        let own_servers = raw.operation.servers().next().is_some() || raw.item.servers().next().is_some();
        let mut servers: Vec<_> = raw.operation.effective_servers(raw.item).into_iter().map(info::server).collect();
        if !own_servers || servers == self.doc.document().servers().map(info::server).collect::<Vec<_>>() {
            servers.clear();
        }
        Operation {
            id: raw.id.clone(),
            method_name: raw.id.clone(),
            method: raw.method,
            path: raw.path.to_owned(),
            idempotency: pagination::idempotency(raw.operation, &params),
            segments,
            tags: raw.operation.tags().map(str::to_owned).collect(),
            docs: about,
            deprecation: deprecation(node),
            params,
            body,
            responses,
            security: security::requirements(&raw.operation.effective_security()),
            servers,
            pagination: None,
            callbacks,
            extensions: extensions(node),
            at: self.doc.place_of(node.id()),
            pointer: node.pointer(),
        }
    }

    /// A GET with an optional body in which nothing may stand: a generator's habit, not a body.
    fn never_filled(&self, raw: &Raw<'d>, body: model::RequestBody<'d>) -> bool {
        matches!(raw.method, Method::Get | Method::Head)
            && !body.required()
            && body.content().all(|(_, media)| {
                media.schema().is_none_or(|schema| {
                    let merged = self.gather(&[Part::whole(schema.id())]);
                    merged.properties.is_empty()
                        && merged.groups.is_empty()
                        && merged.patterns.is_empty()
                        && matches!(merged.additional, Rest::Forbidden)
                })
            })
    }

    fn callbacks(&mut self, raw: &Raw<'d>) -> Vec<Callback> {
        let mut all: Vec<(&'d str, &'d str, Raw<'d>)> = Vec::new();
        for (name, callback) in raw.operation.callbacks() {
            for (expression, item) in callback.path_items() {
                for mut inner in raws(expression, item, "") {
                    if inner.operation.operation_id().is_none() {
                        inner.id.words = raw.id.words.iter().cloned().chain(Name::of(name).words).collect();
                        inner.id.wire = name.to_owned();
                    }
                    all.push((name, expression, inner));
                }
            }
        }
        all.sort_by(|a, b| (a.0, a.1, a.2.method.as_str()).cmp(&(b.0, b.1, b.2.method.as_str())));
        all.into_iter()
            .map(|(name, expression, mut inner)| {
                inner.path = expression;
                let known = self.anchors.contains_key(&inner.operation.node().id());
                if known {
                    // A callback that holds itself would not end.
                    self.gap(
                        "callback-cycle",
                        inner.operation.node().id(),
                        "used in several places; its own callbacks are left out",
                    );
                }
                self.anchor(&inner, "payload");
                let mut operation = if known { self.without_callbacks(&inner) } else { self.operation(&inner, false) };
                operation.path.clear();
                Callback { name: Name::of(name), expression: expression.to_owned(), operation }
            })
            .collect()
    }

    fn without_callbacks(&mut self, raw: &Raw<'d>) -> Operation {
        let node = raw.operation.node();
        let params = self.params(&raw.operation.effective_parameters(raw.item), &[], node.id());
        let body = raw.operation.request_body().map(|b| self.body(b));
        Operation {
            id: raw.id.clone(),
            method_name: raw.id.clone(),
            method: raw.method,
            path: String::new(),
            idempotency: None,
            segments: Vec::new(),
            tags: raw.operation.tags().map(str::to_owned).collect(),
            docs: docs(node),
            deprecation: deprecation(node),
            params,
            body,
            responses: self.responses(raw.operation),
            security: security::requirements(&raw.operation.effective_security()),
            servers: Vec::new(),
            pagination: None,
            callbacks: Vec::new(),
            extensions: extensions(node),
            at: self.doc.place_of(node.id()),
            pointer: node.pointer(),
        }
    }

    /// Groups by first tag, and the short names of their operations.
    fn resources(&self, operations: &mut [Operation]) -> Vec<Resource> {
        let document = self.doc.document();
        let tags: BTreeMap<&str, Docs> = document
            .tags()
            .filter_map(|tag| Some((tag.name()?, docs(tag.node()))))
            .map(|(name, docs)| (name, Docs { summary: docs.summary.filter(|s| s != name), ..docs }))
            .collect();
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, operation) in operations.iter().enumerate() {
            let tag = operation.tags.iter().find(|t| !t.trim().is_empty()).map_or("default", String::as_str);
            groups.entry(tag.to_owned()).or_default().push(i);
        }
        let mut unique = Unique::default();
        groups
            .into_iter()
            .map(|(tag, mut members)| {
                let mut name = Name::of(&tag);
                short_names(&name.words, &members, operations);
                members.sort_by(|a, b| operations[*a].method_name.words.cmp(&operations[*b].method_name.words));
                name.words = unique.claim(std::mem::take(&mut name.words));
                Resource { docs: tags.get(tag.as_str()).cloned().unwrap_or_default(), name, operations: members }
            })
            .collect()
    }
}

fn raws<'d>(path: &'d str, item: PathItem<'d>, noun: &'static str) -> Vec<Raw<'d>> {
    item.operations()
        .filter_map(|(method, operation)| {
            let method = match method {
                "get" => Method::Get,
                "put" => Method::Put,
                "post" => Method::Post,
                "delete" => Method::Delete,
                "options" => Method::Options,
                "head" => Method::Head,
                "patch" => Method::Patch,
                "trace" => Method::Trace,
                _ => return None,
            };
            let id = match operation.operation_id().filter(|id| !id.trim().is_empty()) {
                Some(id) => Name::of(id),
                None => made_up(path, method, noun),
            };
            Some(Raw { path, item, method, operation, id })
        })
        .collect()
}

/// An id of method and path: `GET /v1/invoices/{id}` is `get v1 invoices by id`.
fn made_up(path: &str, method: Method, noun: &str) -> Name {
    let mut words = Vec::new();
    if noun.is_empty() {
        words.push(method.as_str().to_ascii_lowercase());
        for segment in path.split('/').filter(|s| !s.is_empty()) {
            if segment.starts_with('{') {
                words.push("by".into());
            }
            words.extend(Name::of(segment).words);
        }
    } else {
        words.extend(Name::of(path).words);
    }
    Name { wire: words.join("_"), words }
}

/// Names of operations in their resource, by the id without the resource's words. In the order of fewest words, then id;
/// who comes later and finds the short name taken keeps the whole id.
fn short_names(resource: &[String], members: &[usize], operations: &mut [Operation]) {
    let mut order: Vec<usize> = members.to_vec();
    order.sort_by(|a, b| {
        let key = |i: usize| (operations[i].id.words.len(), &operations[i].id.words);
        key(*a).cmp(&key(*b))
    });
    let mut unique = Unique::default();
    for i in order {
        let id = operations[i].id.words.clone();
        let short = shorten(&id, resource);
        operations[i].method_name.words = if unique.take(&short) { short } else { unique.claim(id) };
    }
}

/// Takes the resource's words out of an id where they stand first or right after the verb: `list invoices` is `list`,
/// `repos list for org` is `list for org`; `list special events` stays, because `list special` says nothing.
fn shorten(id: &[String], resource: &[String]) -> Vec<String> {
    let n = resource.len();
    for start in 0..2 {
        if id.len() <= n || start + n > id.len() {
            break;
        }
        let run = &id[start..start + n];
        let same = run
            .iter()
            .zip(resource)
            .enumerate()
            .all(|(i, (a, b))| a == b || (i + 1 == n && singular(a) == singular(b)));
        if same {
            return id[..start].iter().chain(&id[start + n..]).cloned().collect();
        }
    }
    id.to_vec()
}

/// A rough singular, only to compare.
fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for suffix in ["ses", "xes", "ches", "shes"] {
        if word.ends_with(suffix) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word.strip_suffix('s').filter(|s| !s.ends_with('s')).unwrap_or(word).to_owned()
}
