//! From files to a resolved document, collecting every mistake on the way.

use std::collections::BTreeMap;

use crate::check::Check;
use crate::resolve::Resolver;
use crate::upgrade::Upgrade;
use crate::{Diagnostic, NodeId, OpenApiVersion, Resolved, Sources, Span, Tree, Value, names};

/// Why a text could not be read.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub struct ReadError(pub String);

/// The only way in which this crate reaches files. `path` is relative to the folder of the root document, normalized,
/// with forward slashes; an implementation refuses what lies outside of what it wants to serve.
pub trait Files {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When it does not exist, may not be read, or lies outside.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;
}

/// Files held in memory: tests, git revisions, one text.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles(pub BTreeMap<String, Vec<u8>>);

impl MemoryFiles {
    /// One text under one name.
    pub fn one(path: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        Self(BTreeMap::from([(path.into(), text.into())]))
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.0.get(path).cloned().ok_or_else(|| ReadError("no such file".into()))
    }
}

/// Bounds that hostile input meets. Each is a diagnostic when it is passed.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Nesting of mappings and sequences.
    pub depth: usize,
    /// Nodes that aliases may add.
    pub alias_nodes: usize,
    /// Files.
    pub files: usize,
    /// Bytes of one file.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 512, alias_nodes: 1_000_000, files: 20_000, bytes: 256 * 1024 * 1024 }
    }
}

/// What came of it. `resolved` is there whenever the root document is a mapping, even if there are errors,
/// so that tools can go on; generation asks [`Loaded::usable`].
#[derive(Debug)]
pub struct Loaded {
    /// The description, as far as it could be understood.
    pub resolved: Option<Resolved>,
    /// All texts (the same as in `resolved`), to render diagnostics.
    pub sources: Sources,
    /// Sorted by text and place; no duplicates.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// Whether something is wrong, mended or not.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == crate::Severity::Error)
    }

    /// Whether everything can be generated from it: no diagnostic is an error, but for mistakes that the reader has mended
    /// ([`Diagnostic::is_mended`]).
    pub fn usable(&self) -> bool {
        self.resolved.is_some()
            && self.diagnostics.iter().all(|d| d.severity != crate::Severity::Error || d.is_mended())
    }
}

/// One text, read and no more: nothing is checked, resolved or rewritten.
#[derive(Debug)]
pub struct Parsed {
    /// Its nodes.
    pub tree: Tree,
    /// Its root node; none when it is empty.
    pub root: Option<NodeId>,
    /// The text.
    pub sources: Sources,
    /// Mistakes of syntax, duplicate keys and the like, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one text: JSON when `path` or its first character says so, else YAML.
pub fn parse(path: &str, text: &str, limits: Limits) -> Parsed {
    let files = MemoryFiles::one(path, text);
    let mut resolver = Resolver::new(&files, limits);
    let root = resolver.read_root(path);
    Parsed {
        tree: resolver.builder.finish(),
        root,
        sources: resolver.sources,
        diagnostics: in_order(resolver.diagnostics),
    }
}

/// Reads `root` and what it refers to. `root` is handed to `files` as it is; the files that it refers to are asked for by
/// their path relative to its folder.
pub fn load(root: &str, files: &dyn Files, limits: Limits) -> Loaded {
    let mut resolver = Resolver::new(files, limits);
    let found = resolver.read_root(root).filter(|id| resolver.is_description(*id));
    let known = found.is_some_and(|id| resolver.read_version(id));
    if let Some(id) = found.filter(|_| known) {
        resolver.walk(id);
        let mut upgrade = Upgrade {
            builder: &mut resolver.builder,
            diagnostics: &mut resolver.diagnostics,
            broken: &resolver.broken,
            targets: &mut resolver.targets,
            version: resolver.version,
            nullables: Vec::new(),
        };
        for (id, _) in resolver.visits.iter().filter(|(_, shape)| shape.is_schema()) {
            upgrade.schema(*id);
        }
        upgrade.finish();
    }
    if let Some(root) = found.filter(|_| known) {
        check(&mut resolver, root);
    }
    finish(resolver, found)
}

fn check(resolver: &mut Resolver<'_>, root: NodeId) {
    let mut check = Check {
        tree: resolver.builder.tree(),
        sources: &resolver.sources,
        root,
        version: resolver.version,
        visits: &resolver.visits,
        seen: &resolver.seen,
        targets: &resolver.targets,
        broken: &resolver.broken,
        lost: &resolver.lost,
        diagnostics: Vec::new(),
        mends: Vec::new(),
    };
    check.run();
    let (diagnostics, mends) = (check.diagnostics, check.mends);
    resolver.diagnostics.extend(diagnostics);
    for mend in mends {
        mend.apply(&mut resolver.builder);
    }
}

fn finish(resolver: Resolver<'_>, root: Option<NodeId>) -> Loaded {
    let tree = resolver.builder.finish();
    let resolved = root.map(|root| Resolved {
        names: names::names(&tree, &resolver.sources, &resolver.roots, &resolver.visits, &resolver.targets),
        tree,
        sources: resolver.sources.clone(),
        root,
        version: resolver.version,
        targets: resolver.targets,
        broken: resolver.broken,
        shapes: resolver.seen,
    });
    Loaded { resolved, sources: resolver.sources, diagnostics: in_order(resolver.diagnostics) }
}

/// By place; the same said twice about one place (a copy of an anchor, say) is said once.
fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let order = |d: &Diagnostic| (d.span.map_or((0, 0, 0), |s| (s.source.0 + 1, s.start, s.end)), d.severity, d.code);
    diagnostics.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.message.cmp(&b.message)));
    diagnostics.dedup_by(|a, b| order(a) == order(b) && a.message == b.message);
    diagnostics
}

impl Resolver<'_> {
    fn is_description(&mut self, id: NodeId) -> bool {
        if matches!(self.builder.value(id), Value::Object(_)) {
            return true;
        }
        if !self.broken.contains(&id) {
            self.diagnostics.push(Diagnostic::error(
                "not-a-description",
                self.builder.span(id),
                "an OpenAPI description is a mapping, and this is not",
            ));
        }
        false
    }

    /// Reads `openapi`. False when nothing of the rest can be understood.
    fn read_version(&mut self, root: NodeId) -> bool {
        let node = self.builder.tree().node(root);
        let Some(version) = node.get("openapi") else {
            let (span, message, known) = match node.get("swagger") {
                Some(swagger) => {
                    (swagger.span(), "Swagger 2.0 is not supported: only OpenAPI 3.0, 3.1 and 3.2 are", false)
                }
                None => (
                    Span { end: node.span().start, ..node.span() },
                    "`openapi` is missing: this does not say which version of OpenAPI it is",
                    true,
                ),
            };
            let code = if known { "missing-keyword" } else { "unsupported-version" };
            let diagnostic = Diagnostic::error(code, span, message).help(if known {
                "begin the document with `openapi: 3.1.0`"
            } else {
                "convert it to OpenAPI 3 first"
            });
            let lost = self.lost.iter().any(|s| s.source == span.source);
            if !(known && lost) {
                self.diagnostics.push(diagnostic);
            }
            return known;
        };
        let text = version.as_str().or(version.as_number()).unwrap_or("");
        let mut parts = text.split('.');
        self.version = match (parts.next(), parts.next()) {
            (Some("3"), Some("0")) => OpenApiVersion::V3_0,
            (Some("3"), Some("1")) => OpenApiVersion::V3_1,
            (Some("3"), Some("2")) => OpenApiVersion::V3_2,
            _ => {
                let (id, span) = (version.id(), version.span());
                if !self.broken.contains(&id) {
                    self.diagnostics.push(
                        Diagnostic::error(
                            "unsupported-version",
                            span,
                            format!("`{text}` is no version of OpenAPI that is supported"),
                        )
                        .help("3.0.x, 3.1.x and 3.2.x are"),
                    );
                }
                return true;
            }
        };
        true
    }
}
