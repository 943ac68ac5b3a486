//! Walks the description by the grammar, reads the files that it refers to, and finds the target of every reference.
//!
//! The tree is still as its authors wrote it here; 3.0 is rewritten afterwards, so that pointers mean what they say.

use std::collections::{HashMap, HashSet};

use crate::grammar::{Kind, Rest, Shape};
use crate::load::{Files, Limits};
use crate::read::{self, Reading};
use crate::suggest::suggestion;
use crate::table::{EXTENSION_SHAPE, OPERATION_SHAPE, ROOT_SHAPE, SCHEMA_SHAPE};
use crate::{
    Diagnostic, Entry, Label, NodeId, OpenApiVersion, Severity, SourceId, Sources, Span, TreeBuilder, Value, uri,
};

/// How many further places of the same broken reference a diagnostic lists.
const RELATED: usize = 8;

/// The state of a load.
pub(crate) struct Resolver<'f> {
    files: &'f dyn Files,
    pub limits: Limits,
    pub builder: TreeBuilder,
    pub sources: Sources,
    pub diagnostics: Vec<Diagnostic>,
    pub version: OpenApiVersion,
    /// Nodes that something has been said about already.
    pub broken: HashSet<NodeId>,
    /// Stretches of text that were skipped after a mistake.
    pub lost: Vec<Span>,
    /// Path (relative to the root's folder) to the text with it, or none when it cannot be read.
    documents: HashMap<String, Option<SourceId>>,
    /// Path of each text, as `documents` knows it.
    paths: Vec<String>,
    /// The root node of each text.
    pub roots: Vec<Option<NodeId>>,
    /// What each visited node was taken for.
    pub seen: Vec<Option<&'static Shape>>,
    /// The visited nodes, in order.
    pub visits: Vec<(NodeId, &'static Shape)>,
    pub targets: HashMap<NodeId, NodeId>,
    pointers: HashMap<(NodeId, Box<str>), Option<NodeId>>,
    /// Absolute or relative identifier (`$id`, `$self`) to the schema or document with it.
    ids: HashMap<String, NodeId>,
    /// The base of the schemas that have an `$id`, and of documents with `$self`.
    bases: HashMap<NodeId, String>,
    anchors: HashMap<(NodeId, Box<str>), NodeId>,
    /// Broken references by what they look for, to report each once.
    unknown: HashMap<String, usize>,
    copied: usize,
    /// How bad it is when the reference at hand leads nowhere, where no more than documentation is lost.
    soft: Option<Severity>,
}

impl<'f> Resolver<'f> {
    pub(crate) fn new(files: &'f dyn Files, limits: Limits) -> Self {
        Self {
            files,
            limits,
            builder: TreeBuilder::default(),
            sources: Sources::default(),
            diagnostics: Vec::new(),
            version: OpenApiVersion::V3_1,
            broken: HashSet::new(),
            lost: Vec::new(),
            documents: HashMap::new(),
            paths: Vec::new(),
            roots: Vec::new(),
            seen: Vec::new(),
            visits: Vec::new(),
            targets: HashMap::new(),
            pointers: HashMap::new(),
            ids: HashMap::new(),
            bases: HashMap::new(),
            anchors: HashMap::new(),
            unknown: HashMap::new(),
            copied: 0,
            soft: None,
        }
    }

    /// Reads the root document. `path` is handed to the files as given; the other files stand beside its last part.
    pub(crate) fn read_root(&mut self, path: &str) -> Option<NodeId> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
        match self.fetch(path, path) {
            Ok(source) => {
                self.documents.insert(name.clone(), Some(source));
                self.paths.push(name);
                self.parse(source)
            }
            Err(message) => {
                self.diagnostics.push(Diagnostic {
                    span: None,
                    ..Diagnostic::error(
                        "missing-file",
                        read::span(SourceId(0), 0, 0),
                        format!("cannot read `{path}`: {message}"),
                    )
                });
                None
            }
        }
    }

    fn fetch(&mut self, path: &str, shown: &str) -> Result<SourceId, String> {
        let bytes = self.files.read(path).map_err(|e| e.to_string())?;
        if bytes.len() > self.limits.bytes {
            return Err(format!("it is larger than {} bytes", self.limits.bytes));
        }
        let (text, bad) = read::decode(bytes);
        let source = self.sources.add(shown, text);
        if let Some(at) = bad {
            self.diagnostics.push(
                Diagnostic::error(
                    "not-utf8",
                    read::span(source, at, at + 1),
                    "this file is not valid UTF-8 from here on",
                )
                .help("save it as UTF-8; the bytes that are not were read as `?`"),
            );
        }
        Ok(source)
    }

    fn parse(&mut self, source: SourceId) -> Option<NodeId> {
        // The text is borrowed while everything else of `self` is written to.
        let sources = std::mem::take(&mut self.sources);
        let text = sources.get(source);
        let mut reading = Reading {
            source,
            builder: &mut self.builder,
            diagnostics: &mut self.diagnostics,
            limits: self.limits,
            broken: &mut self.broken,
            lost: &mut self.lost,
        };
        let root = read::read(&mut reading, &text.path, &text.text);
        if let Some(root) = root
            && ["$id", "$anchor", "$dynamicAnchor", "$self"].iter().any(|key| text.text.contains(key))
        {
            self.identify(root, root, &self.paths[source.0 as usize].clone(), 0);
        }
        self.sources = sources;
        self.roots.push(root);
        root
    }

    /// Remembers the identifiers and anchors below a node.
    fn identify(&mut self, id: NodeId, resource: NodeId, base: &str, depth: usize) {
        match self.builder.value(id).clone() {
            Value::Array(items) => {
                for item in items {
                    self.identify(item, resource, base, depth + 1);
                }
            }
            Value::Object(entries) => {
                let text = |key: &str| {
                    let entry = entries.iter().find(|e| &*e.key == key)?;
                    match self.builder.value(entry.value) {
                        Value::String(text) => Some(text.clone()),
                        _ => None,
                    }
                };
                let own = text(if depth == 0 { "$self" } else { "$id" }).or_else(|| text("$id"));
                let names = [text("$anchor"), text("$dynamicAnchor")];
                let (resource, base) = match own.filter(|own| !own.starts_with('#')) {
                    Some(own) => {
                        let base = uri::resolve(base, uri::split(&own).0);
                        self.ids.entry(base.clone()).or_insert(id);
                        self.bases.insert(id, base.clone());
                        (id, base)
                    }
                    None => (resource, base.to_owned()),
                };
                for name in names.into_iter().flatten() {
                    self.anchors.entry((resource, name)).or_insert(id);
                }
                for entry in &entries {
                    let data = matches!(&*entry.key, "example" | "examples" | "default" | "const" | "enum" | "value");
                    if !data {
                        self.identify(entry.value, resource, &base, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    // ---- the walk -------------------------------------------------------------------------------------------------

    /// Visits everything that can be reached from the root document.
    pub(crate) fn walk(&mut self, root: NodeId) {
        let mut here: Vec<(NodeId, &'static Shape)> = vec![(root, &ROOT_SHAPE)];
        // What only references lead to waits until all that stands in its own place has been taken for what it is.
        let mut there: std::collections::VecDeque<(NodeId, &'static Shape)> = Default::default();
        while let Some((id, shape)) = here.pop().or_else(|| there.pop_front()) {
            if matches!(shape, Shape::Any) {
                continue;
            }
            if self.seen.len() <= id.0 as usize {
                let len = self.builder.tree().len().max(id.0 as usize + 1);
                self.seen.resize(len, None);
            }
            if self.seen[id.0 as usize].is_some() {
                continue;
            }
            self.seen[id.0 as usize] = Some(shape);
            self.visits.push((id, shape));
            self.visit(id, shape, &mut here, &mut there);
        }
        self.break_cycles();
    }

    fn visit(
        &mut self,
        id: NodeId,
        shape: &'static Shape,
        here: &mut Vec<(NodeId, &'static Shape)>,
        there: &mut std::collections::VecDeque<(NodeId, &'static Shape)>,
    ) {
        let mut alone = false;
        // A copy may be a reference again; each turn makes the tree larger, and that is bounded.
        while let Some(reference) = self.reference_of(id, shape) {
            let soft = matches!(self.builder.value(reference), Value::String(text) if uri::is_absolute(text))
                && shape.object().is_some_and(|o| {
                    matches!(
                        o.kind,
                        Kind::ExternalDocs | Kind::Example | Kind::Link | Kind::Callback | Kind::SecurityScheme
                    )
                });
            self.soft = match shape {
                Shape::Extension => Some(Severity::Note),
                _ => soft.then_some(Severity::Warning),
            };
            let target = self.resolve(id, reference);
            self.soft = None;
            let Some(target) = target else {
                self.broken.insert(id);
                break;
            };
            let object = shape.object();
            if object.is_some_and(|o| o.follows && !(o.kind == Kind::PathItem && self.joins(id))) {
                self.targets.insert(id, target);
                there.push_back((target, shape));
                // 3.0 ignores what stands beside a reference; so do the objects of 3.1 that are not schemas.
                alone = !shape.is_schema() || self.version == OpenApiVersion::V3_0;
                break;
            }
            if !self.copy_in(id, target, reference) {
                self.broken.insert(id);
                break;
            }
        }
        if alone || self.broken.contains(&id) && !shape.is_schema() {
            return;
        }
        let first = here.len();
        match (shape, self.builder.value(id)) {
            (Shape::Object(object), Value::Object(entries)) => {
                for entry in entries {
                    let value = entry.value;
                    match object.row(&entry.key) {
                        Some(row) => {
                            if !is_leaf(row.shape) || matches!(self.builder.value(value), Value::Object(_)) {
                                here.push((value, row.shape));
                            }
                        }
                        None if entry.key.starts_with("x-") => {
                            if self.is_container(value) {
                                here.push((value, &EXTENSION_SHAPE));
                            }
                        }
                        None => {
                            if let Rest::Entries(shape) = &object.rest {
                                here.push((value, shape));
                            }
                        }
                    }
                }
            }
            (Shape::List(item) | Shape::Some(item), Value::Array(items)) => {
                here.extend(items.iter().map(|i| (*i, *item)));
            }
            (
                Shape::Map(item) | Shape::Section(_, item) | Shape::Media(item) | Shape::RegexMap(item),
                Value::Object(entries),
            ) => here.extend(entries.iter().map(|e| (e.value, *item))),
            (Shape::Extension, Value::Array(items)) => {
                here.extend(items.iter().filter(|i| self.is_container(**i)).map(|i| (*i, shape)));
            }
            (Shape::Extension, Value::Object(entries)) => {
                here.extend(entries.iter().map(|e| e.value).filter(|i| self.is_container(*i)).map(|i| (i, shape)));
            }
            (Shape::Mapping, Value::Object(entries)) => {
                for value in entries.iter().map(|e| e.value).collect::<Vec<_>>() {
                    if let Some(target) = self.mapped(value) {
                        self.targets.insert(value, target);
                        there.push_back((target, &SCHEMA_SHAPE));
                    }
                }
            }
            (Shape::OperationRef, Value::String(text)) if !uri::is_absolute(text) => {
                // Operations of other APIs are named by absolute URIs: nothing of ours to look up.
                self.soft = Some(Severity::Warning);
                if let Some(target) = self.resolve(id, id) {
                    self.targets.insert(id, target);
                    there.push_back((target, &OPERATION_SHAPE));
                }
                self.soft = None;
            }
            _ => {}
        }
        here[first..].reverse();
    }

    fn is_container(&self, id: NodeId) -> bool {
        matches!(self.builder.value(id), Value::Array(_) | Value::Object(_))
    }

    /// The string of `$ref` (or `$dynamicRef`) when the node is a reference.
    fn reference_of(&self, id: NodeId, shape: &Shape) -> Option<NodeId> {
        let Value::Object(entries) = self.builder.value(id) else {
            return None;
        };
        let find = |key: &str| {
            let entry = entries.iter().find(|e| &*e.key == key)?;
            matches!(self.builder.value(entry.value), Value::String(_)).then_some(entry.value)
        };
        if matches!(shape, Shape::Extension) {
            // What `$ref` means in an extension is its own affair, unless it names a file: that has to come along.
            return find("$ref").filter(|found| match self.builder.value(*found) {
                Value::String(text) => {
                    let (path, _) = uri::split(text);
                    let local = path.is_empty() && self.builder.span(*found).source.0 == 0;
                    !local && !uri::is_absolute(path)
                }
                _ => false,
            });
        }
        find("$ref").or_else(|| shape.is_schema().then(|| find("$dynamicRef"))?)
    }

    /// Whether a path item has operations or the like beside its reference: both count.
    fn joins(&self, id: NodeId) -> bool {
        match self.builder.value(id) {
            Value::Object(entries) => entries
                .iter()
                .any(|e| !matches!(&*e.key, "$ref" | "summary" | "description") && !e.key.starts_with("x-")),
            _ => false,
        }
    }

    /// Puts a copy of the target in the place of a reference, keeping what stands beside it.
    fn copy_in(&mut self, id: NodeId, target: NodeId, reference: NodeId) -> bool {
        let span = self.builder.span(reference);
        let mut depth = 0;
        let mut up = Some(id);
        while let Some(at) = up {
            if at == target {
                self.diagnostics.push(cycle(span));
                return false;
            }
            depth += 1;
            up = self.builder.tree().node(at).parent().map(|n| n.id());
        }
        let (nodes, height) = self.builder.measure(target);
        self.copied += nodes;
        if self.copied > self.limits.alias_nodes || depth + height > self.limits.depth {
            self.diagnostics.push(Diagnostic::error(
                "endless-reference",
                span,
                "references that have to be copied into their place grow beyond all bounds",
            ));
            return false;
        }
        let copy = self.builder.copy(target);
        let own = match self.builder.value(id) {
            Value::Object(entries) => entries.iter().filter(|e| &*e.key != "$ref").cloned().collect(),
            _ => Vec::<Entry>::new(),
        };
        let value = match self.builder.value(copy).clone() {
            Value::Object(entries) => Value::Object(
                entries.into_iter().filter(|e| own.iter().all(|o| o.key != e.key)).chain(own.iter().cloned()).collect(),
            ),
            value => value,
        };
        self.builder.replace(id, value);
        if self.broken.contains(&target) {
            self.broken.insert(id);
        }
        true
    }

    /// References that lead to each other and to nothing else lose their targets, so that following always ends.
    fn break_cycles(&mut self) {
        let mut done: HashSet<NodeId> = HashSet::new();
        let starts: Vec<NodeId> = self.visits.iter().map(|(id, _)| *id).collect();
        for start in starts {
            let mut path = Vec::new();
            let mut on_path = HashSet::new();
            let mut at = start;
            while let Some(next) = self.targets.get(&at).copied() {
                if done.contains(&at) {
                    break;
                }
                if !on_path.insert(at) {
                    let first = path.iter().position(|n| *n == at).unwrap_or(0);
                    self.report_cycle(&path[first..]);
                    break;
                }
                path.push(at);
                at = next;
            }
            done.extend(path);
        }
    }

    fn report_cycle(&mut self, members: &[NodeId]) {
        let mut spans: Vec<Span> = members
            .iter()
            .map(|id| {
                let node = self.builder.tree().node(*id);
                node.get("$ref").or_else(|| node.get("$dynamicRef")).map_or_else(|| node.span(), |n| n.span())
            })
            .collect();
        spans.sort_unstable();
        spans.dedup();
        let mut diagnostic = cycle(spans[0]);
        for span in spans.iter().skip(1).take(RELATED) {
            diagnostic = diagnostic.related(*span, "then here");
        }
        self.diagnostics.push(diagnostic);
        for id in members {
            self.targets.remove(id);
            self.broken.insert(*id);
        }
    }

    // ---- targets --------------------------------------------------------------------------------------------------

    /// A value of a discriminator's mapping: a component's name, or else a URI reference.
    fn mapped(&mut self, id: NodeId) -> Option<NodeId> {
        let Value::String(text) = self.builder.value(id).clone() else {
            return None;
        };
        let name = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
        if name && !text.is_empty() {
            let root = self.roots.first().copied().flatten()?;
            let here = self.roots[self.builder.span(id).source.0 as usize].unwrap_or(root);
            for start in [here, root] {
                let tree = self.builder.tree();
                let found =
                    tree.node(start).get("components").and_then(|n| n.get("schemas")).and_then(|n| n.get(&text));
                if let Some(found) = found {
                    return Some(found.id());
                }
            }
            if !text.contains('.') {
                let span = self.builder.span(id);
                if !self.is_lost(span.source, &text) && !self.is_lost(SourceId(0), &text) {
                    self.unknown(format!("mapping {text}"), span, || {
                        Diagnostic::error(
                            "unknown-reference",
                            span,
                            format!("no schema `{text}` stands in `components.schemas`"),
                        )
                    });
                }
                return None;
            }
        }
        self.resolve(id, id)
    }

    /// The target of a reference that stands in a node; `text_id` is its string. Says what is wrong when there is none.
    fn resolve(&mut self, id: NodeId, text_id: NodeId) -> Option<NodeId> {
        let Value::String(text) = self.builder.value(text_id).clone() else {
            return None;
        };
        let span = self.builder.span(text_id);
        let (path, fragment) = uri::split(&text);
        let start = self.start(id, path, &text, span)?;
        if fragment.is_empty() {
            return Some(start);
        }
        let Some(segments) = uri::pointer(fragment) else {
            return self.anchor(id, start, fragment, &text, span);
        };
        let key = (start, fragment.into());
        if let Some(Some(known)) = self.pointers.get(&key) {
            return Some(*known);
        }
        let found = self.descend(start, &segments);
        let found = match found {
            // Inside a schema with an `$id` a pointer begins there, but many authors mean the file.
            Err(_) if self.bases.contains_key(&start) => {
                let root = self.roots[self.builder.span(start).source.0 as usize].unwrap_or(start);
                self.descend(root, &segments)
            }
            found => found,
        };
        match found {
            Ok(found) => {
                self.pointers.insert(key, Some(found));
                Some(found)
            }
            Err((at, depth)) => {
                let source = self.builder.span(start).source;
                let missing = &segments[depth];
                if self.broken.contains(&at) || self.is_lost(source, missing) {
                    return None;
                }
                let keys: Vec<&str> = self.builder.tree().node(at).entries().map(|(key, _)| key).collect();
                let help = suggestion(missing, &keys).map(|near| format!("did you mean `{near}`?"));
                self.unknown(format!("{}#{fragment}", start.0), span, || {
                    let mut diagnostic = Diagnostic::error(
                        "unknown-reference",
                        span,
                        format!("`{text}` does not exist: there is no `{missing}` there"),
                    );
                    diagnostic.help = help;
                    diagnostic
                });
                None
            }
        }
    }

    /// Where the part before `#` leads: the root of a text, or a schema with that `$id`.
    fn start(&mut self, id: NodeId, path: &str, text: &str, span: Span) -> Option<NodeId> {
        let base = self.base_of(id);
        if path.is_empty() {
            return match base {
                Some((resource, _)) => Some(resource),
                None => self.roots[span.source.0 as usize],
            };
        }
        if !self.ids.is_empty() {
            let joined = match &base {
                Some((_, base)) => uri::resolve(base, path),
                None => uri::resolve(&self.paths[span.source.0 as usize], path),
            };
            if let Some(found) = self.ids.get(&joined).or_else(|| self.ids.get(path)) {
                return Some(*found);
            }
        }
        if uri::is_absolute(path) {
            self.unknown(format!("net {path}"), span, || {
                Diagnostic::error(
                    "network-reference",
                    span,
                    format!("`{text}` lies on the network, and references to it are not allowed"),
                )
                .help("keep a copy of the file beside the description and refer to that")
            });
            return None;
        }
        let Ok(file) = uri::join(&self.paths[span.source.0 as usize], path) else {
            self.unknown(format!("outside {path} {}", span.source.0), span, || {
                Diagnostic::error(
                    "reference-outside",
                    span,
                    format!("`{path}` lies outside of the folder of the root document"),
                )
                .help("move the file below that folder")
            });
            return None;
        };
        if let Some(known) = self.documents.get(&file) {
            return match known {
                Some(source) => self.roots[source.0 as usize],
                None => {
                    self.unknown(format!("file {file}"), span, || {
                        Diagnostic::error("missing-file", span, format!("cannot read `{file}`"))
                    });
                    None
                }
            };
        }
        if self.roots.len() >= self.limits.files {
            let limit = self.limits.files;
            self.unknown("files".into(), span, || {
                Diagnostic::error(
                    "too-many-files",
                    span,
                    format!("the description consists of more than {limit} files"),
                )
            });
            return None;
        }
        match self.fetch(&file, &file) {
            Ok(source) => {
                self.documents.insert(file.clone(), Some(source));
                self.paths.push(file);
                self.parse(source)
            }
            Err(message) => {
                self.documents.insert(file.clone(), None);
                self.unknown(format!("file {file}"), span, || {
                    Diagnostic::error("missing-file", span, format!("cannot read `{file}`: {message}"))
                });
                None
            }
        }
    }

    /// The nearest schema around a node that has an `$id` (or document with a `$self`), with its base.
    fn base_of(&self, id: NodeId) -> Option<(NodeId, String)> {
        if self.bases.is_empty() {
            return None;
        }
        let mut at = Some(self.builder.tree().node(id));
        while let Some(node) = at {
            if let Some(base) = self.bases.get(&node.id()) {
                return Some((node.id(), base.clone()));
            }
            at = node.parent();
        }
        None
    }

    fn anchor(&mut self, id: NodeId, start: NodeId, name: &str, text: &str, span: Span) -> Option<NodeId> {
        let name = uri::decode(name);
        let key = (start, Box::from(name.as_str()));
        if let Some(found) = self.anchors.get(&key) {
            return Some(*found);
        }
        // A reference may stand in a resource of its own and mean an anchor of the file.
        if let Some(root) = self.roots[self.builder.span(id).source.0 as usize]
            && let Some(found) = self.anchors.get(&(root, key.1))
        {
            return Some(*found);
        }
        let source = self.builder.span(start).source;
        if self.broken.contains(&start) || self.is_lost(source, &name) {
            return None;
        }
        self.unknown(format!("{}#{name}", start.0), span, || {
            Diagnostic::error(
                "unknown-reference",
                span,
                format!("`{text}` does not exist: nothing there has `$anchor: {name}`"),
            )
            .help("a pointer begins with `#/`")
        });
        None
    }

    /// Walks a pointer. The error is the last node that exists, and how many segments led to it.
    fn descend(&mut self, start: NodeId, segments: &[String]) -> Result<NodeId, (NodeId, usize)> {
        let mut at = start;
        for (depth, segment) in segments.iter().enumerate() {
            let next = match self.builder.value(at) {
                Value::Object(entries) => entries.iter().find(|e| *e.key == **segment).map(|e| e.value),
                Value::Array(items) => segment.parse::<usize>().ok().and_then(|i| items.get(i).copied()),
                _ => None,
            };
            // A pointer through a reference: not in the letter of the RFC, but common in descriptions.
            let next = next.or_else(|| {
                let through = self.targets.get(&at).copied().or_else(|| self.peek_reference(at))?;
                self.builder.tree().node(through).get(segment).map(|n| n.id())
            });
            at = next.ok_or((at, depth))?;
        }
        Ok(at)
    }

    /// The target of a reference that the walk has not reached yet, without a word when there is none.
    fn peek_reference(&mut self, id: NodeId) -> Option<NodeId> {
        let reference = self.reference_of(id, &SCHEMA_SHAPE)?;
        let Value::String(text) = self.builder.value(reference).clone() else {
            return None;
        };
        let (path, fragment) = uri::split(&text);
        let source = self.builder.span(reference).source;
        let start = if path.is_empty() {
            self.roots[source.0 as usize]?
        } else {
            let file = uri::join(&self.paths[source.0 as usize], path).ok()?;
            let known = self.documents.get(&file).copied();
            match known {
                Some(known) => self.roots[known?.0 as usize]?,
                None => self.start(id, path, &text, self.builder.span(reference))?,
            }
        };
        let mut at = start;
        for segment in uri::pointer(fragment)? {
            at = self.builder.tree().node(at).get(&segment)?.id();
        }
        (at != id).then_some(at)
    }

    /// Whether a key stands in a stretch of text that was skipped.
    fn is_lost(&self, source: SourceId, key: &str) -> bool {
        let given_up = self.roots.get(source.0 as usize).is_none_or(Option::is_none);
        given_up || self.lost.iter().any(|span| span.source == source && self.sources.text(*span).contains(key))
    }

    /// Reports a broken reference once, and lists where else it stands.
    fn unknown(&mut self, key: String, span: Span, make: impl FnOnce() -> Diagnostic) {
        if let Some(at) = self.unknown.get(&key) {
            let first = &mut self.diagnostics[*at];
            first.severity = first.severity.min(self.soft.unwrap_or(Severity::Error));
            if first.related.len() < RELATED && first.span != Some(span) {
                first.related.push(Label { span, text: "and here".into() });
            }
            return;
        }
        self.unknown.insert(key, self.diagnostics.len());
        let mut diagnostic = make();
        diagnostic.severity = self.soft.unwrap_or(diagnostic.severity);
        self.diagnostics.push(diagnostic);
    }
}

fn cycle(span: Span) -> Diagnostic {
    Diagnostic::error(
        "reference-cycle",
        span,
        "this reference leads back to itself, and nothing else stands on the way",
    )
    .help("let one of them hold a value instead of a reference")
}

/// Whether a shape has nothing below it to visit.
fn is_leaf(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Any
            | Shape::Text
            | Shape::Uri
            | Shape::Word(_)
            | Shape::Bool
            | Shape::Number
            | Shape::Count
            | Shape::Regex
            | Shape::Types
            | Shape::Names
    )
}
