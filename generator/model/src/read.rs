//! From the bytes of one file to its nodes: chooses the reader and holds what both readers share.

use std::collections::HashSet;

use crate::load::Limits;
use crate::{Diagnostic, Entry, NodeId, SourceId, Span, TreeBuilder, Value, json, yaml};

/// The code of every mistake in the syntax of JSON or YAML.
pub(crate) const SYNTAX: &str = "syntax";

/// What a reader writes to.
pub(crate) struct Reading<'x> {
    pub source: SourceId,
    pub builder: &'x mut TreeBuilder,
    pub diagnostics: &'x mut Vec<Diagnostic>,
    pub limits: Limits,
    /// Nodes that stand for text that was not understood: nobody complains about them again.
    pub broken: &'x mut HashSet<NodeId>,
    /// Stretches of text that were skipped after a mistake.
    pub lost: &'x mut Vec<Span>,
}

pub(crate) fn span(source: SourceId, start: usize, end: usize) -> Span {
    Span { source, start: start as u32, end: end as u32 }
}

/// Text from bytes: UTF-8 without its byte order mark. The error holds the offset of the first bad byte, and the text
/// with replacement characters of one byte each, so that offsets stay true.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, Option<usize>) {
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let mut text = String::new();
            for chunk in error.as_bytes().utf8_chunks() {
                text.push_str(chunk.valid());
                text.extend(chunk.invalid().iter().map(|_| '?'));
            }
            (text, Some(at))
        }
    }
}

/// Reads a text: JSON when it looks like JSON, else YAML. None when nothing is in it.
pub(crate) fn read(out: &mut Reading<'_>, path: &str, text: &str) -> Option<NodeId> {
    let extension = path.rsplit_once('.').map_or("", |(_, e)| e);
    if extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("txt") {
        // Descriptions are often kept in files of their own.
        return Some(out.builder.add(Value::String(text.into()), span(out.source, 0, text.len())));
    }
    if extension.eq_ignore_ascii_case("json") {
        return json::read(out, text);
    }
    if !text.trim_start().starts_with(['{', '[']) {
        return yaml::read(out, text);
    }
    // A YAML flow mapping begins like JSON: what JSON refuses may be YAML. When it is neither, JSON has more to say.
    let mark = (out.builder.tree().len(), out.diagnostics.len(), out.lost.len());
    let root = json::read(out, text);
    if !has_syntax(out, mark.1) {
        return root;
    }
    undo(out, mark);
    let root = yaml::read(out, text);
    if !has_syntax(out, mark.1) || !text.trim_start()[1..].trim_start().starts_with('"') {
        return root;
    }
    undo(out, mark);
    json::read(out, text)
}

fn has_syntax(out: &Reading<'_>, since: usize) -> bool {
    out.diagnostics[since..].iter().any(|d| d.code == SYNTAX)
}

fn undo(out: &mut Reading<'_>, (nodes, diagnostics, lost): (usize, usize, usize)) {
    out.builder.truncate(nodes);
    out.diagnostics.truncate(diagnostics);
    out.lost.truncate(lost);
    out.broken.retain(|id| (id.0 as usize) < nodes);
}

/// Drops entries whose key stands earlier already, and says so.
pub(crate) fn unique(entries: Vec<Entry>, out: &mut Reading<'_>) -> Vec<Entry> {
    let mut doubles: Vec<(usize, usize)> = Vec::new();
    if entries.len() <= 12 {
        for (later, entry) in entries.iter().enumerate() {
            if let Some(first) = entries[..later].iter().position(|e| e.key == entry.key) {
                doubles.push((later, first));
            }
        }
    } else {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by(|a, b| entries[*a].key.cmp(&entries[*b].key).then(a.cmp(b)));
        let mut first = order[0];
        for at in order.into_iter().skip(1) {
            if entries[at].key == entries[first].key {
                doubles.push((at, first));
            } else {
                first = at;
            }
        }
        doubles.sort_unstable();
    }
    if doubles.is_empty() {
        return entries;
    }
    for (later, first) in &doubles {
        let entry = &entries[*later];
        out.diagnostics.push(
            Diagnostic::error(
                "duplicate-key",
                entry.key_span,
                format!("the key `{}` stands twice in this mapping", entry.key),
            )
            .related(entries[*first].key_span, "first here")
            .help("remove or rename one of the two; the first one was used"),
        );
    }
    let mut at = 0;
    let mut entries = entries;
    entries.retain(|_| {
        at += 1;
        doubles.binary_search_by_key(&(at - 1), |(later, _)| *later).is_err()
    });
    entries
}
