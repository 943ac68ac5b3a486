//! The language-neutral [`Api`]: what a target needs to know, and nothing of how a document said it.
//!
//! [`lower`] makes it from a resolved document. Everything in it is in a stable order (see each list), so that shuffling
//! the keys of the input changes nothing. Names stay words until a language cases them ([`naming`]).

mod api;
mod gap;
mod lower;
pub mod naming;
mod operation;
mod security;
mod types;

pub use api::{Api, Contact, Info, License, Resource, Server, ServerVariable, Webhook};
pub use gap::{Gap, Target};
pub use lower::{Coverage, CoverageEntry, CoverageKind, CoverageStatus, Lowered, lower};
pub use naming::Name;
pub use operation::{
    Body, Callback, Content, ContentKind, Encoding, Example, Header, Idempotency, Link, Location, Method, Operation,
    Pagination, PaginationKind, Param, PathSegment, Response, Status, Style,
};
pub use security::{Flow, FlowKind, Requirement, SecurityKind, SecurityScheme};
pub use types::{
    Additional, Constraints, Decl, DeclBody, DeclId, Deprecation, Docs, Enum, EnumMember, Field, IntegerFormat, Json,
    Kind, NumberFormat, Object, Openness, Presence, StringFormat, Tag, Type, Union, Usage, Variant,
};
