//! Diagnostics as text: a source excerpt with a caret, the way out below it.

use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use model::{Diagnostic, Severity, Sources, Span};

use crate::disk::shown;

/// Lines of context above a span.
const ABOVE: usize = 1;
/// Lines of a long span that are shown.
const SPAN_LINES: usize = 3;

/// All diagnostics, one paragraph each, and a line that counts them.
pub fn diagnostics(spec: &Path, sources: &Sources, all: &[Diagnostic], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for diagnostic in all {
        text.push_str(&one(&renderer, spec, sources, diagnostic));
        text.push_str("\n\n");
    }
    text.push_str(&summary(all));
    text
}

/// `2 errors, 1 warning`, or nothing when there is nothing to say.
pub fn summary(all: &[Diagnostic]) -> String {
    let count = |severity| all.iter().filter(|d| d.severity == severity).count();
    let parts: Vec<String> =
        [(count(Severity::Error), "error"), (count(Severity::Warning), "warning"), (count(Severity::Note), "note")]
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, word)| format!("{n} {word}{}", if *n == 1 { "" } else { "s" }))
            .collect();
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join(", ")) }
}

fn one(renderer: &Renderer, spec: &Path, sources: &Sources, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = printable(&diagnostic.message);
    let mut group = Group::with_title(level.primary_title(&message).id(diagnostic.code));
    let primary = diagnostic.span.map(|span| excerpt(spec, sources, span));
    let related: Vec<_> =
        diagnostic.related.iter().map(|label| (excerpt(spec, sources, label.span), printable(&label.text))).collect();
    if let Some(excerpt) = &primary {
        group = group.element(
            Snippet::source(&excerpt.text)
                .path(&excerpt.path)
                .line_start(excerpt.line)
                .annotation(AnnotationKind::Primary.span(excerpt.range.clone())),
        );
    } else {
        group = group.element(annotate_snippets::Origin::path(spec.to_string_lossy()));
    }
    for (excerpt, label) in &related {
        group = group.element(
            Snippet::source(&excerpt.text)
                .path(&excerpt.path)
                .line_start(excerpt.line)
                .annotation(AnnotationKind::Context.span(excerpt.range.clone()).label(label)),
        );
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    renderer.render(&[group])
}

struct Excerpt {
    path: String,
    text: String,
    line: usize,
    range: std::ops::Range<usize>,
}

/// A few lines around a span: the whole text may be megabytes.
fn excerpt(spec: &Path, sources: &Sources, span: Span) -> Excerpt {
    let source = sources.get(span.source);
    let text = source.text.as_str();
    let start = floor(text, span.start as usize);
    let end = floor(text, (span.end as usize).max(start));
    let mut from = line_start(text, start);
    for _ in 0..ABOVE {
        from = line_start(text, from.saturating_sub(1));
    }
    let mut to = start;
    for _ in 0..SPAN_LINES {
        to = text[to..].find('\n').map_or(text.len(), |n| to + n + 1);
        if to >= end {
            break;
        }
    }
    let end = end.min(to);
    let line = text[..from].bytes().filter(|b| *b == b'\n').count() + 1;
    let (window, range) = crop(text[from..to].trim_end_matches('\n'), start - from..end - from);
    Excerpt { path: shown(spec, &source.path), text: window, line, range }
}

/// Cuts very long lines (minified JSON) around the range, so that an excerpt stays an excerpt.
fn crop(window: &str, range: std::ops::Range<usize>) -> (String, std::ops::Range<usize>) {
    const MOST: usize = 400;
    let range = range.start.min(window.len())..range.end.min(window.len());
    if window.len() <= 4 * MOST {
        return (window.to_owned(), range);
    }
    let from = floor(window, range.start.saturating_sub(60)).max(line_start(window, range.start));
    let to = floor(window, (range.start + MOST).min(window.len()));
    let to = window[range.start..to].find('\n').map_or(to, |n| range.start + n);
    (window[from..to].to_owned(), range.start - from..range.end.min(to) - from)
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn line_start(text: &str, at: usize) -> usize {
    text[..floor(text, at)].rfind('\n').map_or(0, |n| n + 1)
}

/// Text of a description never steers the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::SourceId;

    fn sources(text: &str) -> Sources {
        let mut all = Sources::default();
        all.add("api.yaml", text);
        all
    }

    #[test]
    fn shows_place_excerpt_caret_and_help() {
        let text = "openapi: 3.1.0\ninfo: 7\npaths: {}\n";
        let span = Span { source: SourceId(0), start: 21, end: 22 };
        let found = vec![Diagnostic::error("wrong-type", span, "`info` must be an object").help("write a mapping")];
        let out = diagnostics(Path::new("spec/api.yaml"), &sources(text), &found, false);
        assert!(out.contains("error[wrong-type]: `info` must be an object"), "{out}");
        assert!(out.contains("spec/api.yaml:2:7"), "{out}");
        assert!(out.contains("2 | info: 7"), "{out}");
        assert!(out.contains("^"), "{out}");
        assert!(out.contains("help: write a mapping"), "{out}");
        assert!(out.ends_with("1 error\n"), "{out}");
    }

    #[test]
    fn a_minified_text_gives_a_short_excerpt() {
        let text = format!("{{\"a\":\"{}\",\"bad\":1}}", "é".repeat(100_000));
        let at = text.find("\"bad\"").unwrap_or_default() as u32;
        let span = Span { source: SourceId(0), start: at, end: at + 5 };
        let out = diagnostics(Path::new("a.json"), &sources(&text), &[Diagnostic::error("x", span, "no")], false);
        assert!(out.len() < 2_000, "{} bytes", out.len());
        assert!(out.contains("\"bad\""), "{out}");
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let span = Span { source: SourceId(0), start: 0, end: 1 };
        let out = diagnostics(Path::new("a"), &sources("x"), &[Diagnostic::error("x", span, "a\u{1b}[31mb")], false);
        assert!(!out.contains('\u{1b}'), "{out:?}");
    }
}
