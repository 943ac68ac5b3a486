//! From what a fact does to the accepted values to a level. A request must not be narrowed, a response not be widened.

use super::{Judgement, Payload};
use crate::date::Date;
use crate::finding::Level;
use crate::schema::{Act, Effects, Occurrence};

/// How a family judges.
pub(super) type Law = fn(&Occurrence<'_>, &Payload) -> Option<Judgement>;

fn plain(level: Level) -> Option<Judgement> {
    Some(Judgement { level, stem: None })
}

fn with(level: Level, stem: &'static str) -> Option<Judgement> {
    Some(Judgement { level, stem: Some(stem) })
}

/// The law itself.
pub(super) fn by_direction(seen: &Occurrence<'_>, payload: &Payload) -> Option<Judgement> {
    let harm = if payload.request { Effects::NARROWS } else { Effects::WIDENS };
    if seen.effects.contains(harm) {
        plain(Level::Error)
    } else if seen.effects.contains(Effects::UNDECIDED) {
        plain(Level::Warning)
    } else if seen.effects.is_none() {
        None
    } else {
        plain(Level::Info)
    }
}

/// Lists of types have ids of their own.
pub(super) fn types(seen: &Occurrence<'_>, payload: &Payload) -> Option<Judgement> {
    let level = by_direction(seen, payload)?.level;
    if !seen.fact.guard.list {
        return plain(level);
    }
    match seen.fact.act {
        Act::Generalized => with(level, "list-of-types-widened"),
        Act::Specialized => with(level, "list-of-types-narrowed"),
        _ => plain(level),
    }
}

/// A format is a promise that no validator enforces: getting one or losing one is a warning where it can hurt.
pub(super) fn format(seen: &Occurrence<'_>, payload: &Payload) -> Option<Judgement> {
    match seen.fact.act {
        // All integers that JSON carries in practice fit; the word tells generators which type to choose.
        Act::Added if matches!(seen.fact.after.as_str(), "int64" | "double") => plain(Level::Info),
        Act::Added if payload.request => plain(Level::Warning),
        Act::Removed if !payload.request => plain(Level::Warning),
        Act::Added | Act::Removed => plain(Level::Info),
        _ => by_direction(seen, payload),
    }
}

/// Enums of responses are open: readers keep a value that they do not know.
pub(super) fn enumeration(seen: &Occurrence<'_>, payload: &Payload) -> Option<Judgement> {
    let level = by_direction(seen, payload)?.level;
    let whole = seen.fact.name.is_empty();
    match seen.fact.act {
        Act::Added if whole => with(level, "became-enum"),
        Act::Removed if whole => with(level, "no-enum"),
        Act::Added if !payload.request => plain(level.min(Level::Warning)),
        _ => plain(level),
    }
}

/// An open list promises nothing about values that are not on it.
pub(super) fn extensible_enum(seen: &Occurrence<'_>, payload: &Payload) -> Option<Judgement> {
    match seen.fact.act {
        Act::Removed if payload.request => plain(Level::Error),
        Act::Removed => with(Level::Warning, "x-extensible-enum-removed"),
        _ => None,
    }
}

/// Worth a look in both directions.
pub(super) fn warns(_: &Occurrence<'_>, _: &Payload) -> Option<Judgement> {
    plain(Level::Warning)
}

/// Breaks in both directions.
pub(super) fn breaks(_: &Occurrence<'_>, _: &Payload) -> Option<Judgement> {
    plain(Level::Error)
}

/// A tag that is gone breaks who sends it, one that is new may surprise who reads it.
pub(super) fn mapping(seen: &Occurrence<'_>, payload: &Payload) -> Option<Judgement> {
    plain(match (seen.fact.act, payload.request) {
        (Act::Added, true) | (Act::Removed, false) => Level::Info,
        (Act::Added, false) => Level::Warning,
        _ => Level::Error,
    })
}

/// The server fills in defaults of requests: another one changes what leaving out means. Writing one down where there
/// was none says what happens already.
pub(super) fn default_value(seen: &Occurrence<'_>, payload: &Payload) -> Option<Judgement> {
    let changes = payload.request && seen.fact.act != Act::Added;
    plain(if changes { Level::Warning } else { Level::Info })
}

/// A deprecation is an announcement: in a dated release it names a day, and one that is far enough.
pub(super) fn deprecation(seen: &Occurrence<'_>, payload: &Payload) -> Option<Judgement> {
    if seen.fact.act == Act::Removed {
        return with(Level::Info, "reactivated");
    }
    let text = seen.fact.after.as_str();
    match (text.is_empty(), Date::parse(text), payload.release) {
        (true, _, Some(_)) => with(Level::Error, "deprecated-sunset-missing"),
        (true, _, None) => with(Level::Info, "deprecated"),
        (false, None, _) => with(Level::Error, "deprecated-sunset-invalid"),
        (false, Some(day), Some(release)) if release.days_until(day) < payload.notice_days => {
            with(Level::Error, "sunset-date-too-small")
        }
        _ => with(Level::Info, "deprecated-with-sunset"),
    }
}

/// From draft up to stable.
pub(super) fn stability(seen: &Occurrence<'_>, _: &Payload) -> Option<Judgement> {
    let rank = |text: &str| crate::collect::stability_rank(text.trim_matches('"')).unwrap_or(3);
    if rank(&seen.fact.after) < rank(&seen.fact.before) {
        with(Level::Error, "stability-decreased")
    } else {
        with(Level::Info, "stability-increased")
    }
}
