//! Puts the parts together: facts and payloads in, findings out.

use std::collections::HashSet;

use model::{Node, NodeId, Resolved};

use crate::catalogue::catalogue;
use crate::collect::{Collector, Root};
use crate::fact::{Fact, Subject, What};
use crate::finding::{Category, Finding, Impact, Level, place};
use crate::notice::announcements;
use crate::policy::{Candidate, Policy, apply};
use crate::report::Report;
use crate::rules::{self, schema};
use crate::schema::{Act, Effects, Engine, Mode, Occurrence};

/// A rule as its documentation shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleDoc {
    /// The id, in the catalogue's spelling.
    pub id: String,
    /// Before policy.
    pub level: Level,
    /// What kind of promise is touched.
    pub category: Category,
    /// What it is about.
    pub summary: String,
    /// Why the change breaks.
    pub why: String,
    /// How to make it without breaking anyone.
    pub safe_path: String,
    /// What tells of the opposite change, or why nothing does. None for schema rules, whose mirror is the other direction.
    pub mirror: Option<String>,
}

/// Every rule, by id.
pub fn rules() -> Vec<RuleDoc> {
    let mut docs: Vec<RuleDoc> = rules::all()
        .map(|rule| RuleDoc {
            id: rule.id.to_owned(),
            level: rule.level,
            category: rule.category,
            summary: rule.summary().to_owned(),
            why: rule.why().to_owned(),
            safe_path: rule.safe_path().to_owned(),
            mirror: Some(match rule.mirror {
                rules::Mirror::Rule(id) => id.to_owned(),
                rules::Mirror::Waived(reason) => reason.to_owned(),
            }),
        })
        .collect();
    for (id, source) in schema::documented() {
        if let Some(row) = catalogue().get(id.as_str())
            && docs.iter().all(|d| d.id != id)
        {
            docs.push(RuleDoc {
                id,
                level: row.level,
                category: row.category,
                summary: source.lines().next().map_or("", |l| l.trim_start_matches("//!").trim()).to_owned(),
                why: rules::section(source, "Why it breaks: ").to_owned(),
                safe_path: rules::section(source, "Safe path: ").to_owned(),
                mirror: None,
            });
        }
    }
    docs.sort_by(|a, b| a.id.cmp(&b.id));
    docs
}

pub(crate) fn run(old: &Resolved, new: &Resolved, policy: &Policy) -> Report {
    let calendar = policy.calendar(old, new);
    let mut collector = Collector::new(old, new, calendar.release, calendar.days);
    collector.run();
    let mut candidates: Vec<Candidate> = Vec::new();
    for fact in &collector.facts {
        candidates.extend(of_fact(fact, old, new));
    }
    let mut seen = HashSet::new();
    let dirty = collector.engine.dirty();
    for root in &collector.roots {
        candidates.extend(of_payload(&collector, root, &dirty, &mut seen));
    }
    drop(dirty);
    for candidate in candidates.iter_mut().filter(|c| c.finding.level > Level::Info) {
        candidate.broken_plans = broken_plans(&mut collector.engine, old, candidate);
    }
    let findings = candidates.into_iter().map(|c| apply(c, old, policy, calendar)).collect();
    Report::new(findings)
}

fn of_fact(fact: &Fact<'_>, old: &Resolved, new: &Resolved) -> Vec<Candidate> {
    let judged = rules::judge(fact);
    judged
        .into_iter()
        .map(|(rule, message)| {
            let ends_promise = matches!(
                &fact.what,
                What::OperationRemoved { .. }
                    | What::ParameterRemoved { .. }
                    | What::WebhookRemoved
                    | What::CallbackRemoved
            );
            let wire = match rule.category {
                Category::Sdk | Category::Doc | Category::Lifecycle => Impact::None,
                _ if ends_promise => Impact::of(rule.level).max(Impact::Possible),
                _ => Impact::of(rule.level),
            };
            let wire = if matches!(fact.what, What::OperationRemoved { .. }) { Impact::Breaking } else { wire };
            let finding = Finding {
                id: rule.id,
                level: rule.level,
                category: rule.category,
                wire,
                sdk: rule.sdk,
                operation: fact.subject.label.to_string(),
                pointer: pointer(fact),
                old: place(old, fact.old),
                new: place(new, fact.new),
                message,
                safe_path: rule.safe_path().to_owned(),
                witness: None,
                notice: None,
            };
            Candidate {
                finding,
                places: places(fact.old.map(Node::id), None, &fact.subject),
                ends_promise,
                sites: Vec::new(),
                broken_plans: Vec::new(),
            }
        })
        .collect()
}

/// Into the new description; into the old one for what is gone.
fn pointer(fact: &Fact<'_>) -> String {
    let gone = matches!(
        fact.what,
        What::OperationRemoved { .. }
            | What::WebhookRemoved
            | What::CallbackRemoved
            | What::ParameterRemoved { .. }
            | What::BodyMediaTypeRemoved { .. }
            | What::ResponseRemoved { .. }
            | What::ResponseMediaTypeRemoved { .. }
            | What::HeaderRemoved { .. }
            | What::LinkRemoved { .. }
            | What::SchemeRemoved { .. }
            | What::FlowRemoved { .. }
            | What::ServerRemoved { .. }
            | What::ComponentSchemaRemoved { .. }
            | What::BodyRemoved
    );
    let node = if gone { fact.old.or(fact.new) } else { fact.new.or(fact.old) };
    node.map(Node::pointer).unwrap_or_default()
}

fn places(element: Option<NodeId>, payload: Option<NodeId>, subject: &Subject) -> Vec<NodeId> {
    element.into_iter().chain(payload).chain(subject.old).collect()
}

/// Where a promised schema could stand: at the schemas that differ, or at the payload.
fn sites(seen: &Occurrence<'_>, root: &Root) -> Vec<(NodeId, NodeId, Mode)> {
    let mode = Mode { request: root.payload.request, text: false };
    [seen.site, (root.old, root.new)].into_iter().filter_map(|(old, new)| Some((old?, new?, mode))).collect()
}

/// Announcements that promise a schema (`after`) to which the new description does not keep.
fn broken_plans(engine: &mut Engine<'_>, old: &Resolved, candidate: &Candidate) -> Vec<NodeId> {
    let mut broken = Vec::new();
    for plan in announcements(old, &candidate.places) {
        let (Some(after), Some(at)) = (plan.after, plan.at) else { continue };
        let owner = old.node(at).parent().and_then(Node::parent).map(Node::id);
        let site = candidate.sites.iter().find(|(o, ..)| owner == Some(*o) || owner == Some(old.follow(*o)));
        let kept = site.is_some_and(|(_, new, mode)| {
            let pair = engine.compare_nodes(Some(after), Some(*new), *mode);
            let harm = if mode.request { Effects::NARROWS } else { Effects::WIDENS };
            (engine.effects(pair) & (harm | Effects::UNDECIDED)).is_none()
        });
        if !kept {
            broken.push(at);
        }
    }
    broken
}

type Seen = HashSet<(std::rc::Rc<str>, &'static str, Option<NodeId>, Option<NodeId>, bool, String)>;

fn of_payload(collector: &Collector<'_>, root: &Root, dirty: &[bool], seen: &mut Seen) -> Vec<Candidate> {
    let (old, new) = (collector.old, collector.new);
    let mut found = Vec::new();
    for occurrence in collector.engine.occurrences(root.pair, dirty, (root.old, root.new)) {
        let Some(verdict) = schema::judge(&occurrence, &root.payload) else { continue };
        // A shared schema that an operation uses twice in the same direction is told once.
        let key = (
            root.subject.label.clone(),
            verdict.id,
            occurrence.old,
            occurrence.new,
            root.payload.request,
            occurrence.fact.name.clone(),
        );
        if !seen.insert(key) {
            continue;
        }
        let node = |doc: &'_ Resolved, id: Option<NodeId>| id.map(|id| doc.node(id).pointer());
        let act = occurrence.fact.act;
        let gone = act == Act::Removed || occurrence.fact.new.is_none() && act != Act::Added;
        let pointer = if gone && occurrence.fact.old.is_some() {
            node(old, occurrence.old)
        } else {
            node(new, occurrence.new).or_else(|| node(old, occurrence.old))
        };
        let wire = match verdict.category {
            Category::Sdk | Category::Doc | Category::Lifecycle => Impact::None,
            _ => Impact::of(verdict.level),
        };
        let finding = Finding {
            id: verdict.id,
            level: verdict.level,
            category: verdict.category,
            wire,
            sdk: verdict.sdk,
            operation: root.subject.label.to_string(),
            pointer: pointer.unwrap_or_default(),
            old: place(old, occurrence.old.map(|id| old.node(id))),
            new: place(new, occurrence.new.map(|id| new.node(id))),
            message: verdict.message,
            safe_path: verdict.safe_path.to_owned(),
            witness: None,
            notice: None,
        };
        found.push(Candidate {
            finding,
            places: places(occurrence.old, root.old, &root.subject),
            ends_promise: false,
            sites: sites(&occurrence, root),
            broken_plans: Vec::new(),
        });
    }
    found
}
