//! Reads OpenAPI text into a span-keeping tree, a resolved 3.1 document and diagnostics.
//!
//! The road: bytes -> [`Sources`] -> [`Tree`] of [`Node`]s (YAML or JSON, key order and spans kept) -> 3.0 and 3.2 read
//! as 3.1 -> references resolved -> [`Resolved`]. Typed access is by views ([`Document`], [`Operation`], [`Schema`], ...):
//! a view is a copyable pair of the resolved document and a node, so nothing is inlined, cycles stay cycles, and every
//! keyword, known or not, keeps its place. [`load`] never panics and never stops at the first mistake.

mod bundle;
mod check;
mod diagnostic;
mod document;
mod grammar;
mod json;
mod load;
mod names;
mod node;
mod read;
mod recover;
mod resolve;
mod resolved;
mod scalar;
mod schema;
mod source;
mod suggest;
mod table;
mod upgrade;
mod uri;
mod write;
mod yaml;

pub use bundle::{Bundle, bundle};
pub use diagnostic::{Code, Diagnostic, Label, Severity};
pub use document::{
    Callback, Components, Document, Encoding, Example, ExternalDocs, Header, Link, MediaType, Operation, Parameter,
    ParameterLocation, PathItem, Reference, RequestBody, Response, SecurityRequirement, SecurityScheme, Server,
    ServerVariable, Tag,
};
pub use load::{Files, Limits, Loaded, MemoryFiles, Parsed, ReadError, load, parse};
pub use node::{Entry, Node, NodeId, Tree, TreeBuilder, Value};
pub use resolved::{Component, OpenApiVersion, Resolved};
pub use schema::{AdditionalSchema, Discriminator, Schema, Types};
pub use source::{Place, Source, SourceId, Sources, Span};
pub use write::{write_json, write_yaml};

/// The HTTP methods of a path item in the order in which this project lists them.
pub const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
