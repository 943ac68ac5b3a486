//! Requests that the API sends.

use bytes::Bytes;
use serde_json::Value;

use super::{
    schema::Schema,
    validate::{self, Fault, Side},
};

/// A request that the API sends to its user. Signing and delivery are up to the sender.
pub trait Webhook {
    /// Name of the event
    const NAME: &'static str;
    /// Method, upper case
    const METHOD: &'static str;
    /// Media type of the body
    const MEDIA_TYPE: &'static str;
    /// What the body accepts
    const SCHEMA: &'static Schema;

    /// The body as JSON.
    fn value(&self) -> Value;

    /// The body as it is sent.
    fn bytes(&self) -> Bytes {
        self.value().to_string().into()
    }

    /// What is wrong with the body; empty: nothing.
    fn faults(&self) -> Vec<Fault> {
        validate::faults(Self::SCHEMA, &self.value(), Side::Response)
    }
}
