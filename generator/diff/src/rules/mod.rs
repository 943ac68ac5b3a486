//! The rules. A rule judges one kind of fact; a family judges one keyword of schemas in all its positions.
//!
//! The folder is the register: each file is listed in the `mod.rs` beside it, and [`check`] (a test) holds the register
//! against the catalogue: ids are spelt as there, file names follow ids, and every rule names its mirror or says why it
//! has none.

mod body;
mod endpoint;
mod hook;
mod lifecycle;
mod parameter;
mod response;
pub(crate) mod schema;
mod sdk;
mod security;
mod server;

use crate::fact::{Caller, Fact, Sunset, What};
use crate::finding::{Category, Impact, Level};

/// What happens when the change is made the other way round.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mirror {
    /// Another rule tells.
    Rule(&'static str),
    /// No rule is needed, and why.
    Waived(&'static str),
}

/// A rule over one fact.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// The catalogue's spelling; the file is named after it.
    pub(crate) id: &'static str,
    pub(crate) level: Level,
    pub(crate) category: Category,
    /// What it does to generated source code.
    pub(crate) sdk: Impact,
    pub(crate) mirror: Mirror,
    /// The text of the rule's own file, whose head says why it breaks and what the safe path is.
    pub(crate) source: &'static str,
    /// The message, when the rule applies.
    pub(crate) judge: fn(&Fact<'_>) -> Option<String>,
}

impl Rule {
    /// How to make the change without breaking anyone.
    pub(crate) fn safe_path(&self) -> &'static str {
        section(self.source, "Safe path: ")
    }

    /// What the rule is about.
    pub(crate) fn summary(&self) -> &'static str {
        self.source.lines().next().map_or("", |l| l.trim_start_matches("//!").trim())
    }

    /// Why the change breaks.
    pub(crate) fn why(&self) -> &'static str {
        section(self.source, "Why it breaks: ")
    }
}

/// A line of the head of a rule file.
pub(crate) fn section(source: &'static str, title: &str) -> &'static str {
    source
        .lines()
        .take_while(|l| l.starts_with("//!"))
        .find_map(|l| l.trim_start_matches("//!").trim_start().strip_prefix(title))
        .unwrap_or("")
}

/// All rules over single facts, folder by folder.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    [
        endpoint::RULES,
        parameter::RULES,
        body::RULES,
        response::RULES,
        hook::RULES,
        security::RULES,
        server::RULES,
        sdk::RULES,
        lifecycle::RULES,
    ]
    .into_iter()
    .flatten()
}

/// The rules that apply to a fact, with what they say.
pub(crate) fn judge(fact: &Fact<'_>) -> Vec<(&'static Rule, String)> {
    // The provider sends the requests of webhooks and callbacks: the rules for requests do not hold there.
    let ours: &[&[Rule]] = if fact.provider_answers() {
        &[
            endpoint::RULES,
            parameter::RULES,
            body::RULES,
            response::RULES,
            security::RULES,
            server::RULES,
            sdk::RULES,
            lifecycle::RULES,
        ]
    } else {
        &[endpoint::RULES, hook::RULES, response::RULES, sdk::RULES, lifecycle::RULES]
    };
    ours.iter().copied().flatten().filter_map(|rule| Some((rule, (rule.judge)(fact)?))).collect()
}

impl Fact<'_> {
    /// Whether the client sends the request and the provider answers.
    pub(crate) fn provider_answers(&self) -> bool {
        self.subject.caller == Caller::Client
    }

    /// Whether the release happens before a sunset. Without a release date, or with an unreadable sunset, it cannot be told.
    pub(crate) fn before(&self, sunset: &Sunset) -> bool {
        matches!((self.release, sunset.date), (Some(release), Some(date)) if release < date)
    }

    /// Whether a day comes sooner after the release than the notice period.
    pub(crate) fn too_soon(&self, day: crate::Date) -> bool {
        self.release.is_some_and(|release| release.days_until(day) < self.notice_days)
    }
}

/// Whether a status tells success.
pub(crate) fn success(status: &str) -> bool {
    status.starts_with('2')
}

/// Whether an address lost its encryption.
pub(crate) fn downgraded(from: &str, to: &str) -> bool {
    from.starts_with("https://") && to.starts_with("http://")
}

/// Whether a fact is about what a sender of requests must do; for webhooks that is the provider.
pub(crate) fn unsettles_receiver(what: &What<'_>) -> Option<String> {
    Some(match what {
        What::BodyMediaTypeAdded { name } => format!("the payload may now be {name}"),
        What::BodyMediaTypeWidened { from, to } => format!("the media type {from} of the payload became {to}"),
        What::BodyRemoved => "the payload is no longer sent".into(),
        What::BodyRequired { now: false } => "the payload may now be absent".into(),
        What::BodySchema { now: false } => "the payload lost its schema, so that anything may come".into(),
        What::Encoding { property, part, .. } => format!("the {part} of the field `{property}` changed"),
        _ => return None,
    })
}

/// Whether a fact is about an answer that a receiver may no longer give.
pub(crate) fn restricts_receiver(what: &What<'_>) -> Option<String> {
    Some(match what {
        What::ResponseMediaTypeRemoved { name } => format!("the answer may no longer be {name}"),
        What::ResponseMediaTypeSpecialized { from, to } => format!("the media range {from} of the answer became {to}"),
        What::ResponseSchema { now: true } => "the answer now has a schema".into(),
        What::ResponseBodyAdded => "the answer now needs a body".into(),
        What::ResponseRangeNarrowed { from, to } => format!("the accepted status {from} became {to}"),
        What::HeaderRequired { now: true } => "the answer needs a header".into(),
        _ => return None,
    })
}

#[cfg(test)]
#[path = "check.rs"]
mod check;
