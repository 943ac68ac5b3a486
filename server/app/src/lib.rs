//! The platform: an ERP's open API with its OAuth 2.0 authorization server.
//!
//! The routes come from the specification, through the generated crate `covenant_api`; this crate implements its traits.

pub mod authenticate;
pub mod bootstrap;
pub mod clients;
pub mod clock;
pub mod config;
pub mod cursor;
pub mod directory;
pub mod documents;
pub mod erp;
mod erp_clients;
mod erp_invoices;
mod erp_oauth;
mod erp_payments;
mod erp_vendors;
pub mod events;
pub mod gate;
pub mod hashing;
pub mod http;
pub mod ids;
pub mod invoices;
pub mod keys;
pub mod limits;
pub mod mac;
pub mod money;
pub mod oauth;
pub mod oauth_error;
pub mod oauth_request;
pub mod paging;
pub mod payments;
pub mod platform;
pub mod problem;
pub mod request;
pub mod sample;
pub mod scopes;
pub mod secrets;
pub mod serve;
pub mod store;
pub mod strict_json;
pub mod throttle;
pub mod tokens;
pub mod vendors;
mod wire;
