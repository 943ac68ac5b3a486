//! A property became read-only or write-only, or is so no longer.
//!
//! Why it breaks: What a client sends is ignored; what a reader relied on is gone.
//! Safe path: Add another property, and deprecate this one.

use super::{Named, Payload};
use crate::catalogue::catalogue;
use crate::finding::Level;
use crate::schema::{Act, Occurrence};

pub(super) const SOURCE: &str = include_str!("mutability.rs");

/// The ids that this family may give.
pub(super) fn ids() -> Vec<String> {
    let mut ids = Vec::new();
    for side in ["request", "response"] {
        for need in ["optional", "required"] {
            for act in ["", "not-"] {
                for flag in ["read", "write"] {
                    ids.push(format!("{side}-{need}-property-became-{act}{flag}-only"));
                }
            }
        }
    }
    ids
}

pub(super) fn judge(seen: &Occurrence<'_>, payload: &Payload) -> Option<Named> {
    if payload.parameter() || payload.header() {
        return None;
    }
    let side = if payload.request { "request" } else { "response" };
    let need = if seen.fact.guard.required { "required" } else { "optional" };
    let not = if seen.fact.act == Act::Added { "" } else { "not-" };
    let flag = if seen.fact.before == "readOnly" { "read" } else { "write" };
    let id = format!("{side}-{need}-property-became-{not}{flag}-only");
    let level = match (side, need, not, flag) {
        ("request", _, "", "read")
        | ("response", "optional", "", "write")
        | ("response", "required", "not-", "write") => Level::Warning,
        ("response", "required", "", "write") => Level::Error,
        _ => Level::Info,
    };
    let now = if not.is_empty() { "became" } else { "is no longer" };
    Some(Named {
        id: catalogue().get(id.as_str())?.id,
        level,
        message: format!("property `{}` of {} {now} {flag}-only", seen.fact.name, payload.of(&seen.path)),
    })
}
