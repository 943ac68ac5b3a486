//! What is wrong with a description, and where. A value, not an error: reading goes on.

use crate::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The description is wrong. It cannot be used, unless the reader could mend it: [`Diagnostic::is_mended`].
    Error,
    /// It can be used, but probably does not say what its author means.
    Warning,
    /// Worth knowing.
    Note,
}

/// Stable name of a kind of mistake, in kebab case: `unknown-reference`.
pub type Code = &'static str;

/// A place with a word about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there; may be empty.
    pub text: String,
}

/// One mistake, with its place and a way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name of the kind.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// One sentence that says what is wrong, without the place.
    pub message: String,
    /// Where. None only when the root document itself cannot be read.
    pub span: Option<Span>,
    /// Further places that explain it, such as the first of two duplicates.
    pub related: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

/// Mistakes after which a description still says enough to generate from: collisions are renamed, and what a missing file
/// would have held is a gap with a place ([`crate::Resolved::is_broken`]).
const MENDED: [Code; 3] = ["duplicate-operation-id", "duplicate-parameter", "missing-file"];

impl Diagnostic {
    /// Whether the description can be used all the same, though it is wrong.
    pub fn is_mended(&self) -> bool {
        self.span.is_some() && MENDED.contains(&self.code)
    }

    /// An error at a place.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            span: Some(span),
            related: Vec::new(),
            help: None,
        }
    }

    /// A warning at a place.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// A note at a place.
    pub fn note(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::error(code, span, message) }
    }

    /// Adds the way out.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }
}
