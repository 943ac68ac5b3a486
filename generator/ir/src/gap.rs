//! What is not carried over, said aloud.

use model::Place;

/// What is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// TypeScript SDK
    TypeScript,
    /// Python SDK
    Python,
    /// Go SDK
    Go,
    /// Rust client through progenitor
    Rust,
    /// Poem server stubs
    Server,
    /// Reference documentation
    Docs,
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::TypeScript, Self::Python, Self::Go, Self::Rust, Self::Server, Self::Docs];

    /// Its word on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TypeScript => "typescript",
            Self::Python => "python",
            Self::Go => "go",
            Self::Rust => "rust",
            Self::Server => "server",
            Self::Docs => "docs",
        }
    }
}

/// Something of the document that a target does not carry over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// What is missing, in kebab case: `xml-body`, `parameter-style-matrix`
    pub feature: String,
    /// Where it is missing; none: everywhere
    pub target: Option<Target>,
    /// Where the document says it
    pub at: Place,
    /// JSON Pointer in that text
    pub pointer: String,
    /// What the user can do
    pub advice: String,
}
