//! The platform: an ERP's open API with its OAuth 2.0 authorization server.
//!
//! The routes come from the specification, through the generated crate `covenant_api`; this crate implements its traits.

pub mod clock;
pub mod config;
pub mod cursor;
pub mod hashing;
pub mod ids;
pub mod keys;
pub mod limits;
pub mod mac;
pub mod money;
pub mod problem;
pub mod scopes;
pub mod secrets;
pub mod store;
pub mod strict_json;
pub mod throttle;
pub mod tokens;
