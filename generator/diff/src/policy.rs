//! From judged differences to a verdict. Pure: dates come from the descriptions or from the caller.

use model::{NodeId, Resolved};

use crate::date::Date;
use crate::finding::{Category, Finding, Impact, Level};
use crate::notice::{Announcement, Calendar, Status, announcements, assess};

/// Which promises count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// The wire breaks at `error`; generated source code at `warning`.
    #[default]
    Default,
    /// Warnings are errors.
    Strict,
    /// Only what travels counts: findings about generated source code are `info`.
    WireOnly,
    /// Generated source code counts as much as the wire.
    Sdk,
}

/// What a change must respect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Which promises count.
    pub profile: Profile,
    /// Whole days between the publication of an announcement and the release that makes the change.
    pub notice_days: u32,
    /// When the old description was published; otherwise its `info.x-release-date` says.
    pub published: Option<Date>,
    /// When the new description is released; otherwise its `info.x-release-date` says.
    pub release: Option<Date>,
}

impl Default for Policy {
    fn default() -> Self {
        Self { profile: Profile::Default, notice_days: 90, published: None, release: None }
    }
}

impl Policy {
    /// The dates that hold for two descriptions.
    pub(crate) fn calendar(&self, old: &Resolved, new: &Resolved) -> Calendar {
        let said = |doc: &Resolved| doc.document().info("x-release-date").and_then(Date::parse);
        Calendar {
            published: self.published.or_else(|| said(old)),
            release: self.release.or_else(|| said(new)),
            days: i64::from(self.notice_days),
        }
    }
}

/// A finding with what the gate needs to know about its origin.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) finding: Finding,
    /// Where it stood: the element, then the way to it.
    pub(crate) places: Vec<NodeId>,
    /// Something that was promised ends, whatever the level says.
    pub(crate) ends_promise: bool,
    /// The schemas where a promised one may stand: old, new, how they travel.
    pub(crate) sites: Vec<(NodeId, NodeId, crate::schema::Mode)>,
    /// Announcements whose promised schema the new one does not keep to.
    pub(crate) broken_plans: Vec<NodeId>,
}

/// Applies the profile and the notice period.
pub(crate) fn apply(candidate: Candidate, old: &Resolved, policy: &Policy, calendar: Calendar) -> Finding {
    let Candidate { mut finding, places, ends_promise, broken_plans, .. } = candidate;
    finding.level = match (policy.profile, finding.category) {
        (Profile::WireOnly, Category::Sdk | Category::Doc) => Level::Info,
        (Profile::Strict, _) | (Profile::Sdk, Category::Sdk) if finding.level == Level::Warning => Level::Error,
        (Profile::Sdk, _) if finding.sdk == Impact::Breaking => Level::Error,
        _ => finding.level,
    };
    let promise = finding.category != Category::Lifecycle && (finding.level > Level::Info || ends_promise);
    if !promise {
        return finding;
    }
    let mut found: Vec<Announcement> = announcements(old, &places);
    for announcement in &mut found {
        // A plan that promised another schema speaks about another change.
        if announcement.at.is_some_and(|at| broken_plans.contains(&at)) {
            announcement.rules = Some(Vec::new());
        }
    }
    // A description without release dates takes no part in the gate.
    if calendar.release.is_none() && found.iter().all(|a| a.sunset.is_none()) {
        return finding;
    }
    if finding.level == Level::Warning && found.is_empty() {
        return finding;
    }
    let notice = assess(&found, finding.id, calendar);
    finding.level = match notice.status {
        Status::Covered => Level::Info,
        Status::Undated if calendar.release.is_none() => finding.level,
        _ if ends_promise => Level::Error,
        _ => finding.level,
    };
    finding.notice = Some(notice);
    finding
}
