//! Reads YAML into the tree. Anchors are expanded within a budget, merge keys are applied, and a mistake in the syntax
//! costs the line (or block) that it stands in, not the file: the rest is read as if that line were blank.

use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle};

use crate::read::{self, Reading, SYNTAX};
use crate::recover::Recovery;
use crate::{Diagnostic, Entry, NodeId, Span, Value, scalar};

/// Reads a text. None when there is no document in it.
pub(crate) fn read(out: &mut Reading<'_>, text: &str) -> Option<NodeId> {
    let mut recovery = Recovery::new(text);
    let (nodes, diagnostics) = (out.builder.tree().len(), out.diagnostics.len());
    loop {
        let (root, mistake) = pass(out, &recovery);
        let mut syntax = None;
        if let Some(mistake) = mistake {
            if matches!(mistake.cause, Cause::Depth) {
                let span = read::span(out.source, mistake.start, mistake.end);
                let limit = out.limits.depth;
                out.diagnostics.push(Diagnostic::error(
                    "too-deep",
                    span,
                    format!("nested more than {limit} levels deep"),
                ));
            } else if recovery.skip(mistake) {
                out.builder.truncate(nodes);
                out.diagnostics.truncate(diagnostics);
                out.broken.retain(|id| (id.0 as usize) < nodes);
                continue;
            }
            syntax = recovery.given_up();
        }
        for mistake in recovery.mistakes().iter().chain(syntax.as_ref()) {
            let span = read::span(out.source, mistake.start, mistake.end);
            let mut diagnostic = Diagnostic::error(SYNTAX, span, mistake.message.clone());
            if let Some((start, end, text)) = mistake.related {
                diagnostic = diagnostic.related(read::span(out.source, start, end), text.to_owned());
            }
            out.diagnostics.push(diagnostic);
        }
        for (start, end) in recovery.lost() {
            out.lost.push(read::span(out.source, start, end));
        }
        if root.is_none() && recovery.mistakes().is_empty() {
            let span = read::span(out.source, 0, 0);
            out.diagnostics.push(Diagnostic::error("empty-file", span, "this file is empty"));
        }
        return root;
    }
}

/// Where and how a text is not YAML, in the words of this crate.
#[derive(Debug, Clone)]
pub(crate) struct Mistake {
    pub start: usize,
    pub end: usize,
    pub message: String,
    pub related: Option<(usize, usize, &'static str)>,
    pub cause: Cause,
}

/// What helps to find the line that is to blame.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cause {
    /// The line with the mistake itself.
    Here,
    /// Nested too deeply: nothing behind it is read.
    Depth,
    /// A tab in the indentation of this line or one of the next.
    Tab,
    /// A key where a text goes on: the line before may lack its colon.
    MappingValue,
    /// A key at another level than the block that began at this offset.
    BlockKey { block: usize },
}

struct Anchor {
    node: NodeId,
    span: Span,
    nodes: usize,
    height: usize,
}

enum Holder {
    Sequence(Vec<NodeId>),
    Mapping {
        entries: Vec<Entry>,
        /// The key that waits for its value.
        key: Option<(Box<str>, Span, Key)>,
        /// What merge keys bring, and where in the order.
        merged: Vec<(usize, Vec<Entry>)>,
    },
}

#[derive(Clone, Copy, PartialEq)]
enum Key {
    Plain,
    Merge,
    /// A key that is no scalar: reported, and left out with its value.
    Complex,
}

struct Frame {
    holder: Holder,
    start: usize,
    anchor: usize,
    flow: bool,
}

struct Yaml<'r, 'x, 't> {
    out: &'r mut Reading<'x>,
    recovery: &'r Recovery<'t>,
    frames: Vec<Frame>,
    anchors: HashMap<usize, Anchor>,
    copied: usize,
    /// Nesting inside of a complex key, which is skipped.
    skipping: usize,
    root: Option<NodeId>,
    documents: usize,
    /// The end of the last scalar that was read.
    read: usize,
    /// The start of the block that was closed last.
    closed: Option<usize>,
}

fn pass(out: &mut Reading<'_>, recovery: &Recovery<'_>) -> (Option<NodeId>, Option<Mistake>) {
    let depth = out.limits.depth + 1;
    let mut options = granit_parser::options! {
        emit_unresolved_aliases: true,
        simple_key_max_lookahead: 1 << 16,
        flow_nesting_limit: depth,
        block_nesting_limit: depth,
    };
    options.set_emit_comments(false);
    let mut yaml = Yaml {
        out,
        recovery,
        frames: Vec::new(),
        anchors: HashMap::new(),
        copied: 0,
        skipping: 0,
        root: None,
        documents: 0,
        read: 0,
        closed: None,
    };
    for event in Parser::new_from_str_with_options(recovery.text(), options) {
        match event {
            Ok((event, span)) => {
                let (start, end) = span.byte_range().map_or((0, 0), |range| (range.start, range.end));
                yaml.event(event, start, end.max(start));
                if yaml.documents > 1 {
                    break;
                }
            }
            Err(error) => {
                let mistake = yaml.mistake(&error);
                let end = mistake.start;
                while !yaml.frames.is_empty() {
                    yaml.close(end, end);
                }
                return (yaml.root, Some(mistake));
            }
        }
    }
    (yaml.root, None)
}

impl Yaml<'_, '_, '_> {
    fn span(&self, start: usize, end: usize) -> Span {
        read::span(self.out.source, start, end)
    }

    /// Puts the parser's error into words, with the bracket or line that is to blame.
    fn mistake(&self, error: &ScanError) -> Mistake {
        let text = self.recovery.text();
        let mut at = error.marker().byte_offset().unwrap_or(0).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let info = error.info();
        let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        let open = self.frames.iter().find(|f| f.flow).map(|f| f.start);
        let quote = || match error.kind() {
            ErrorKind::UnclosedQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::DocumentIndicatorInQuotedScalar => self.open_quote(at),
            _ => None,
        };
        Mistake {
            start: at,
            end,
            message: format!("not valid YAML: {info}"),
            related: open.or_else(quote).map(|start| (start, start + 1, "opened here and not closed before it")),
            cause: match error.kind() {
                ErrorKind::RecursionLimitExceeded => Cause::Depth,
                ErrorKind::TabNotAllowed
                | ErrorKind::TabInBlockIndentation
                | ErrorKind::TabInPlainScalar
                | ErrorKind::TabInIndentation => Cause::Tab,
                ErrorKind::MappingValueNotAllowed => Cause::MappingValue,
                ErrorKind::ExpectedBlockMappingKey => Cause::BlockKey { block: self.closed.unwrap_or(at) },
                _ => Cause::Here,
            },
        }
    }

    /// The quote that opens a text and has no other on its line, between what was read and a place.
    fn open_quote(&self, until: usize) -> Option<usize> {
        let text = self.recovery.text();
        let mut start = self.read.min(until);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut at = start;
        for line in text.get(start..until)?.split_inclusive('\n') {
            let opener = line.char_indices().find(|(i, c)| {
                matches!(c, '"' | '\'')
                    && line[..*i].trim_end().chars().next_back().is_none_or(|b| ":-[,{?".contains(b))
            });
            if let Some((i, quote)) = opener
                && !line[i + 1..].contains(quote)
            {
                return Some(at + i);
            }
            at += line.len();
        }
        None
    }

    fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        if self.skipping > 0 {
            match event {
                Event::SequenceStart(..) | Event::MappingStart(..) => self.skipping += 1,
                Event::SequenceEnd | Event::MappingEnd => self.skipping -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    let span = self.span(start, end);
                    self.out.diagnostics.push(
                        Diagnostic::warning(
                            "second-document",
                            span,
                            "a second YAML document begins here and is not read",
                        )
                        .help("a description is one document; keep others in files of their own"),
                    );
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.read = end;
                let tag = tag.as_ref().and_then(|t| t.core_suffix());
                if self.takes_key() {
                    let merge = style == ScalarStyle::Plain && text == "<<" && tag.is_none();
                    let key =
                        (text.as_ref().into(), self.span(start, end), if merge { Key::Merge } else { Key::Plain });
                    if anchor != 0 {
                        let node = self.out.builder.add(Value::String(text.as_ref().into()), key.1);
                        self.remember(anchor, node, key.1);
                    }
                    self.set_key(key);
                    return;
                }
                let plain = style == ScalarStyle::Plain;
                let value = match tag {
                    None if plain => scalar::plain(&text),
                    Some("int" | "float") => {
                        scalar::number(&text).map_or_else(|| Value::String(text.as_ref().into()), Value::Number)
                    }
                    Some("bool" | "null") => scalar::plain(&text),
                    _ => Value::String(text.as_ref().into()),
                };
                let before = match self.frames.last() {
                    Some(Frame { holder: Holder::Mapping { key: Some((_, key, _)), .. }, .. }) => key.end as usize,
                    _ => start,
                };
                let hole = plain && start == end && self.recovery.lost_after(before);
                let span = self.span(start, end);
                let node = self.out.builder.add(value, span);
                if hole {
                    self.out.broken.insert(node);
                }
                self.done(node, anchor, span);
            }
            Event::SequenceStart(style, anchor, _) => {
                let frame =
                    Frame { holder: Holder::Sequence(Vec::new()), start, anchor, flow: style == StructureStyle::Flow };
                self.open(frame, end);
            }
            Event::MappingStart(style, anchor, _) => {
                let frame = Frame {
                    holder: Holder::Mapping { entries: Vec::new(), key: None, merged: Vec::new() },
                    start,
                    anchor,
                    flow: style == StructureStyle::Flow,
                };
                self.open(frame, end);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(start, end),
            Event::Alias(anchor) => self.alias(anchor, start, end),
            Event::UnresolvedAlias(name) => {
                let span = self.span(start, end);
                self.out.diagnostics.push(
                    Diagnostic::error("unknown-anchor", span, format!("no anchor `&{name}` stands before this alias"))
                        .help("an anchor has to be defined earlier in the same file"),
                );
                self.broken(span);
            }
            _ => {}
        }
    }

    fn takes_key(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { holder: Holder::Mapping { key: None, .. }, .. }))
    }

    fn set_key(&mut self, new: (Box<str>, Span, Key)) {
        if let Some(Frame { holder: Holder::Mapping { key, .. }, .. }) = self.frames.last_mut() {
            *key = Some(new);
        }
    }

    fn complex_key(&mut self, span: Span) {
        self.out.diagnostics.push(Diagnostic::error("complex-key", span, "a key has to be plain text").help(
            "JSON, and so OpenAPI, knows no mapping or sequence as a key; quote a key that begins with `{` or `[`",
        ));
        self.set_key((Box::default(), span, Key::Complex));
    }

    fn open(&mut self, frame: Frame, end: usize) {
        if self.takes_key() {
            let span = self.span(frame.start, end.max(frame.start + 1));
            self.complex_key(span);
            self.skipping = 1;
            return;
        }
        if self.frames.len() >= self.out.limits.depth {
            let span = self.span(frame.start, end);
            self.too_deep(span);
            self.broken(span);
            self.skipping = 1;
            return;
        }
        self.frames.push(frame);
    }

    fn too_deep(&mut self, span: Span) {
        let limit = self.out.limits.depth;
        if !self.out.diagnostics.iter().any(|d| d.code == "too-deep" && d.span.is_some_and(|s| s.source == span.source))
        {
            self.out.diagnostics.push(Diagnostic::error(
                "too-deep",
                span,
                format!("nested more than {limit} levels deep"),
            ));
        }
    }

    fn broken(&mut self, span: Span) {
        if self.takes_key() {
            self.set_key((Box::default(), span, Key::Complex));
            return;
        }
        let node = self.out.builder.add(Value::Null, span);
        self.out.broken.insert(node);
        self.done(node, 0, span);
    }

    fn close(&mut self, start: usize, end: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        if !frame.flow {
            self.closed = Some(frame.start);
        }
        let (value, last) = match frame.holder {
            Holder::Sequence(items) => {
                let last = items.last().map(|i| self.out.builder.span(*i).end);
                (Value::Array(items), last)
            }
            Holder::Mapping { mut entries, key, merged } => {
                if let Some((key, key_span, Key::Plain)) = key {
                    // The text broke off after a key.
                    let value = self.out.builder.add(Value::Null, key_span);
                    self.out.broken.insert(value);
                    entries.push(Entry { key, key_span, value });
                }
                let last = entries.last().map(|e| {
                    let span = self.out.builder.span(e.value);
                    span.end.max(e.key_span.end)
                });
                let entries = read::unique(entries, self.out);
                (Value::Object(merge(entries, merged)), last)
            }
        };
        // The end event of a block collection stands at the next token, far below its last line.
        let end = match last {
            Some(last) if !frame.flow => (last as usize).max(frame.start),
            _ if !frame.flow => frame.start,
            _ => end.max(start),
        };
        let span = self.span(frame.start, end);
        let node = self.out.builder.add(value, span);
        self.done(node, frame.anchor, span);
    }

    fn remember(&mut self, anchor: usize, node: NodeId, span: Span) {
        let (nodes, height) = self.out.builder.measure(node);
        self.anchors.insert(anchor, Anchor { node, span, nodes, height });
    }

    fn alias(&mut self, anchor: usize, start: usize, end: usize) {
        let span = self.span(start, end);
        let Some(target) = self.anchors.get(&anchor) else {
            self.out.diagnostics.push(Diagnostic::error(
                "endless-alias",
                span,
                "this alias stands inside of what its anchor names",
            ));
            self.broken(span);
            return;
        };
        if self.takes_key() {
            match self.out.builder.value(target.node).clone() {
                Value::String(text) => self.set_key((text, span, Key::Plain)),
                _ => self.complex_key(span),
            }
            return;
        }
        if self.copied + target.nodes > self.out.limits.alias_nodes {
            let (limit, anchor_span) = (self.out.limits.alias_nodes, target.span);
            if !self
                .out
                .diagnostics
                .iter()
                .any(|d| d.code == "alias-bomb" && d.span.is_some_and(|s| s.source == span.source))
            {
                self.out.diagnostics.push(
                    Diagnostic::error(
                        "alias-bomb",
                        span,
                        format!("aliases of this file expand to more than {limit} values"),
                    )
                    .related(anchor_span, "the anchor")
                    .help("aliases of aliases multiply; write a component and `$ref`s instead"),
                );
            }
            self.broken(span);
            return;
        }
        if self.frames.len() + target.height >= self.out.limits.depth {
            self.too_deep(span);
            self.broken(span);
            return;
        }
        self.copied += target.nodes;
        let node = target.node;
        let copy = self.out.builder.copy(node);
        if self.out.broken.contains(&node) {
            self.out.broken.insert(copy);
        }
        self.done(copy, 0, span);
    }

    fn done(&mut self, node: NodeId, anchor: usize, span: Span) {
        if anchor != 0 {
            self.remember(anchor, node, span);
        }
        let Some(frame) = self.frames.last_mut() else {
            if self.documents <= 1 {
                self.root = Some(node);
            }
            return;
        };
        match &mut frame.holder {
            Holder::Sequence(items) => items.push(node),
            Holder::Mapping { entries, key, merged } => match key.take() {
                Some((key, key_span, Key::Plain)) => entries.push(Entry { key, key_span, value: node }),
                Some((_, key_span, Key::Merge)) => {
                    let sources = match self.out.builder.value(node) {
                        Value::Array(items) => items.clone(),
                        _ => vec![node],
                    };
                    for source in sources {
                        match self.out.builder.value(source) {
                            Value::Object(more) => merged.push((entries.len(), more.clone())),
                            _ if self.out.broken.contains(&source) => {}
                            _ => self.out.diagnostics.push(Diagnostic::error(
                                "bad-merge",
                                key_span,
                                "a merge key `<<` needs a mapping or a list of mappings",
                            )),
                        }
                    }
                }
                _ => {}
            },
        }
    }
}

/// Puts what merge keys bring where they stood; keys that the mapping has itself, or that an earlier merge brought, win.
fn merge(entries: Vec<Entry>, merged: Vec<(usize, Vec<Entry>)>) -> Vec<Entry> {
    if merged.is_empty() {
        return entries;
    }
    let mut taken: std::collections::HashSet<Box<str>> = entries.iter().map(|e| e.key.clone()).collect();
    let mut all = Vec::with_capacity(entries.len());
    let mut merged = merged.into_iter().peekable();
    let mut add = |at: usize, all: &mut Vec<Entry>| {
        while merged.peek().is_some_and(|(slot, _)| *slot <= at) {
            if let Some((_, more)) = merged.next() {
                all.extend(more.into_iter().filter(|e| taken.insert(e.key.clone())));
            }
        }
    };
    for (at, entry) in entries.into_iter().enumerate() {
        add(at, &mut all);
        all.push(entry);
    }
    add(usize::MAX, &mut all);
    all
}
