//! What the generated code stands on. Copied into the crate as it is; the same for every API.

mod adapter;
mod context;
mod form;
mod formats;
pub mod json;
mod media;
pub mod meta;
pub mod operation;
mod params;
mod problem;
mod reply;
mod router;
pub mod schema;
pub mod security;
mod server;
mod text;
pub mod validate;
mod webhook;

pub use bytes::Bytes;
pub use context::{Metadata, RequestContext, RequestId};
pub use json::{Json, Maybe, Members, Never, through_serde};
pub use problem::{Denied, Details, Failure, Failures, InputFault, Part, Problem, Problems, Reason};
pub use reply::{Answer, Media, Outcome, Reply, ReplyBody, Values};
pub use security::{ApiKey, Basic, Bearer, ClientCertificate, Credentials, Required};
pub use server::{Api, Arriving, Builder, Incoming, Input, Pending, Service};
pub use text::{Base64, Binary, Date, DateTime, NotOfTheFormat, Uuid};
pub use validate::{Fault, Side, variant_of};
pub use webhook::Webhook;
