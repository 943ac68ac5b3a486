//! Text of a document inside Python source: string literals, docstrings, comments. Nothing of it ever becomes code.

use ir::Json;

/// Characters that change how source is shown or read, though no reader sees them.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' | '\u{061c}' | '\u{00ad}')
}

fn escape(c: char, out: &mut String) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if (c as u32) < 0x100 => out.push_str(&format!("\\x{:02x}", c as u32)),
        c if (c as u32) < 0x10000 => out.push_str(&format!("\\u{:04x}", c as u32)),
        c => out.push_str(&format!("\\U{:08x}", c as u32)),
    }
}

/// A string literal, with the quotes that need fewer escapes.
pub(super) fn string(text: &str) -> String {
    let doubles = text.matches('"').count();
    let quote = if doubles > text.matches('\'').count() { '\'' } else { '"' };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if is_unsafe(c) => escape(c, &mut out),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// A scalar as it may stand in `Literal[...]`; none when it may not.
pub(super) fn literal(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(string(text)),
        Json::Bool(true) => Some("True".into()),
        Json::Bool(false) => Some("False".into()),
        Json::Null => Some("None".into()),
        Json::Number(number) if number.is_i64() || number.is_u64() => Some(number.to_string()),
        _ => None,
    }
}

/// A value as a Python expression on one line.
pub(super) fn value(json: &Json) -> String {
    match json {
        Json::Number(number) => number.to_string(),
        Json::Array(items) => format!("[{}]", items.iter().map(value).collect::<Vec<_>>().join(", ")),
        Json::Object(entries) => {
            let parts: Vec<String> = entries.iter().map(|(k, v)| format!("{}: {}", string(k), value(v))).collect();
            format!("{{{}}}", parts.join(", "))
        }
        scalar => literal(scalar).unwrap_or_else(|| "None".into()),
    }
}

/// One line of text, without what cannot be seen; for comments and headings.
pub(super) fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if is_unsafe(c) { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a docstring, trimmed: tabs widened, common indentation after the first line taken off (but what we
/// indent ourselves, below `Args:`).
fn lines(text: &str) -> Vec<String> {
    let ours = text.starts_with("Args:\n");
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let mut lines: Vec<String> = text.replace('\t', "    ").lines().map(|l| l.trim_end().to_owned()).collect();
    while lines.first().is_some_and(String::is_empty) {
        lines.remove(0);
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    if let Some(first) = lines.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if ours {
        return lines;
    }
    let margin = |l: &String| l.chars().take_while(|c| *c == ' ').count();
    let common = lines.iter().skip(1).filter(|l| !l.is_empty()).map(margin).min().unwrap_or(0);
    for line in lines.iter_mut().skip(1).filter(|l| !l.is_empty()) {
        line.drain(..common);
    }
    lines
}

/// A docstring of several paragraphs at an indentation, with its newline; empty when there is nothing to say.
pub(super) fn docstring(paragraphs: &[String], indent: usize) -> String {
    let mut all: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        let more = lines(paragraph);
        if more.is_empty() {
            continue;
        }
        if !all.is_empty() {
            all.push(String::new());
        }
        all.extend(more);
    }
    if all.is_empty() {
        return String::new();
    }
    let pad = " ".repeat(indent);
    let mut body: Vec<String> = Vec::with_capacity(all.len());
    for line in &all {
        let mut out = String::with_capacity(line.len() + 8);
        for c in line.chars() {
            match c {
                '\\' => out.push_str("\\\\"),
                // One quote in three would do; all of them keeps the rule short.
                '"' if line.contains("\"\"\"") => out.push_str("\\\""),
                c if is_unsafe(c) => escape(c, &mut out),
                c => out.push(c),
            }
        }
        body.push(out.trim_end().to_owned());
    }
    if body[0].starts_with('"') {
        body[0].insert(0, '\\');
    }
    let last = body.len() - 1;
    if last == 0 && body[0].ends_with('"') && !body[0].ends_with("\\\"") {
        let at = body[0].len() - 1;
        body[0].insert(at, '\\');
    }
    if last == 0 {
        return format!("{pad}\"\"\"{}\"\"\"\n", body[0]);
    }
    let mut out = format!("{pad}\"\"\"{}\n", body[0]);
    for line in &body[1..] {
        if !line.is_empty() {
            out.push_str(&pad);
            out.push_str(line);
        }
        out.push('\n');
    }
    out.push_str(&pad);
    out.push_str("\"\"\"\n");
    out
}

/// Text of the document in Markdown: its own markup stays, HTML and what cannot be seen do not.
pub(super) fn markdown(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '<' => "&lt;".to_owned(),
            '\n' => "\n".to_owned(),
            c if is_unsafe(c) => " ".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// Text of the document in a cell of a Markdown table.
pub(super) fn cell(text: &str) -> String {
    markdown(&one_line(text)).replace('|', "\\|")
}

/// Text of the document as code within a line of Markdown.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", one_line(text).replace('`', "'"))
}
