//! Reads JSON into the tree, keeping the span of every value and key.
//!
//! Written by hand because it is the hot path for the biggest descriptions, and because a general reader stops at the
//! first mistake: this one reports it, skips to where it understands the text again, and goes on.

use crate::read::{self, Reading, SYNTAX};
use crate::{Diagnostic, Entry, NodeId, Span, Value};

/// Mistakes after which the rest of a text is taken for noise.
const MISTAKES: usize = 20;

struct Json<'r, 'x> {
    out: &'r mut Reading<'x>,
    text: &'r str,
    at: usize,
    mistakes: usize,
}

/// Reads a text that is meant to be JSON. None when there is no value at all.
pub(crate) fn read(out: &mut Reading<'_>, text: &str) -> Option<NodeId> {
    let mut json = Json { out, text, at: 0, mistakes: 0 };
    json.space();
    if json.at == text.len() {
        let span = json.span(0, 0);
        json.out.diagnostics.push(Diagnostic::error("empty-file", span, "this file is empty"));
        return None;
    }
    let root = json.value(0);
    json.space();
    if json.at < text.len() && !json.gave_up() {
        let at = json.at;
        json.mistake(at, at + 1, "text after the end of the JSON value");
    }
    Some(root)
}

impl Json<'_, '_> {
    fn span(&self, start: usize, end: usize) -> Span {
        let end = end.min(self.text.len());
        read::span(self.out.source, start.min(end), end)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().position(|b| !matches!(b, b' ' | b'\n' | b'\r' | b'\t')).unwrap_or(rest.len());
    }

    /// One byte on, but never beyond the end: a mistake may have gone there already.
    fn step(&mut self) {
        self.at = (self.at + 1).min(self.text.len());
    }

    fn gave_up(&self) -> bool {
        self.mistakes >= MISTAKES
    }

    fn mistake(&mut self, start: usize, end: usize, message: impl Into<String>) {
        if self.gave_up() {
            return;
        }
        self.mistakes += 1;
        let mut end = end.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        let span = self.span(start, end);
        self.out.diagnostics.push(Diagnostic::error(SYNTAX, span, message));
        if self.gave_up() {
            self.at = self.text.len();
        }
    }

    fn broken(&mut self, start: usize) -> NodeId {
        let span = self.span(start, self.at);
        let id = self.out.builder.add(Value::Null, span);
        self.out.broken.insert(id);
        id
    }

    /// Skips what cannot be understood, up to the next separator or line end.
    fn skip(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at +=
            rest.iter().position(|b| matches!(b, b',' | b'}' | b']' | b'\n' | b'{' | b'[')).unwrap_or(rest.len());
    }

    fn value(&mut self, depth: usize) -> NodeId {
        let start = self.at;
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => {
                let text = self.string();
                let span = self.span(start, self.at);
                self.out.builder.add(Value::String(text), span)
            }
            Some(_) => self.word(),
            None => {
                self.mistake(start, start, "the text ends where a value should stand");
                self.broken(start)
            }
        }
    }

    fn word(&mut self) -> NodeId {
        let start = self.at;
        let rest = &self.text.as_bytes()[self.at..];
        let len = rest
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.' | b'_')))
            .unwrap_or(rest.len());
        let word = &self.text[start..start + len];
        let value = match word {
            "null" => Some(Value::Null),
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ if is_number(word) => Some(Value::Number(word.into())),
            _ => None,
        };
        self.at += len;
        if let Some(value) = value {
            let span = self.span(start, self.at);
            return self.out.builder.add(value, span);
        }
        if matches!(self.peek(), Some(b',' | b'}' | b']' | b'\n')) && len == 0 {
            self.mistake(start, start + 1, "a value is missing here");
        } else {
            self.skip();
            let end = self.at.max(start + 1);
            self.mistake(start, end, "this is not a JSON value (text needs double quotes)");
        }
        self.broken(start)
    }

    fn too_deep(&mut self, depth: usize) -> bool {
        if depth < self.out.limits.depth {
            return false;
        }
        let at = self.at;
        self.out.diagnostics.push(Diagnostic::error(
            "too-deep",
            read::span(self.out.source, at, at + 1),
            format!("nested more than {} levels deep", self.out.limits.depth),
        ));
        self.mistakes = MISTAKES;
        self.at = self.text.len();
        true
    }

    fn object(&mut self, depth: usize) -> NodeId {
        let start = self.at;
        if self.too_deep(depth) {
            return self.broken(start);
        }
        self.step();
        let mut entries = Vec::new();
        loop {
            self.space();
            match self.peek() {
                Some(b'}') => {
                    self.step();
                    break;
                }
                Some(b'"') => {}
                Some(b']') => {
                    let at = self.at;
                    self.mistake(at, at + 1, "`]` where `}` should close this object");
                    self.step();
                    break;
                }
                Some(b',') => {
                    let at = self.at;
                    self.mistake(at, at + 1, "a comma without an entry before it");
                    self.at = self.at.max((at + 1).min(self.text.len()));
                    continue;
                }
                Some(_) => {
                    let at = self.at;
                    self.skip();
                    if self.at == at {
                        self.step();
                    }
                    let end = self.at;
                    self.mistake(at, end, "a key in double quotes should stand here");
                    continue;
                }
                None => {
                    self.unclosed(start, '}');
                    break;
                }
            }
            let key_start = self.at;
            let key = self.string();
            let key_span = self.span(key_start, self.at);
            self.space();
            if self.peek() == Some(b':') {
                self.step();
                self.space();
            } else {
                let at = self.at;
                self.mistake(at, at + 1, format!("`:` is missing after the key \"{key}\""));
            }
            let value = self.value(depth + 1);
            entries.push(Entry { key, key_span, value });
            if !self.separator(b'}') {
                continue;
            }
            self.space();
            if self.peek() == Some(b'}') {
                let at = self.at;
                self.mistake(at, at + 1, "a comma before `}`");
            }
        }
        let entries = read::unique(entries, self.out);
        let span = self.span(start, self.at);
        self.out.builder.add(Value::Object(entries), span)
    }

    fn array(&mut self, depth: usize) -> NodeId {
        let start = self.at;
        if self.too_deep(depth) {
            return self.broken(start);
        }
        self.step();
        let mut items = Vec::new();
        loop {
            self.space();
            match self.peek() {
                Some(b']') => {
                    self.step();
                    break;
                }
                Some(b'}' | b':') => {
                    let at = self.at;
                    self.mistake(at, at + 1, "`]` should close this array before this");
                    break;
                }
                None => {
                    self.unclosed(start, ']');
                    break;
                }
                Some(_) => {}
            }
            let before = self.at;
            items.push(self.value(depth + 1));
            if self.at == before {
                // Nothing was understood and nothing skipped: never stand still.
                self.step();
                while !self.text.is_char_boundary(self.at.min(self.text.len())) {
                    self.step();
                }
            }
            if !self.separator(b']') {
                continue;
            }
            self.space();
            if self.peek() == Some(b']') {
                let at = self.at;
                self.mistake(at, at + 1, "a comma before `]`");
            }
        }
        let span = self.span(start, self.at);
        self.out.builder.add(Value::Array(items), span)
    }

    /// After an element: takes a comma (true), or leaves the closing bracket to the caller.
    fn separator(&mut self, close: u8) -> bool {
        self.space();
        match self.peek() {
            Some(b',') => {
                self.step();
                true
            }
            Some(b) if b == close || matches!(b, b'}' | b']') => false,
            Some(_) => {
                let at = self.at;
                self.mistake(at, at + 1, "a comma is missing before this");
                false
            }
            None => false,
        }
    }

    fn unclosed(&mut self, start: usize, close: char) {
        if self.gave_up() {
            return;
        }
        let at = self.text.len();
        self.mistake(at, at, format!("the text ends before a `{close}`"));
        let open = self.span(start, start + 1);
        if let Some(last) = self.out.diagnostics.last_mut() {
            last.related.push(crate::Label { span: open, text: "opened here".into() });
        }
        // One mistake, not one for each open bracket.
        self.mistakes = MISTAKES;
    }

    /// A string; `at` stands on its opening quote.
    fn string(&mut self) -> Box<str> {
        let open = self.at;
        self.step();
        let mut start = self.at;
        let mut owned: Option<String> = None;
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let Some(step) = rest.iter().position(|b| matches!(b, b'"' | b'\\') || *b < 0x20) else {
                self.at = self.text.len();
                self.mistake(open, open + 1, "this string is never closed");
                break;
            };
            self.at += step;
            match self.text.as_bytes()[self.at] {
                b'"' => break,
                b'\\' => {
                    let mut text = owned.take().unwrap_or_default();
                    text.push_str(&self.text[start..self.at]);
                    self.escape(&mut text);
                    owned = Some(text);
                    start = self.at;
                }
                b'\n' | b'\r' if self.text[self.at..].trim_start().starts_with(['"', '}', ']']) => {
                    // The next line begins like JSON: the quote was forgotten, and a comma before the break is a comma.
                    self.mistake(open, open + 1, "this string is not closed on its line");
                    if self.text.get(start..self.at).is_some_and(|tail| tail.ends_with(',')) {
                        self.at -= 1;
                    }
                    break;
                }
                _ => {
                    let at = self.at;
                    self.mistake(at, at + 1, "a control character or line break in a string has to be escaped");
                    self.at = self.at.max((at + 1).min(self.text.len()));
                }
            }
            if self.gave_up() {
                return owned.unwrap_or_default().into();
            }
        }
        let tail = self.text.get(start..self.at).unwrap_or("");
        let text = match owned {
            Some(mut text) => {
                text.push_str(tail);
                text.into()
            }
            None => tail.into(),
        };
        if self.peek() == Some(b'"') {
            self.step();
        }
        text
    }

    fn hex(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 4)?;
        digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
    }

    fn escape(&mut self, out: &mut String) {
        let start = self.at;
        let simple = match self.text.as_bytes().get(self.at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let Some(unit) = self.hex(start + 2) else {
                    self.mistake(start, start + 2, "`\\u` needs four hexadecimal digits");
                    self.at = (start + 2).max(self.at);
                    return;
                };
                self.at = start + 6;
                if (0xD800..0xDC00).contains(&unit)
                    && self.text.get(self.at..self.at + 2) == Some("\\u")
                    && let Some(low @ 0xDC00..0xE000) = self.hex(self.at + 2)
                {
                    self.at += 6;
                    let code = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                    out.push(char::from_u32(code).unwrap_or('\u{FFFD}'));
                    return;
                }
                // A lone surrogate is no character; JSON allows it, Unicode does not.
                out.push(char::from_u32(unit).unwrap_or('\u{FFFD}'));
                return;
            }
            _ => {
                self.mistake(start, start + 2, "an unknown escape");
                self.at = self.at.max(start + 1);
                return;
            }
        };
        out.push(simple);
        self.at = start + 2;
    }
}

/// Whether a word is a JSON number literal (RFC 8259 section 6).
pub(crate) fn is_number(word: &str) -> bool {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let rest = word.strip_prefix('-').unwrap_or(word);
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest.starts_with('0')) {
        return false;
    }
    let mut rest = &rest[whole..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let n = digits(fraction);
        if n == 0 {
            return false;
        }
        rest = &fraction[n..];
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let n = digits(exponent);
        if n == 0 {
            return false;
        }
        rest = &exponent[n..];
    }
    rest.is_empty()
}
