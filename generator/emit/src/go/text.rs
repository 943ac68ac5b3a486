//! Text of a description, made harmless for the place where it goes: doc comments, string literals, struct tags, Markdown.
//!
//! Everything here gives what gofmt would leave as it is.

use std::fmt::Write as _;

use ir::{Deprecation, Docs};

/// How wide comments may be, without their indentation.
const WIDTH: usize = 116;

/// Characters that a reader does not see, or that reorder what he sees.
fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// One line without control characters.
pub(super) fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if is_hostile(c) { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a text, without control characters; what is between empty lines is a paragraph.
fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split('\n').map(one_line).collect()
}

/// Appends a doc comment: paragraphs, each wrapped, with an empty comment line between them.
pub(super) fn comment(out: &mut String, indent: &str, paragraphs: &[String]) {
    let all: Vec<String> = paragraphs.iter().flat_map(|p| lines(p).into_iter().chain([String::new()])).collect();
    let mut first = true;
    for paragraph in all.split(String::is_empty).filter(|p| !p.is_empty()) {
        if !first {
            let _ = writeln!(out, "{indent}//");
        }
        first = false;
        let mut pieces: Vec<String> = paragraph.iter().flat_map(|line| wrap(line)).map(|piece| inert(&piece)).collect();
        // A paragraph of one line without an end reads as a heading to gofmt, which would mark it as one.
        if let [line] = pieces.as_mut_slice()
            && line.starts_with(|c: char| c.is_uppercase())
            && line.ends_with(char::is_alphanumeric)
            && !line.contains(['/', '_', ':', '='])
        {
            line.push('.');
        }
        for piece in pieces {
            let _ = writeln!(out, "{indent}// {piece}");
        }
    }
}

fn wrap(line: &str) -> Vec<String> {
    if line.len() <= WIDTH {
        return vec![line.to_owned()];
    }
    let mut pieces = Vec::new();
    let mut current = String::new();
    let mut width = 0;
    for word in line.split(' ') {
        let len = word.chars().count();
        if width > 0 && width + 1 + len > WIDTH {
            pieces.push(std::mem::take(&mut current));
            width = 0;
        }
        if width > 0 {
            current.push(' ');
            width += 1;
        }
        current.push_str(word);
        width += len;
    }
    pieces.push(current);
    pieces
}

/// Keeps a line of text from being a heading, a link definition, a build constraint or a list of a doc comment.
fn inert(line: &str) -> String {
    let heading = line.starts_with('#');
    let constraint = line.starts_with("go:") || line.starts_with("line ");
    let link = line.starts_with('[') && line.contains("]:");
    let text = if heading {
        line.trim_start_matches('#').trim_start().to_owned()
    } else if constraint {
        format!("({line})")
    } else if link {
        line.replacen("]:", "] :", 1)
    } else {
        line.to_owned()
    };
    // A build constraint is looked for anywhere in a comment above the package clause.
    let text = text.replace("+build", "+ build");
    // gofmt turns these into typographic quotes.
    let text = text.replace("``", "\"").replace("''", "\"");
    if text.is_empty() { "-".to_owned() } else { text }
}

/// The paragraphs of what the author wrote: the summary as a sentence, then the description.
pub(super) fn docs(docs: &Docs) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(summary) = docs.summary.as_deref().filter(|s| !s.trim().is_empty()) {
        out.push(sentence(summary));
    }
    if let Some(description) = docs.description.as_deref().filter(|s| !s.trim().is_empty()) {
        let same = docs.summary.as_deref().is_some_and(|s| s.trim() == description.trim());
        if !same {
            out.push(description.to_owned());
        }
    }
    if let Some(url) = docs.url.as_deref().filter(|s| !s.trim().is_empty()) {
        out.push(format!("See {}", one_line(url)));
    }
    out
}

fn sentence(text: &str) -> String {
    let text = one_line(text);
    if text.ends_with(['.', '!', '?', ':']) { text } else { format!("{text}.") }
}

/// The paragraph that marks what goes away.
pub(super) fn deprecation(deprecation: Option<&Deprecation>) -> Option<String> {
    let d = deprecation?;
    let mut text = String::from("Deprecated:");
    if let Some(since) = &d.since {
        let _ = write!(text, " since {}.", one_line(since));
    }
    if let Some(sunset) = &d.sunset {
        let _ = write!(text, " It goes away on {}.", one_line(sunset));
    }
    if let Some(other) = &d.replaced_by {
        let _ = write!(text, " Use {} instead.", one_line(other));
    }
    if text.ends_with(':') {
        text.push_str(" the API no longer wants this to be used.");
    }
    Some(text)
}

/// A string literal.
pub(super) fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_hostile(c) || c == '\u{7f}' => {
                let code = c as u32;
                let _ = if code > 0xffff { write!(out, "\\U{code:08x}") } else { write!(out, "\\u{code:04x}") };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A struct tag of key-value pairs.
pub(super) fn tag(pairs: &[(&str, String)]) -> String {
    let plain = pairs.iter().map(|(k, v)| format!("{k}:{}", quote(v))).collect::<Vec<_>>().join(" ");
    if plain.contains('`') { quote(&plain) } else { format!("`{plain}`") }
}

/// Whether encoding/json takes this name in its tag.
pub(super) fn is_tag_name(name: &str) -> bool {
    !name.is_empty()
        && name != "-"
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&()*+-./:;<=>?@[]^_{|}~ ".contains(c))
}

/// Rows of a struct or a const block, aligned as gofmt does: rows without a comment stand together in columns, and a row
/// with one stands between empty lines.
pub(super) struct Rows {
    rows: Vec<(String, Vec<String>)>,
    indent: &'static str,
}

impl Rows {
    pub(super) fn new(indent: &'static str) -> Self {
        Self { rows: Vec::new(), indent }
    }

    pub(super) fn push(&mut self, docs: &[String], cells: Vec<String>) {
        let mut text = String::new();
        comment(&mut text, self.indent, docs);
        self.rows.push((text, cells));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn write(&self, out: &mut String) {
        let airy = self.rows.iter().any(|(docs, _)| !docs.is_empty());
        let columns = self.rows.iter().map(|(_, c)| c.len()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|i| self.rows.iter().filter_map(|(_, c)| c.get(i)).map(|c| c.chars().count()).max().unwrap_or(0))
            .collect();
        for (n, (docs, cells)) in self.rows.iter().enumerate() {
            if airy && n > 0 {
                out.push('\n');
            }
            out.push_str(docs);
            out.push_str(self.indent);
            for (i, cell) in cells.iter().enumerate() {
                out.push_str(cell);
                if i + 1 < cells.len() {
                    let pad = if airy { 1 } else { widths[i] + 1 - cell.chars().count() };
                    out.extend(std::iter::repeat_n(' ', pad));
                }
            }
            out.push('\n');
        }
    }
}

/// Text of the description in a Markdown page: HTML in it is shown, not run, outside of code.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fenced = false;
    for line in text.replace("\r\n", "\n").replace('\r', "\n").split('\n') {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            fenced = !fenced;
        }
        for c in line.chars() {
            match c {
                '<' if !fenced => out.push_str("&lt;"),
                '\t' => out.push(c),
                c if is_hostile(c) => out.push(' '),
                c => out.push(c),
            }
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    if fenced {
        out.push_str("```\n");
    }
    out.trim().to_owned()
}

/// Text of the description in a cell of a Markdown table or in a heading.
pub(super) fn cell(text: &str) -> String {
    one_line(text).replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace('`', "\\`")
}

/// A code span.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text).replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    if longest == 0 {
        return format!("`{text}`");
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_comment() {
        let mut out = String::new();
        comment(
            &mut out,
            "\t",
            &["a\n*/ func init() {}\r\u{2028}panic(1)\u{0}".to_owned(), "# b\n\n\n[x]: y".to_owned()],
        );
        assert_eq!(out, "\t// a\n\t// */ func init() {}\n\t// panic(1)\n\t//\n\t// b\n\t//\n\t// [x] : y\n");
        assert!(out.lines().all(|l| l.trim_start().starts_with("//")));
    }

    #[test]
    fn literals_hold_what_they_hold() {
        assert_eq!(quote("a\"\\\n\u{202e}\u{0}"), "\"a\\\"\\\\\\n\\u202e\\u0000\"");
        assert_eq!(tag(&[("json", "a".to_owned())]), "`json:\"a\"`");
        assert_eq!(tag(&[("api", "a`\"".to_owned())]), "\"api:\\\"a`\\\\\\\"\\\"\"");
    }

    #[test]
    fn deprecation_says_when() {
        let d = Deprecation { since: None, sunset: Some("2026-11-21".into()), replaced_by: Some("x\ny".into()) };
        assert_eq!(deprecation(Some(&d)).as_deref(), Some("Deprecated: It goes away on 2026-11-21. Use x y instead."));
        assert_eq!(deprecation(None), None);
    }

    #[test]
    fn markdown_shows_html() {
        assert_eq!(markdown("a <script>\n```\nif a < b\n"), "a &lt;script>\n```\nif a < b\n\n```");
        assert_eq!(cell("a|b\nc"), "a\\|b c");
        assert_eq!(code("a`b"), "`` a`b ``");
    }
}
