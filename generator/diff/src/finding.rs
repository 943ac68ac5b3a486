//! A judged difference.

use model::{Node, Place, Resolved};

use crate::notice::Notice;

/// How bad it is for those who use the description today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// May break someone, or cannot be decided.
    Warning,
    /// Breaks someone who used what was promised.
    Error,
}

impl Level {
    /// `info`, `warning`, `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What kind of promise is touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// What travels.
    Wire,
    /// Who may call.
    Auth,
    /// Where it is served.
    Deploy,
    /// The source code that is generated; the wire stays the same.
    Sdk,
    /// Deprecation and its dates.
    Lifecycle,
    /// Words.
    Doc,
}

impl Category {
    /// The word of the catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wire => "WIRE",
            Self::Auth => "AUTH",
            Self::Deploy => "DEPLOY",
            Self::Sdk => "SDK",
            Self::Lifecycle => "LIFECYCLE",
            Self::Doc => "DOC",
        }
    }
}

/// Whether something stops working: on the wire, or in generated source code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impact {
    /// Nothing stops working.
    None,
    /// It depends on the other side, or it cannot be decided.
    Possible,
    /// It stops working.
    Breaking,
}

impl Impact {
    /// `none`, `possible`, `breaking`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Possible => "possible",
            Self::Breaking => "breaking",
        }
    }

    pub(crate) fn of(level: Level) -> Self {
        match level {
            Level::Info => Self::None,
            Level::Warning => Self::Possible,
            Level::Error => Self::Breaking,
        }
    }
}

/// A value that one of the two schemas accepts and the other refuses.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    /// `old` or `new`: the schema that accepts it.
    pub accepted_by: &'static str,
    /// `request` or `response`.
    pub side: &'static str,
    /// The value.
    pub value: serde_json::Value,
}

/// A difference with its judgement.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule, in the catalogue's spelling.
    pub id: &'static str,
    /// After policy.
    pub level: Level,
    /// What kind of promise.
    pub category: Category,
    /// On the wire.
    pub wire: Impact,
    /// In generated source code.
    pub sdk: Impact,
    /// `METHOD path`; empty when it concerns the whole document.
    pub operation: String,
    /// JSON Pointer into the new description; into the old one for what is gone.
    pub pointer: String,
    /// Where it stood.
    pub old: Option<Place>,
    /// Where it stands now; for what is gone, what held it.
    pub new: Option<Place>,
    /// What happened, in a sentence.
    pub message: String,
    /// How to make the change without breaking anyone.
    pub safe_path: String,
    /// The proof.
    pub witness: Option<Witness>,
    /// What was announced, for a breaking change.
    pub notice: Option<Notice>,
}

pub(crate) fn place(doc: &Resolved, node: Option<Node<'_>>) -> Option<Place> {
    node.map(|n| doc.place_of(n.id()))
}
