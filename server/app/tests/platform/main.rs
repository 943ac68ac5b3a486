//! The platform over HTTP: tests are named after the statements of the security checklist that they check.

#![allow(clippy::unwrap_used, missing_docs)]

mod access;
mod clients;
mod ledger;
mod limits;
mod oauth;
mod process;
mod support;
