//! From a resolved document to an [`Api`].

use model::Resolved;

use crate::{Api, Info};

/// What lowering gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Lowered {
    /// The API
    pub api: Api,
}

/// Lowers a resolved document. Total: what cannot be carried over is a [`crate::Gap`].
pub fn lower(document: &Resolved) -> Lowered {
    let _ = document;
    Lowered {
        api: Api {
            info: Info::default(),
            servers: Vec::new(),
            resources: Vec::new(),
            operations: Vec::new(),
            webhooks: Vec::new(),
            decls: Vec::new(),
            security_schemes: Vec::new(),
            gaps: Vec::new(),
        },
    }
}
