//! Where a reference leads: files, pointers, anchors, identifiers; and what is said when it leads nowhere.

use crate::resolve::{RELATED, Resolver};
use crate::suggest::suggestion;
use crate::table::SCHEMA_SHAPE;
use crate::{Diagnostic, Label, NodeId, Severity, SourceId, Span, Value, uri};

impl Resolver<'_> {
    /// A value of a discriminator's mapping: a component's name, or else a URI reference.
    pub(super) fn mapped(&mut self, id: NodeId) -> Option<NodeId> {
        let Value::String(text) = self.builder.value(id).clone() else {
            return None;
        };
        let name = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
        if name && !text.is_empty() {
            let root = self.roots.first().copied().flatten()?;
            let here = self.roots[self.builder.span(id).source.0 as usize].unwrap_or(root);
            for start in [here, root] {
                let tree = self.builder.tree();
                let schemas = tree.node(start).get("components").and_then(|n| n.get("schemas")).map(|n| n.id());
                if let Some(found) = schemas.and_then(|schemas| self.indexed(schemas, &text)) {
                    return Some(found);
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
    pub(super) fn resolve(&mut self, id: NodeId, text_id: NodeId) -> Option<NodeId> {
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
                // Many broken references are no typing mistakes, and comparing words takes time.
                let near = (self.unknown.len() < 100)
                    .then(|| {
                        let keys: Vec<&str> = self.builder.tree().node(at).entries().map(|(key, _)| key).collect();
                        suggestion(missing, &keys)
                    })
                    .flatten();
                let help = near.map(|near| format!("did you mean `{near}`?"));
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
                Value::Object(entries) if entries.len() > 32 => self.indexed(at, segment),
                Value::Object(entries) => entries.iter().find(|e| *e.key == **segment).map(|e| e.value),
                Value::Array(items) => segment.parse::<usize>().ok().and_then(|i| items.get(i).copied()),
                _ => None,
            };
            // A pointer through a reference: not in the letter of the RFC, but common in descriptions.
            let next = next.or_else(|| {
                let small = self.builder.tree().node(at).entries().len() <= 32;
                let through =
                    self.targets.get(&at).copied().or_else(|| if small { self.peek_reference(at) } else { None })?;
                self.builder.tree().node(through).get(segment).map(|n| n.id())
            });
            at = next.ok_or((at, depth))?;
        }
        Ok(at)
    }

    /// The value under a key of a big mapping, such as the components.
    fn indexed(&mut self, id: NodeId, key: &str) -> Option<NodeId> {
        let builder = &self.builder;
        let index = self.indexes.entry(id).or_insert_with(|| {
            let node = builder.tree().node(id);
            node.entries().map(|(key, value)| (key.into(), value.id())).collect()
        });
        index.get(key).copied()
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
