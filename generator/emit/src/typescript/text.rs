//! Escaping: nothing of a document becomes code. Each context of TypeScript has its function.

use std::fmt::Write as _;

use ir::Json;

use super::layout::Code;

/// Characters that change how a line looks or where it ends, without being seen.
fn is_treacherous(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A string literal: in double quotes, or in single ones when that saves escapes.
pub(super) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let quote = if text.matches('"').count() > text.matches('\'').count() { '\'' } else { '"' };
    out.push(quote);
    for c in text.chars() {
        match c {
            c if c == quote => out.extend(['\\', c]),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_treacherous(c) => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// A JSON string, with hidden characters escaped.
pub(super) fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for c in Json::from(text).to_string().chars() {
        if is_treacherous(c) {
            let _ = write!(out, "\\u{:04x}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a text can stand as an identifier. ASCII only: it looks the same to everyone.
pub(super) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$')
}

/// The key of a property in a type.
pub(super) fn type_key(key: &str) -> String {
    if is_identifier(key) { key.to_owned() } else { string(key) }
}

/// The key of a property in an object literal, where `__proto__` would set the prototype.
pub(super) fn value_key(key: &str) -> String {
    if key == "__proto__" { format!("[{}]", string(key)) } else { type_key(key) }
}

/// A JSON value as a literal type.
pub(super) fn literal_type(value: &Json) -> String {
    match value {
        Json::String(text) => string(text),
        Json::Array(items) => format!("[{}]", items.iter().map(literal_type).collect::<Vec<_>>().join(", ")),
        Json::Object(map) if map.is_empty() => "{}".into(),
        Json::Object(map) => {
            let entries: Vec<_> = map.iter().map(|(k, v)| format!("{}: {}", type_key(k), literal_type(v))).collect();
            format!("{{ {} }}", entries.join("; "))
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => value.to_string(),
    }
}

/// A JSON value as an expression.
pub(super) fn literal_value(value: &Json) -> Code {
    match value {
        Json::Array(items) => Code::array(items.iter().map(literal_value).collect()),
        Json::Object(map) => {
            Code::object(map.iter().map(|(k, v)| Code::pair(value_key(k), literal_value(v))).collect())
        }
        other => Code::text(literal_type(other)),
    }
}

/// Lines of a text for a doc comment: comment ends and tags made inert, hidden characters shown.
fn doc_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let clean = text.replace("\r\n", "\n").replace('\r', "\n");
    for line in clean.trim().split('\n') {
        let mut out = String::with_capacity(line.len());
        let mut start = true;
        let mut before = ' ';
        for c in line.trim_end().chars() {
            match c {
                // `*/` ends the comment; `@` at the start of a line, and `{@`, start a tag.
                '/' if before == '*' => out.push_str("\\/"),
                '@' if start || before == '{' => out.push_str("\\@"),
                c if is_treacherous(c) => {
                    let _ = write!(out, "\\u{{{:x}}}", c as u32);
                }
                c => out.push(c),
            }
            start &= c.is_whitespace() || c == '*';
            before = c;
        }
        let blank = out.is_empty();
        if !(blank && lines.last().is_some_and(String::is_empty)) {
            lines.push(out);
        }
    }
    lines
}

/// A comment of several paragraphs and tags, put together piece by piece.
#[derive(Debug, Default)]
pub(super) struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// A paragraph of the document's text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        if !text.trim().is_empty() {
            self.gap();
            self.lines.extend(doc_lines(text));
        }
        self
    }

    /// A paragraph of our own words, which may hold inline tags. Texts of the document in it must be escaped.
    pub(super) fn own(&mut self, text: impl Into<String>) -> &mut Self {
        self.gap();
        self.lines.push(text.into());
        self
    }

    /// A further line of the paragraph.
    pub(super) fn line(&mut self, text: impl Into<String>) -> &mut Self {
        self.lines.push(text.into());
        self
    }

    /// A block tag with our own words.
    pub(super) fn tag(&mut self, name: &str, text: &str) -> &mut Self {
        if self.lines.last().is_some_and(|l| !l.starts_with('@')) {
            self.gap();
        }
        self.lines.push(format!("@{name} {text}").trim_end().to_owned());
        self
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|l| !l.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// Writes it, if there is something in it.
    pub(super) fn write(&self, out: &mut String, indent: &str) {
        match self.lines.as_slice() {
            [] => {}
            [line] if line.len() < 100 => {
                let _ = writeln!(out, "{indent}/** {line} */");
            }
            lines => {
                let _ = writeln!(out, "{indent}/**");
                for line in lines {
                    if line.is_empty() {
                        let _ = writeln!(out, "{indent} *");
                    } else {
                        let _ = writeln!(out, "{indent} * {line}");
                    }
                }
                let _ = writeln!(out, "{indent} */");
            }
        }
    }
}

/// One line of the document's text inside our own words in a comment.
pub(super) fn inline(text: &str) -> String {
    doc_lines(text).join(" ")
}

/// Text of the document in Markdown: no raw HTML, nothing hidden. Code spans and fences are left as they are written.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<(char, usize)> = None;
    for line in text.replace("\r\n", "\n").replace('\r', "\n").trim().split('\n') {
        let line = line.trim_end();
        let marker = fence_marker(line);
        match (fence, marker) {
            (None, Some((c, n, rest))) if c == '~' || !rest.contains('`') => {
                fence = Some((c, n));
                shown(line, &mut out);
            }
            (Some((c, n)), Some((found, m, rest))) if c == found && m >= n && rest.trim().is_empty() => {
                fence = None;
                shown(line, &mut out);
            }
            (Some(_), _) => shown(line, &mut out),
            (None, _) => markdown_inline(line, &mut out),
        }
        out.push('\n');
    }
    if let Some((c, n)) = fence {
        out.extend(std::iter::repeat_n(c, n));
        out.push('\n');
    }
    out
}

/// The mark that opens or closes a fenced block: its character, its length, what follows it.
fn fence_marker(line: &str) -> Option<(char, usize, &str)> {
    let rest = line.trim_start_matches(' ');
    let c = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let n = rest.len() - rest.trim_start_matches(c).len();
    (n >= 3 && line.len() - rest.len() <= 3).then(|| (c, n, &rest[n..]))
}

/// A line outside of fences: `<` is escaped but in code spans that end on it.
fn markdown_inline(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find(['`', '<']) {
        let (before, from) = rest.split_at(at);
        shown(before, out);
        if let Some(after) = from.strip_prefix('<') {
            out.push_str("&lt;");
            rest = after;
            continue;
        }
        let n = from.len() - from.trim_start_matches('`').len();
        let (ticks, inner) = from.split_at(n);
        out.push_str(ticks);
        rest = inner;
        // The next run of the same length ends the span.
        let mut search = 0;
        while let Some(found) = inner[search..].find('`') {
            let start = search + found;
            let run = inner[start..].len() - inner[start..].trim_start_matches('`').len();
            if run == n {
                shown(&inner[..start + run], out);
                rest = &inner[start + run..];
                break;
            }
            search = start + run;
        }
    }
    shown(rest, out);
}

/// Text with hidden characters shown.
fn shown(text: &str, out: &mut String) {
    for c in text.chars() {
        if is_treacherous(c) {
            let _ = write!(out, "\\u{{{:x}}}", c as u32);
        } else {
            out.push(c);
        }
    }
}

/// One line of the document's text in a Markdown table or heading.
pub(super) fn markdown_line(text: &str) -> String {
    markdown(text).split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_stay_strings() {
        assert_eq!(string("a\"b'\\c\n${d}`"), r#""a\"b'\\c\n${d}`""#);
        assert_eq!(string("\"'\"\\"), r#"'"\'"\\'"#);
        assert_eq!(string("\u{2028}\u{202e}\u{0}"), r#""\u2028\u202e\u0000""#);
    }

    #[test]
    fn comments_cannot_be_left() {
        let mut doc = Doc::default();
        doc.text("glob **/*.ts */ alert(1) /*\n@deprecated no {@link x}\n\u{202e}");
        let mut out = String::new();
        doc.write(&mut out, "");
        assert_eq!(out.matches("*/").count(), 1, "{out}");
        assert!(out.trim_end().ends_with("*/"));
        assert!(out.contains(" * \\@deprecated no {\\@link x}"), "{out}");
        assert!(out.contains("\\u{202e}"), "{out}");
    }

    #[test]
    fn keys_are_quoted_when_they_must() {
        assert_eq!(type_key("a_b"), "a_b");
        assert_eq!(type_key("+1"), "\"+1\"");
        assert_eq!(value_key("__proto__"), "[\"__proto__\"]");
    }

    #[test]
    fn markdown_has_no_html() {
        assert_eq!(markdown("a <script> `<b>`"), "a &lt;script> `<b>`\n");
        assert_eq!(markdown("```\n<x>"), "```\n<x>\n```\n");
        assert_eq!(markdown("a ` <b> ``c` <d>`` <e>"), "a ` <b> ``c` &lt;d>`` &lt;e>\n");
        assert_eq!(markdown("`` <a> ` `` ` <b>"), "`` <a> ` `` ` &lt;b>\n");
        assert_eq!(markdown("```\n~~~\n<x>\n```\n<y>"), "```\n~~~\n<x>\n```\n&lt;y>\n");
    }
}
