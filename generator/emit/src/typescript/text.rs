//! Escaping: nothing of a document becomes code. Each context of TypeScript has its function.

use std::fmt::Write as _;

use ir::Json;

/// Characters that change how a line looks or where it ends, without being seen.
fn is_treacherous(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A string literal in double quotes.
pub(super) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
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
    out.push('"');
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
    literal(value, &|key| type_key(key))
}

/// A JSON value as an expression.
pub(super) fn literal_value(value: &Json) -> String {
    literal(value, &|key| value_key(key))
}

fn literal(value: &Json, key: &dyn Fn(&str) -> String) -> String {
    match value {
        Json::String(text) => string(text),
        Json::Array(items) => format!("[{}]", items.iter().map(|i| literal(i, key)).collect::<Vec<_>>().join(", ")),
        Json::Object(map) if map.is_empty() => "{}".into(),
        Json::Object(map) => {
            let entries: Vec<_> = map.iter().map(|(k, v)| format!("{}: {}", key(k), literal(v, key))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => value.to_string(),
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

/// Text of the document in Markdown: no raw HTML, nothing hidden. `code` spans and fences are left as they are written.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence = false;
    for line in text.replace("\r\n", "\n").replace('\r', "\n").trim().split('\n') {
        let trimmed = line.trim_start();
        let marker = trimmed.starts_with("```") || trimmed.starts_with("~~~");
        if marker {
            fence = !fence;
        }
        let mut code = fence || marker;
        for c in line.trim_end().chars() {
            match c {
                '`' if !fence && !marker => {
                    code = !code;
                    out.push(c);
                }
                '<' if !code => out.push_str("&lt;"),
                c if is_treacherous(c) => {
                    let _ = write!(out, "\\u{{{:x}}}", c as u32);
                }
                c => out.push(c),
            }
        }
        out.push('\n');
    }
    if fence {
        out.push_str("```\n");
    }
    out
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
        assert_eq!(string("a\"b\\c\n${d}`"), r#""a\"b\\c\n${d}`""#);
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
    }
}
