//! How pages are walked, and how a repeated call is told from a new one.

use model::Node;

use super::docs::text;
use crate::{Idempotency, Location, Param};

/// `x-covenant-idempotency`, or a header parameter `Idempotency-Key`.
pub(super) fn idempotency(operation: model::Operation<'_>, params: &[Param]) -> Option<Idempotency> {
    if let Some(declared) = operation.get("x-covenant-idempotency") {
        if declared.as_bool() == Some(false) {
            return None;
        }
        if let Some(header) = declared.get("header").and_then(text) {
            return Some(Idempotency::Header(header));
        }
        if let Some(property) = declared.get("body").and_then(Node::as_str) {
            return Some(Idempotency::Body(property.to_owned()));
        }
    }
    let mut headers = params.iter().filter(|p| p.location == Location::Header);
    headers
        .find(|p| {
            p.name.wire.eq_ignore_ascii_case("idempotency-key") || p.name.wire.eq_ignore_ascii_case("x-idempotency-key")
        })
        .map(|p| Idempotency::Header(p.name.wire.clone()))
}
