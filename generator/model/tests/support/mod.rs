//! What the tests of this crate share.
#![allow(dead_code, reason = "each test binary uses its part")]

use model::{Limits, Loaded, MemoryFiles, Parsed, Severity};

/// Files in memory; the first one is the root.
pub(crate) fn load(files: &[(&str, &str)]) -> Loaded {
    let all = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    model::load(files[0].0, &MemoryFiles(all), Limits::default())
}

/// A description of 3.1 with these lines behind its first four.
pub(crate) fn with(rest: &str) -> Loaded {
    load(&[("openapi.yaml", &format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n{rest}"))])
}

/// `line:column code` of all diagnostics; a file's name before, unless it is the root.
pub(crate) fn places(loaded: &Loaded) -> Vec<String> {
    loaded
        .diagnostics
        .iter()
        .map(|d| {
            let place = d.span.map(|s| loaded.sources.place(s));
            let mark = match d.severity {
                Severity::Error => "",
                Severity::Warning => "?",
                Severity::Note => "~",
            };
            match place {
                Some(p) if d.span.is_some_and(|s| s.source.0 == 0) => {
                    format!("{}:{} {}{mark}", p.line, p.column, d.code)
                }
                Some(p) => format!("{p} {}{mark}", d.code),
                None => format!("{}{mark}", d.code),
            }
        })
        .collect()
}

/// One text, parsed only.
pub(crate) fn parse(path: &str, text: &str) -> Parsed {
    model::parse(path, text, Limits::default())
}

/// Its value as JSON, and `line:column code` of its diagnostics.
pub(crate) fn read(path: &str, text: &str) -> (serde_json::Value, Vec<String>) {
    let parsed = parse(path, text);
    let value = parsed.root.map_or(serde_json::Value::Null, |id| parsed.tree.node(id).to_json());
    let places = parsed
        .diagnostics
        .iter()
        .map(|d| {
            let place = d.span.map(|s| parsed.sources.place(s));
            format!("{} {}", place.map_or_else(String::new, |p| format!("{}:{}", p.line, p.column)), d.code)
        })
        .collect();
    (value, places)
}
