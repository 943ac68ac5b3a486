//! Choices: `oneOf` and `anyOf` are spread over the conjunction they stand in and matched branch by branch.

use std::rc::Rc;

use model::NodeId;

use super::Effects;
use super::accepts::{accepts, disjoint};
use super::compare::{Engine, Mode, Pair, Step};
use super::fact::{Act, Keyword, SchemaFact};
use super::space::{CHOSEN, OPAQUE_ANY_OF, OPAQUE_ONE_OF, Part, SKIP_ANY_OF, SKIP_ONE_OF, SetId, Space};
use super::view::{ALL_TYPES, NULL, View};

/// One way to satisfy a schema.
#[derive(Debug, Clone)]
pub(crate) struct Alternative {
    pub(crate) set: SetId,
    /// The keyword that offers it; none when there is no choice.
    pub(crate) keyword: Option<Keyword>,
    /// The branch itself.
    pub(crate) branch: Option<NodeId>,
    print: u64,
    name: Option<String>,
    tag: Option<String>,
}

/// More combinations than this are not spelled out.
const MAX_PRODUCT: usize = 256;
/// Combinations tried before what is left of a choice is compared by its text only.
const MAX_STEPS: usize = 1024;

/// All ways to satisfy a schema; none when nothing does.
pub(crate) fn alternatives(space: &mut Space<'_>, set: SetId) -> Rc<[Alternative]> {
    if let Some(known) = space.choices.get(&set) {
        return known.clone();
    }
    let mut out = Vec::new();
    let start = Alternative { set, keyword: None, branch: None, print: 0, name: None, tag: None };
    let mut budget = MAX_STEPS;
    spread(space, start, &mut budget, &mut out);
    for alternative in &mut out {
        if alternative.keyword.is_some() {
            alternative.tag = tag(space, alternative.set);
        }
    }
    let list: Rc<[Alternative]> = out.into();
    space.choices.insert(set, list.clone());
    list
}

fn spread(space: &mut Space<'_>, from: Alternative, budget: &mut usize, out: &mut Vec<Alternative>) {
    let view = space.view(from.set);
    if view.never {
        return;
    }
    let union = view.unions.iter().max_by_key(|u| (u.branches.len(), std::cmp::Reverse(u.owner)));
    let Some(union) = union else {
        out.push(from);
        return;
    };
    let set = space.set(from.set);
    let combinations = view.unions.iter().map(|u| u.branches.len()).try_fold(1usize, usize::checked_mul);
    let many = combinations.is_none_or(|n| n > MAX_PRODUCT);
    if *budget == 0 || many && view.unions.len() > 1 {
        // All of them when there is no time left, all but the largest otherwise.
        let kept = (*budget > 0).then_some(union.owner);
        let parts = set.parts.iter().map(|p| blinded(&view, *p, kept)).collect();
        let next = Alternative { set: space.intern(parts, set.mask), ..from };
        return spread(space, next, budget, out);
    }
    let bit = if union.keyword == Keyword::OneOf { SKIP_ONE_OF } else { SKIP_ANY_OF };
    for branch in &union.branches {
        let mut parts: Vec<Part> = set
            .parts
            .iter()
            .map(|p| if p.node == union.owner { Part { skip: p.skip | bit | CHOSEN, ..*p } } else { *p })
            .collect();
        parts.push(Part { node: *branch, skip: 0 });
        let next = space.intern(parts, set.mask);
        let end = space.doc.follow(*branch);
        let name = space.doc.component(end).map(|c| c.name.clone());
        let print = space.fingerprint(*branch);
        let alternative = Alternative {
            set: next,
            keyword: Some(union.keyword),
            branch: Some(*branch),
            print: from.print.rotate_left(7) ^ print,
            name: match (&from.name, name) {
                (Some(a), Some(b)) => Some(format!("{a}+{b}")),
                (a, b) => a.clone().or(b),
            },
            tag: None,
        };
        *budget = budget.saturating_sub(1);
        spread(space, alternative, budget, out);
    }
}

/// The part with its choices marked as too many, but for those of `kept`.
fn blinded(view: &View<'_>, part: Part, kept: Option<NodeId>) -> Part {
    let owns = |keyword: Keyword| view.unions.iter().any(|u| u.owner == part.node && u.keyword == keyword);
    let mut skip = part.skip;
    if kept != Some(part.node) {
        if owns(Keyword::OneOf) {
            skip |= OPAQUE_ONE_OF;
        }
        if owns(Keyword::AnyOf) {
            skip |= OPAQUE_ANY_OF;
        }
    } else if view.unions.iter().filter(|u| u.owner == part.node).count() > 1 {
        skip |= OPAQUE_ANY_OF;
    }
    Part { skip, ..part }
}

/// What tells an object apart from its siblings: the constants of its required properties.
fn tag(space: &mut Space<'_>, set: SetId) -> Option<String> {
    let view = space.view(set);
    let mut tags = Vec::new();
    for name in view.required.keys() {
        if view.properties.contains_key(name) {
            let (child, _) = space.property(set, name);
            let child = space.view(child);
            if let Some(values) = &child.values
                && values.len() == 1
            {
                tags.push(format!("{name}={}", values.keys().next().map_or("", |v| v)));
            }
        }
    }
    (!tags.is_empty()).then(|| tags.join("&"))
}

impl Engine<'_> {
    /// Whether `null` is accepted.
    pub(crate) fn allows_null(&mut self, set: SetId, old: bool) -> bool {
        let space = if old { &mut self.old } else { &mut self.new };
        null(space, set, 0)
    }

    pub(crate) fn compare_unions(
        &mut self,
        pair: &mut Pair,
        left: &[Alternative],
        right: &[Alternative],
        (a, b): (SetId, SetId),
        mode: Mode,
    ) {
        let mut matched_left = vec![None; left.len()];
        let mut matched_right = vec![false; right.len()];
        let same: [fn(&Alternative, &Alternative) -> bool; 3] = [
            |x, y| x.keyword.is_some() && x.print == y.print,
            |x, y| x.name.is_some() && x.name == y.name,
            |x, y| x.tag.is_some() && x.tag == y.tag,
        ];
        for same in same {
            for (i, x) in left.iter().enumerate().filter(|(i, _)| matched_left[*i].is_none()).collect::<Vec<_>>() {
                let found = right.iter().enumerate().position(|(j, y)| !matched_right[j] && same(x, y));
                if let Some(j) = found {
                    matched_left[i] = Some(j);
                    matched_right[j] = true;
                }
            }
        }
        for i in 0..left.len() {
            if matched_left[i].is_some() {
                continue;
            }
            for j in 0..right.len() {
                if !matched_right[j] && self.relation(left[i].set, right[j].set, mode).is_none() {
                    matched_left[i] = Some(j);
                    matched_right[j] = true;
                    break;
                }
            }
        }
        let mut lost: Vec<usize> = Vec::new();
        for i in (0..left.len()).filter(|i| matched_left[*i].is_none()) {
            if !self.covered_by_new(left[i].set, right, mode) {
                lost.push(i);
            }
        }
        let mut gained: Vec<usize> = Vec::new();
        for j in (0..right.len()).filter(|j| !matched_right[*j]) {
            if !self.covered_by_old(right[j].set, left, mode) {
                gained.push(j);
            }
        }
        // What is left over and alike is the same branch, edited.
        for i in lost.clone() {
            let types = self.old.view(left[i].set).types;
            let mut candidates = Vec::new();
            for j in (0..right.len()).filter(|j| !matched_right[*j]) {
                if self.new.view(right[j].set).types & types != 0 {
                    candidates.push(j);
                }
            }
            let alike = |engine: &mut Self, k: usize| engine.old.view(left[k].set).types & types != 0;
            let rivals = lost.iter().filter(|k| alike(self, **k)).count();
            if let ([j], 1) = (&candidates[..], rivals) {
                matched_left[i] = Some(*j);
                matched_right[*j] = true;
                lost.retain(|k| *k != i);
                gained.retain(|k| k != j);
            }
        }
        for (i, j) in matched_left.iter().enumerate() {
            if let Some(j) = j {
                self.descend(pair, Step::Same, (left[i].set, right[*j].set), mode);
            }
        }
        self.report_choices(pair, (left, &lost), (right, &gained));
        if lost.is_empty() && gained.is_empty() {
            self.compare_exclusiveness(pair, (a, left), (b, right));
        }
    }

    fn report_choices(
        &mut self,
        pair: &mut Pair,
        (left, lost): (&[Alternative], &[usize]),
        (right, gained): (&[Alternative], &[usize]),
    ) {
        let describe =
            |space: &Space<'_>, alternative: &Alternative| {
                alternative.name.clone().or_else(|| alternative.tag.clone()).unwrap_or_else(|| {
                    alternative.branch.map_or_else(String::new, |b| tail(&space.doc.node(b).pointer()))
                })
            };
        let wrapped = left.len() == 1 && left[0].keyword.is_none() && !gained.is_empty();
        let container = |alternatives: &[Alternative], space: &Space<'_>| {
            alternatives.iter().find_map(|x| x.branch).and_then(|b| space.doc.node(b).parent()).map(model::Node::id)
        };
        for i in lost {
            let x = &left[*i];
            let keyword = x.keyword.or(right.iter().find_map(|y| y.keyword)).unwrap_or(Keyword::AnyOf);
            let act = if x.keyword.is_none() { Act::Wrapped } else { Act::Removed };
            let fact = SchemaFact::new(keyword, act, Effects::NARROWS)
                .at(x.branch.or_else(|| self.old.first_node(x.set)), container(right, &self.new))
                .named(describe(&self.old, x));
            pair.facts.push(fact);
        }
        for j in gained {
            let y = &right[*j];
            let keyword = y.keyword.or(left.iter().find_map(|x| x.keyword)).unwrap_or(Keyword::AnyOf);
            let act =
                if y.keyword.is_none() || wrapped && keyword == Keyword::OneOf { Act::Wrapped } else { Act::Added };
            let fact = SchemaFact::new(keyword, act, Effects::WIDENS)
                .at(container(left, &self.old), y.branch.or_else(|| self.new.first_node(y.set)))
                .named(describe(&self.new, y));
            pair.facts.push(fact);
        }
    }

    /// `oneOf` refuses what two branches accept; where branches overlap it is not `anyOf`.
    fn compare_exclusiveness(
        &mut self,
        pair: &mut Pair,
        (_, left): (SetId, &[Alternative]),
        (_, right): (SetId, &[Alternative]),
    ) {
        let one = |list: &[Alternative]| list.iter().any(|x| x.keyword == Some(Keyword::OneOf));
        if one(left) == one(right) {
            return;
        }
        let overlap = if one(left) { overlaps(&mut self.old, left) } else { overlaps(&mut self.new, right) };
        if overlap {
            let (old, new) = (left.iter().find_map(|x| x.branch), right.iter().find_map(|x| x.branch));
            pair.facts.push(
                SchemaFact::new(
                    Keyword::Schema,
                    if one(left) { Act::Generalized } else { Act::Specialized },
                    Effects::UNDECIDED,
                )
                .at(old, new),
            );
        }
    }

    fn relation(&mut self, a: SetId, b: SetId, mode: Mode) -> Effects {
        let pair = self.compare(a, b, mode);
        self.effects(pair)
    }

    fn covered_by_new(&mut self, a: SetId, right: &[Alternative], mode: Mode) -> bool {
        let bad = Effects::NARROWS | Effects::UNDECIDED;
        if right.iter().any(|y| (self.relation(a, y.set, mode) & bad).is_none()) {
            return true;
        }
        let view = self.old.view(a);
        if let Some(values) = &view.values
            && view.unions.is_empty()
        {
            return values.values().all(|v| {
                accepts(&mut self.old, *v, a) == Some(false)
                    || right.iter().any(|y| accepts(&mut self.new, *v, y.set) == Some(true))
            });
        }
        view.types.count_ones() > 1
            && bits(view.types).all(|bit| {
                let part = self.old.masked(a, bit);
                right.iter().any(|y| (self.relation(part, y.set, mode) & bad).is_none())
            })
    }

    fn covered_by_old(&mut self, b: SetId, left: &[Alternative], mode: Mode) -> bool {
        let bad = Effects::WIDENS | Effects::UNDECIDED;
        if left.iter().any(|x| (self.relation(x.set, b, mode) & bad).is_none()) {
            return true;
        }
        let view = self.new.view(b);
        if let Some(values) = &view.values
            && view.unions.is_empty()
        {
            return values.values().all(|v| {
                accepts(&mut self.new, *v, b) == Some(false)
                    || left.iter().any(|x| accepts(&mut self.old, *v, x.set) == Some(true))
            });
        }
        view.types.count_ones() > 1
            && bits(view.types).all(|bit| {
                let part = self.new.masked(b, bit);
                left.iter().any(|x| (self.relation(x.set, part, mode) & bad).is_none())
            })
    }
}

/// The end of a pointer: `anyOf/0`.
fn tail(pointer: &str) -> String {
    let mut parts = pointer.rsplit('/');
    let (last, before) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    format!("{before}/{last}")
}

fn bits(types: u8) -> impl Iterator<Item = u8> {
    (0..8).map(|i| 1 << i).filter(move |bit| types & bit != 0)
}

fn overlaps(space: &mut Space<'_>, list: &[Alternative]) -> bool {
    if list.len() > 60 {
        return false;
    }
    (0..list.len()).any(|i| (i + 1..list.len()).any(|j| !disjoint(space, list[i].set, list[j].set, 0)))
}

fn null(space: &mut Space<'_>, set: SetId, depth: usize) -> bool {
    let view = space.view(set);
    if view.never || view.types & NULL == 0 {
        return false;
    }
    if view.unions.is_empty() || depth > 8 {
        return true;
    }
    let only = space.masked(set, NULL & ALL_TYPES);
    !alternatives(space, only).is_empty()
}
