//! What was announced about a breaking change, and whether that was enough.
//!
//! An element announces its end by `deprecated: true` with `x-deprecated-at`, `x-sunset` and, if something takes its
//! place, `x-replaced-by`. What has no such flag (an enum value, a media type, a constraint, a requirement) is announced
//! at the nearest object by `x-planned-changes`, a list of:
//!
//! ```yaml
//! x-planned-changes:
//!   - rules: [response-property-became-nullable] # the findings that it announces; without it, any
//!     announced-at: 2026-06-21                   # optional; the publication of the description counts
//!     sunset: 2026-10-31                         # the day from which the change may be made
//!     replaced-by: other_name                    # optional
//!     after: {type: [string, "null"]}            # optional, on a schema: what it will be; the change must stay within it
//! ```

use model::{Node, NodeId, Resolved};

use crate::date::Date;

/// The answer of the gate for one finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Announced long enough, and the sunset has come.
    Covered,
    /// No announcement was published.
    Missing,
    /// The announcement is in the new description only.
    NotPublished,
    /// Announced, but not long enough ago.
    TooShort,
    /// The announcement speaks about another change.
    ScopeMismatch,
    /// The announcement claims a day before its first publication.
    Backdated,
    /// The sunset has not come.
    BeforeSunset,
    /// The announcement or the release lacks a readable date.
    Undated,
}

impl Status {
    /// The word of reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Missing => "notice-missing",
            Self::NotPublished => "notice-not-published",
            Self::TooShort => "notice-too-short",
            Self::ScopeMismatch => "notice-scope-mismatch",
            Self::Backdated => "notice-backdated",
            Self::BeforeSunset => "removed-before-sunset",
            Self::Undated => "notice-undated",
        }
    }
}

/// What is known about the announcement of a breaking change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whether it was enough.
    pub status: Status,
    /// The day from which the period counts: the first publication.
    pub announced: Option<Date>,
    /// The promised end.
    pub sunset: Option<Date>,
    /// The release that makes the change.
    pub release: Option<Date>,
    /// Whole days from the announcement to the release.
    pub days: Option<i64>,
    /// The first day on which the change would pass, if it is known.
    pub passes_on: Option<Date>,
    /// What takes the place of what goes (`x-replaced-by`).
    pub replaced_by: Option<String>,
}

/// An announcement as the old description carries it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Announcement {
    pub(crate) deprecated_at: Option<Date>,
    pub(crate) sunset: Option<Date>,
    pub(crate) replaced_by: Option<String>,
    /// Planned changes name the rules that they announce; a deprecation announces everything about its element.
    pub(crate) rules: Option<Vec<String>>,
    /// The schema that the change is promised to lead to.
    pub(crate) after: Option<NodeId>,
    /// Where it stands.
    pub(crate) at: Option<NodeId>,
}

/// The dates that a verdict depends on. None of them comes from a clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Calendar {
    /// When the old description was published.
    pub(crate) published: Option<Date>,
    /// When the new one is released.
    pub(crate) release: Option<Date>,
    /// How many whole days must lie between.
    pub(crate) days: i64,
}

/// Judges the announcement of a finding.
pub(crate) fn assess(found: &[Announcement], rule: &str, calendar: Calendar) -> Notice {
    let blank = Notice {
        status: Status::Missing,
        announced: None,
        sunset: None,
        release: calendar.release,
        days: None,
        passes_on: None,
        replaced_by: None,
    };
    let speaks = |a: &&Announcement| a.rules.as_ref().is_none_or(|rules| rules.iter().any(|r| r == rule));
    // The nearest one that speaks about the change; the best one among several.
    let best = found.iter().filter(speaks).map(|a| weigh(a, calendar, &blank)).min_by_key(|n| n.status);
    match best {
        Some(notice) => notice,
        None if found.is_empty() => blank,
        None => Notice { status: Status::ScopeMismatch, ..blank },
    }
}

fn weigh(announcement: &Announcement, calendar: Calendar, blank: &Notice) -> Notice {
    // What was published later than it claims counts from its publication.
    let announced = match (announcement.deprecated_at, calendar.published) {
        (Some(said), Some(published)) => Some(said.max(published)),
        (said, published) => said.or(published),
    };
    let mut notice = Notice {
        announced,
        sunset: announcement.sunset,
        replaced_by: announcement.replaced_by.clone(),
        ..blank.clone()
    };
    let (Some(announced), Some(sunset), Some(release)) = (announced, announcement.sunset, calendar.release) else {
        notice.status = Status::Undated;
        return notice;
    };
    let days = announced.days_until(release);
    notice.days = Some(days);
    let passes_on = announced.plus_days(calendar.days).max(sunset);
    notice.status = if days < calendar.days {
        Status::TooShort
    } else if release < sunset {
        Status::BeforeSunset
    } else {
        Status::Covered
    };
    if notice.status != Status::Covered {
        notice.passes_on = Some(passes_on);
    }
    notice
}

/// The announcements that hold for a place: on the element itself and on everything around it, up to the operation.
pub(crate) fn announcements(doc: &Resolved, places: &[NodeId]) -> Vec<Announcement> {
    let mut found: Vec<Announcement> = Vec::new();
    for place in places {
        let mut at = Some(doc.node(*place));
        while let Some(node) = at {
            read(doc, node, &mut found);
            at = node.parent().filter(|p| p.parent().is_some());
        }
    }
    let mut seen = Vec::new();
    found.retain(|a| {
        let new = !seen.contains(&(a.at, a.rules.clone()));
        seen.push((a.at, a.rules.clone()));
        new
    });
    found
}

fn read(doc: &Resolved, node: Node<'_>, found: &mut Vec<Announcement>) {
    if !node.is_object() {
        return;
    }
    let text = |n: Node<'_>, key: &str| n.get(key).and_then(Node::as_str).map(str::to_owned);
    let date = |n: Node<'_>, keys: &[&str]| keys.iter().find_map(|k| text(n, k)).and_then(|t| Date::parse(&t));
    if node.get("deprecated").and_then(Node::as_bool) == Some(true) {
        found.push(Announcement {
            deprecated_at: date(node, &["x-deprecated-at"]),
            sunset: date(node, &["x-sunset"]),
            replaced_by: text(node, "x-replaced-by"),
            rules: None,
            after: None,
            at: Some(node.id()),
        });
    }
    for plan in node.get("x-planned-changes").into_iter().flat_map(Node::items) {
        let listed = plan.get("rules").or_else(|| plan.get("rule")).or_else(|| plan.get("change"));
        let rules = listed.map(|n| match n.as_str() {
            Some(one) => vec![one.to_owned()],
            None => n.items().filter_map(Node::as_str).map(str::to_owned).collect(),
        });
        found.push(Announcement {
            deprecated_at: date(plan, &["announced-at", "x-deprecated-at", "deprecated-at", "announced"]),
            sunset: date(plan, &["sunset", "x-sunset", "effective", "date", "on"]),
            replaced_by: text(plan, "replaced-by").or_else(|| text(plan, "x-replaced-by")),
            rules,
            after: plan.get("after").map(|n| doc.follow(n.id())),
            at: Some(plan.id()),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Announcement, Calendar, Status, assess};
    use crate::date::Date;

    fn day(text: &str) -> Option<Date> {
        Some(Date::parse(text).expect("a date"))
    }

    fn announced(sunset: &str) -> Vec<Announcement> {
        vec![Announcement { deprecated_at: day("2026-06-21"), sunset: day(sunset), ..Announcement::default() }]
    }

    fn released(on: &str) -> Calendar {
        Calendar { published: day("2026-06-21"), release: day(on), days: 90 }
    }

    #[test]
    fn ninety_days_pass_and_eighty_nine_fail() {
        let short = assess(&announced("2026-09-01"), "any", released("2026-09-18"));
        assert_eq!((short.status, short.days), (Status::TooShort, Some(89)));
        assert_eq!(short.passes_on, day("2026-09-19"));
        let enough = assess(&announced("2026-09-01"), "any", released("2026-09-19"));
        assert_eq!((enough.status, enough.days), (Status::Covered, Some(90)));
    }

    #[test]
    fn the_sunset_is_a_promise() {
        let early = assess(&announced("2026-12-01"), "any", released("2026-11-30"));
        assert_eq!((early.status, early.passes_on), (Status::BeforeSunset, day("2026-12-01")));
        let due = assess(&announced("2026-12-01"), "any", released("2026-12-01"));
        assert_eq!(due.status, Status::Covered);
    }

    #[test]
    fn publication_counts_not_the_claim() {
        let mut list = announced("2026-09-01");
        list[0].deprecated_at = day("2026-01-01");
        assert_eq!(assess(&list, "any", released("2026-09-18")).status, Status::TooShort);
    }

    #[test]
    fn without_dates_nothing_passes() {
        let calendar = Calendar { release: None, ..released("2026-12-01") };
        assert_eq!(assess(&announced("2026-09-01"), "any", calendar).status, Status::Undated);
        assert_eq!(assess(&[], "any", calendar).status, Status::Missing);
    }

    #[test]
    fn a_planned_change_covers_what_it_names() {
        let mut list = announced("2026-09-01");
        list[0].rules = Some(vec!["request-body-media-type-removed".into()]);
        let calendar = released("2026-12-01");
        assert_eq!(assess(&list, "request-body-media-type-removed", calendar).status, Status::Covered);
        assert_eq!(assess(&list, "api-security-added", calendar).status, Status::ScopeMismatch);
    }
}
