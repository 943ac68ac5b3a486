//! The accepted values changed in a way that no single keyword tells.
//!
//! Why it breaks: Requests are refused that were fine; readers meet values that they were promised not to meet.
//! Safe path: Go on accepting what is sent today, and sending what was promised.

use super::{Named, Payload, law};
use crate::finding::Level;
use crate::schema::{Act, Effects, Occurrence};

pub(super) const SOURCE: &str = include_str!("whole.rs");

/// The ids that this family may give, also on behalf of keywords that have no id in a position.
pub(super) const IDS: &[&str] = &[
    "callback-request-widened",
    "callback-response-narrowed",
    "request-body-became-false-schema",
    "request-body-schema-narrowed",
    "request-body-schema-undecided",
    "request-parameter-composition-narrowed",
    "request-parameter-content-schema-narrowed",
    "request-parameter-items-narrowed",
    "request-property-became-false-schema",
    "request-property-schema-narrowed",
    "request-property-schema-undecided",
    "response-body-became-true-schema",
    "response-body-schema-undecided",
    "response-body-schema-widened",
    "response-header-bound-relaxed",
    "response-header-schema-widened",
    "response-property-became-true-schema",
    "response-property-schema-undecided",
    "response-property-schema-widened",
    "webhook-response-narrowed",
];

pub(super) fn judge(seen: &Occurrence<'_>, payload: &Payload) -> Option<Named> {
    // `oneOf` turned into `anyOf` takes nothing away, and the other way round it adds nothing.
    let harmless = if payload.request { Act::Generalized } else { Act::Specialized };
    if seen.effects == Effects::UNDECIDED && seen.fact.act == harmless {
        return None;
    }
    let judgement = law::by_direction(seen, payload)?;
    let id = match seen.fact.act {
        Act::Closed if payload.request && !payload.parameter() => {
            payload.pick(seen, "request-body-became-false-schema", "request-property-became-false-schema")
        }
        Act::Opened if !payload.request && !payload.header() => {
            payload.pick(seen, "response-body-became-true-schema", "response-property-became-true-schema")
        }
        _ => fallback(seen, payload, judgement.level)?,
    };
    let text = match seen.fact.act {
        Act::Closed => "nothing is accepted any more",
        Act::Opened => "values are possible where there were none",
        _ => "whether the accepted values changed cannot be decided",
    };
    Some(Named { id, level: judgement.level, message: format!("{}: {text}", payload.at(&seen.path)) })
}

/// The general id for a change whose keyword has no id of its own in this position. A harmless one needs none.
pub(super) fn fallback(seen: &Occurrence<'_>, payload: &Payload, level: Level) -> Option<&'static str> {
    if level == Level::Info {
        return None;
    }
    let undecided = seen.effects == Effects::UNDECIDED;
    Some(match (payload.request, payload.parameter(), payload.header()) {
        (_, true, _) if payload.content => "request-parameter-content-schema-narrowed",
        (_, true, _) if seen.in_items => "request-parameter-items-narrowed",
        (_, true, _) => "request-parameter-composition-narrowed",
        (true, _, true) => "webhook-response-narrowed",
        (false, _, true) if super::is_bound(seen.fact.keyword) => "response-header-bound-relaxed",
        (false, _, true) => "response-header-schema-widened",
        (true, ..) if undecided => {
            payload.pick(seen, "request-body-schema-undecided", "request-property-schema-undecided")
        }
        (false, ..) if undecided => {
            payload.pick(seen, "response-body-schema-undecided", "response-property-schema-undecided")
        }
        (true, ..) => payload.pick(seen, "request-body-schema-narrowed", "request-property-schema-narrowed"),
        (false, ..) => payload.pick(seen, "response-body-schema-widened", "response-property-schema-widened"),
    })
}
