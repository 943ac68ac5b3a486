//! A property came or went.
//!
//! Why it breaks: A request lacks what is demanded now, or carries what is no longer known; a reader misses what it relied on.
//! Safe path: Add properties as optional; mark them deprecated with a sunset before removing them.

use super::{Named, Payload};
use crate::finding::Level;
use crate::schema::{Act, Occurrence};

pub(super) const SOURCE: &str = include_str!("property.rs");

/// The ids that this family may give.
pub(super) const IDS: &[&str] = &[
    "new-optional-request-property",
    "new-required-request-property",
    "new-required-request-property-with-default",
    "request-property-removed",
    "response-optional-property-added",
    "response-optional-property-removed",
    "response-required-property-added",
    "response-required-property-removed",
];

pub(super) fn judge(seen: &Occurrence<'_>, payload: &Payload) -> Option<Named> {
    let guard = seen.fact.guard;
    let added = seen.fact.act == Act::Added;
    let (id, level) = match (payload.request, added, guard.required) {
        (true, true, true) if guard.default => ("new-required-request-property-with-default", Level::Error),
        (true, true, true) => ("new-required-request-property", Level::Error),
        (true, true, false) => ("new-optional-request-property", Level::Info),
        // An object that accepts no other member refuses what callers of today send.
        (true, false, _) if guard.closed => ("request-property-removed", Level::Error),
        (true, false, _) => ("request-property-removed", Level::Warning),
        (false, true, true) => ("response-required-property-added", Level::Info),
        (false, true, false) => ("response-optional-property-added", Level::Info),
        (false, false, true) => ("response-required-property-removed", Level::Error),
        (false, false, false) => ("response-optional-property-removed", Level::Warning),
    };
    let what = match (added, guard.required) {
        (true, true) => "required property",
        (true, false) => "optional property",
        (false, _) => "property",
    };
    let verb = if added { "was added to" } else { "was removed from" };
    Some(Named { id, level, message: format!("{what} `{}` {verb} {}", seen.fact.name, payload.of(&seen.path)) })
}
