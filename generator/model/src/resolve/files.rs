//! Files: reading them once, and remembering the identifiers that stand in them.

use crate::read::{self, Reading};
use crate::resolve::Resolver;
use crate::{Diagnostic, NodeId, SourceId, Value, uri};

impl Resolver<'_> {
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

    pub(super) fn fetch(&mut self, path: &str, shown: &str) -> Result<SourceId, String> {
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

    pub(super) fn parse(&mut self, source: SourceId) -> Option<NodeId> {
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
}
