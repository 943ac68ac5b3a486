//! Tokens of texts: literals, doc comments, identifiers. Nothing of a description becomes code in any other way.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

/// Words that are no identifiers.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Names of types that generated code means when it says them.
pub(super) const TYPE_NAMES: &[&str] =
    &["Box", "Err", "None", "Ok", "Option", "Result", "Security", "Self", "Some", "String", "Vec"];

/// Names that variants may not have.
pub(super) const VARIANT_NAMES: &[&str] = &["Self"];

/// An identifier. Unlike [`Ident`] it may be shared between threads.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Id(String);

impl ToTokens for Id {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        Ident::new(&self.0, Span::call_site()).to_tokens(tokens);
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// An identifier made by a [`ir::naming::Scope`].
pub(super) fn ident(name: &str) -> Id {
    Id(name.to_owned())
}

/// A string literal.
pub(super) fn string(text: &str) -> Literal {
    Literal::string(text)
}

/// `Some("text")` or `None`.
pub(super) fn optional(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => {
            let text = string(text);
            quote!(Some(#text))
        }
        None => quote!(None),
    }
}

/// Doc comments, one a line.
pub(super) fn doc(text: &str) -> TokenStream {
    let mut lines: Vec<String> = text
        .replace("\r\n", "\n")
        .split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}'])
        .map(|line| {
            line.trim_end().chars().filter(|c| *c == '\t' || !is_hostile(*c)).collect::<String>().replace('\t', "    ")
        })
        .collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let lines = lines.iter().skip_while(|l| l.is_empty()).map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        let line = string(&line);
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// Controls, and characters that change the direction of text: a comment must read as it is stored.
pub(super) fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Docs of something: summary, description, and what goes away when. Never empty: `otherwise` stands in.
pub(super) fn docs(docs: &ir::Docs, deprecation: Option<&ir::Deprecation>, otherwise: &str) -> TokenStream {
    let mut parts: Vec<String> = Vec::new();
    if let Some(summary) = docs.summary.as_deref().filter(|s| !s.trim().is_empty()) {
        parts.push(summary.to_owned());
    }
    match docs.description.as_deref().filter(|d| !d.trim().is_empty()) {
        Some(description) if docs.summary.as_deref() != Some(description) => parts.push(description.to_owned()),
        _ => {}
    }
    if parts.is_empty() {
        parts.push(otherwise.to_owned());
    }
    if let Some(deprecation) = deprecation {
        let mut note = "**Deprecated**".to_owned();
        if let Some(since) = &deprecation.since {
            note.push_str(&format!(" since {since}"));
        }
        if let Some(sunset) = &deprecation.sunset {
            note.push_str(&format!(", gone after {sunset}"));
        }
        if let Some(by) = &deprecation.replaced_by {
            note.push_str(&format!(", use {by}"));
        }
        parts.push(format!("{note}."));
    }
    doc(&parts.join("\n\n"))
}

/// Code quotes around a name of the wire, which may hold anything.
pub(super) fn code(name: &str) -> String {
    format!("`{}`", name.replace('`', "'"))
}
