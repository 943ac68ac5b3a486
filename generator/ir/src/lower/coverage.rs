//! The account of a description: everything in it is generated, kept as validation, or a gap with its place.
//!
//! It walks the document by itself and asks the finished [`crate::Api`] and the marks that lowering left, so that what
//! lowering forgets shows up as a gap instead of nowhere.

use std::collections::{BTreeMap, HashMap, HashSet};

use model::{Node, NodeId, Place, Resolved, Schema};

use super::keywords::{keyword, known};
use super::{Lowered, MADE, TAKEN, bodies, responses};
use crate::{Content, ContentKind, Json, Location, Operation};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum CoverageKind {
    Operation,
    Webhook,
    Callback,
    Parameter,
    MediaType,
    Response,
    Header,
    Link,
    SecurityScheme,
    Schema,
    Property,
    EnumValue,
    Keyword,
}

impl CoverageKind {
    /// Its word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Webhook => "webhook",
            Self::Callback => "callback",
            Self::Parameter => "parameter",
            Self::MediaType => "media-type",
            Self::Response => "response",
            Self::Header => "header",
            Self::Link => "link",
            Self::SecurityScheme => "security-scheme",
            Self::Schema => "schema",
            Self::Property => "property",
            Self::EnumValue => "enum-value",
            Self::Keyword => "keyword",
        }
    }
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoverageStatus {
    /// It is in the API.
    Generated,
    /// It is carried along as JSON Schema ([`crate::Constraints::residual`]): documented, not part of a type.
    Kept,
    /// It is not carried over; the feature's name.
    Gap(String),
}

/// One thing of the document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CoverageEntry {
    /// What it is
    pub kind: CoverageKind,
    /// Where it stands
    pub at: Place,
    /// JSON Pointer in that text
    pub pointer: String,
    /// What became of it
    pub status: CoverageStatus,
}

/// How many of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CoverageCount {
    /// In the document
    pub total: usize,
    /// In the API
    pub generated: usize,
    /// Carried along as validation
    pub kept: usize,
    /// Not carried over
    pub gaps: usize,
}

/// The whole account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// By kind
    pub counts: BTreeMap<CoverageKind, CoverageCount>,
    /// Keywords of schemas: how often each one was generated, kept or a gap
    pub keywords: BTreeMap<String, CoverageCount>,
    /// Everything, sorted by kind and place; keywords only when they are no plain success, because they are many
    pub entries: Vec<CoverageEntry>,
}

impl Coverage {
    /// The account as JSON: `counts`, `keywords`, `entries` with `kind`, `file`, `line`, `column`, `pointer`, `status`, `feature`.
    pub fn to_json(&self) -> Json {
        let count = |c: &CoverageCount| serde_json::json!({"total": c.total, "generated": c.generated, "kept": c.kept, "gaps": c.gaps});
        let counts: serde_json::Map<_, _> =
            self.counts.iter().map(|(k, c)| (k.as_str().to_owned(), count(c))).collect();
        let keywords: serde_json::Map<_, _> = self.keywords.iter().map(|(k, c)| (k.clone(), count(c))).collect();
        let entries: Vec<Json> = self
            .entries
            .iter()
            .map(|e| {
                let (status, feature) = match &e.status {
                    CoverageStatus::Generated => ("generated", None),
                    CoverageStatus::Kept => ("kept", None),
                    CoverageStatus::Gap(feature) => ("gap", Some(feature)),
                };
                let mut entry = serde_json::json!({
                    "kind": e.kind.as_str(), "file": e.at.file, "line": e.at.line, "column": e.at.column,
                    "pointer": e.pointer, "status": status,
                });
                if let Some(feature) = feature {
                    entry["feature"] = Json::String(feature.clone());
                }
                entry
            })
            .collect();
        serde_json::json!({"counts": counts, "keywords": keywords, "entries": entries})
    }
}

impl Lowered {
    /// The account of the document that this was lowered from.
    pub fn coverage(&self, document: &Resolved) -> Coverage {
        let mut walk = Walk {
            doc: document,
            lowered: self,
            out: Coverage::default(),
            schemas: HashSet::new(),
            queue: Vec::new(),
            gaps: self.api.gaps.iter().map(|g| ((g.at.clone(), g.pointer.clone()), g.feature.as_str())).collect(),
            done: HashSet::new(),
        };
        walk.document();
        let mut out = walk.out;
        out.entries.sort();
        out
    }
}

struct Walk<'a> {
    doc: &'a Resolved,
    lowered: &'a Lowered,
    out: Coverage,
    /// Schemas that were met; the same one met as a type and as validation counts as a type.
    schemas: HashSet<NodeId>,
    queue: Vec<(Schema<'a>, Within)>,
    gaps: HashMap<(Place, String), &'a str>,
    /// Things that several places share are counted once.
    done: HashSet<(CoverageKind, NodeId)>,
}

/// What surrounds a schema.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Types,
    /// Below a keyword that is carried along
    Validation,
    /// Below something that is a gap
    Gap(&'static str),
}

impl<'a> Walk<'a> {
    fn add(&mut self, kind: CoverageKind, node: Node<'a>, status: CoverageStatus) {
        if !self.done.insert((kind, node.id())) {
            return;
        }
        let entry = CoverageEntry { kind, at: self.doc.place_of(node.id()), pointer: node.pointer(), status };
        tally(self.out.counts.entry(kind).or_default(), &entry.status);
        self.out.entries.push(entry);
    }

    /// Generated if it was found in the API, else a gap: the one that lowering told, or the one named here.
    fn found(&mut self, kind: CoverageKind, node: Node<'a>, found: bool, feature: &str) {
        let status = if found {
            CoverageStatus::Generated
        } else {
            let told = self.gaps.get(&(self.doc.place_of(node.id()), node.pointer()));
            CoverageStatus::Gap(told.map_or_else(|| feature.to_owned(), |f| (*f).to_owned()))
        };
        self.add(kind, node, status);
    }

    fn document(&mut self) {
        let document = self.doc.document();
        let api = &self.lowered.api;
        let by_path: HashMap<(&str, &str), &Operation> =
            api.operations.iter().map(|o| ((o.path.as_str(), o.method.as_str()), o)).collect();
        for (path, item) in document.paths() {
            for (method, operation) in item.operations() {
                let there = by_path.get(&(path, method.to_ascii_uppercase().as_str())).copied();
                self.found(CoverageKind::Operation, operation.node(), there.is_some(), "operation");
                self.operation(operation, item, there);
            }
        }
        for (name, item) in document.webhooks() {
            for (method, operation) in item.operations() {
                let method = method.to_ascii_uppercase();
                let there = api.webhooks.iter().find(|w| w.name.wire == name && w.operation.method.as_str() == method);
                self.found(CoverageKind::Webhook, operation.node(), there.is_some(), "webhook");
                self.operation(operation, item, there.map(|w| &w.operation));
            }
        }
        if let Some(components) = document.components() {
            for (name, scheme) in components.security_schemes() {
                let there = api.security_schemes.iter().any(|s| s.name.wire == name);
                self.found(CoverageKind::SecurityScheme, scheme.node(), there, "security-scheme");
            }
            for (_, schema) in components.schemas() {
                self.queue.push((schema, Within::Types));
            }
        }
        while let Some((schema, within)) = self.queue.pop() {
            self.schema(schema, within);
        }
    }

    fn operation(&mut self, operation: model::Operation<'a>, item: model::PathItem<'a>, there: Option<&'a Operation>) {
        for parameter in operation.effective_parameters(item) {
            let location = parameter.location();
            let hit = there.and_then(|o| {
                o.params.iter().find(|p| {
                    parameter.name() == Some(p.name.wire.as_str())
                        && location.is_some_and(|l| l.as_str() == location_word(p.location))
                })
            });
            // Accept, Content-Type and Authorization are told by the body and the credentials, as OpenAPI says.
            let feature = match (parameter.name(), location) {
                (None, _) => "unresolved-reference",
                (_, Some(model::ParameterLocation::Header)) => "header-parameter-ignored",
                _ => "parameter",
            };
            self.found(CoverageKind::Parameter, parameter.node(), hit.is_some(), feature);
            let within = if hit.is_some() { Within::Types } else { Within::Gap("parameter") };
            let inner = parameter.content().filter_map(|(_, m)| m.schema());
            for schema in parameter.schema().into_iter().chain(inner) {
                self.queue.push((schema, within));
            }
        }
        if let Some(body) = operation.request_body() {
            let contents = there.and_then(|o| o.body.as_ref()).map(|b| &b.contents[..]);
            self.contents(body.content(), contents, "empty-body-of-get");
        }
        for (written, response) in operation.responses() {
            let status = responses::status(written);
            let hit = there.and_then(|o| o.responses.iter().find(|r| Some(r.status) == status));
            self.found(CoverageKind::Response, response.node(), hit.is_some(), "response-status");
            self.contents(response.content(), hit.map(|r| &r.contents[..]), "response-status");
            self.headers(response.headers(), hit.map(|r| &r.headers[..]).unwrap_or_default());
            for (name, link) in response.links() {
                let found = hit.is_some_and(|r| r.links.iter().any(|l| l.name == name));
                self.found(CoverageKind::Link, link.node(), found, "link");
            }
        }
        for (name, callback) in operation.callbacks() {
            for (expression, item) in callback.path_items() {
                for (method, inner) in item.operations() {
                    let method = method.to_ascii_uppercase();
                    let hit = there.and_then(|o| {
                        o.callbacks.iter().find(|c| {
                            c.name.wire == name && c.expression == expression && c.operation.method.as_str() == method
                        })
                    });
                    if self.done.contains(&(CoverageKind::Callback, inner.node().id())) {
                        continue;
                    }
                    self.found(CoverageKind::Callback, inner.node(), hit.is_some(), "callback");
                    self.operation(inner, item, hit.map(|c| &c.operation));
                }
            }
        }
    }

    fn contents(
        &mut self,
        all: impl Iterator<Item = (&'a str, model::MediaType<'a>)>,
        there: Option<&'a [Content]>,
        missing: &'static str,
    ) {
        for (written, media) in all {
            let hit = there.and_then(|t| t.iter().find(|c| c.media_type == bodies::clean(written)));
            let text_only = hit.is_some_and(|c| matches!(c.kind, ContentKind::Xml));
            self.found(CoverageKind::MediaType, media.node(), hit.is_some() && !text_only, missing);
            let within = match hit {
                None => Within::Gap(missing),
                Some(_) if text_only => Within::Gap("xml-body"),
                Some(_) => Within::Types,
            };
            for schema in media.schema().into_iter().chain(media.item_schema()) {
                self.queue.push((schema, within));
            }
            for (property, encoding) in media.encoding() {
                let headers = hit.map(|c| match &c.kind {
                    ContentKind::Form(all) | ContentKind::Multipart(all) => {
                        all.iter().find(|e| e.property == property).map(|e| &e.headers[..]).unwrap_or_default()
                    }
                    _ => &[],
                });
                self.headers(encoding.headers(), headers.unwrap_or_default());
            }
        }
    }

    fn headers(&mut self, all: impl Iterator<Item = (&'a str, model::Header<'a>)>, there: &'a [crate::Header]) {
        for (name, header) in all {
            let hit = there.iter().any(|h| h.name.wire == name);
            self.found(CoverageKind::Header, header.node(), hit, "header-ignored");
            let within = if hit { Within::Types } else { Within::Gap("header-ignored") };
            let inner = header.content().filter_map(|(_, m)| m.schema());
            for schema in header.schema().into_iter().chain(inner) {
                self.queue.push((schema, within));
            }
        }
    }

    fn mark(&self, node: NodeId, mark: u8) -> bool {
        self.lowered.touched.get(node.0 as usize).is_some_and(|m| m & mark != 0)
    }

    fn schema(&mut self, schema: Schema<'a>, within: Within) {
        if !self.schemas.insert(schema.id()) {
            return;
        }
        // What was taken in as a type counts as one, wherever it was met first.
        let taken = self.mark(schema.id(), TAKEN);
        let within = match within {
            _ if taken => Within::Types,
            Within::Types if schema.as_bool().is_some() => Within::Types,
            // A schema that nothing but a reference passes through.
            Within::Types if schema.reference().is_some() => Within::Types,
            // It allows anything.
            Within::Types if !schema.has_siblings() => Within::Types,
            Within::Types => Within::Gap("schema-without-effect"),
            other => other,
        };
        let status = match within {
            Within::Types => CoverageStatus::Generated,
            Within::Validation => CoverageStatus::Kept,
            Within::Gap(feature) => CoverageStatus::Gap(feature.to_owned()),
        };
        self.add(CoverageKind::Schema, schema.node(), status.clone());
        if let Some(target) = schema.reference() {
            self.queue.push((target, within));
        }
        for (key, node) in schema.node().entries() {
            let status = if within == Within::Types { keyword(schema, key) } else { status.clone() };
            tally(self.out.keywords.entry(known(key).to_owned()).or_default(), &status);
            tally(self.out.counts.entry(CoverageKind::Keyword).or_default(), &status);
            if status != CoverageStatus::Generated && within == Within::Types {
                let entry = CoverageEntry {
                    kind: CoverageKind::Keyword,
                    at: self.doc.place_of(node.id()),
                    pointer: node.pointer(),
                    status: status.clone(),
                };
                self.out.entries.push(entry);
            }
            let inner = match status {
                CoverageStatus::Kept if within == Within::Types => Within::Validation,
                _ => within,
            };
            self.below(schema, key, node, inner);
        }
    }

    fn below(&mut self, schema: Schema<'a>, key: &str, node: Node<'a>, within: Within) {
        match key {
            "properties" => {
                for (_, property) in node.entries() {
                    let status = match within {
                        Within::Types if self.mark(property.id(), MADE) => CoverageStatus::Generated,
                        Within::Types => CoverageStatus::Gap("property-not-generated".into()),
                        Within::Validation => CoverageStatus::Kept,
                        Within::Gap(feature) => CoverageStatus::Gap(feature.to_owned()),
                    };
                    self.add(CoverageKind::Property, property, status);
                    self.queue.push((self.doc.schema(property.id()), within));
                }
            }
            "patternProperties" | "$defs" | "dependentSchemas" => {
                // Definitions are lowered where they are used.
                let within = if key == "$defs" { Within::Validation } else { within };
                for (_, inner) in node.entries() {
                    self.queue.push((self.doc.schema(inner.id()), within));
                }
            }
            "allOf" | "oneOf" | "anyOf" | "prefixItems" => {
                for inner in schema.schemas(key) {
                    self.queue.push((inner, within));
                }
            }
            "items"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "unevaluatedItems"
            | "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames"
            | "contentSchema"
                if node.is_object() || node.as_bool().is_some() =>
            {
                self.queue.push((self.doc.schema(node.id()), within));
            }
            "enum" => {
                for member in node.items().filter(|m| !m.is_null()) {
                    let status = match within {
                        Within::Types if self.mark(member.id(), MADE) => CoverageStatus::Generated,
                        Within::Types => CoverageStatus::Gap("enum-value-not-generated".into()),
                        Within::Validation => CoverageStatus::Kept,
                        Within::Gap(feature) => CoverageStatus::Gap(feature.to_owned()),
                    };
                    self.add(CoverageKind::EnumValue, member, status);
                }
            }
            _ => {}
        }
    }
}

fn tally(count: &mut CoverageCount, status: &CoverageStatus) {
    count.total += 1;
    match status {
        CoverageStatus::Generated => count.generated += 1,
        CoverageStatus::Kept => count.kept += 1,
        CoverageStatus::Gap(_) => count.gaps += 1,
    }
}

fn location_word(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}
