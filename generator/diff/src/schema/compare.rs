//! The graph of compared pairs.

use std::collections::{HashMap, HashSet, VecDeque};

use model::{NodeId, Resolved};

use super::Effects;
use super::fact::{Act, Keyword, SchemaFact};
use super::space::{SetId, Space};
use super::view::{ALL_TYPES, NULL};

/// The number of a compared pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PairId(u32);

/// How the values of a position travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Mode {
    /// From the client to the server: read-only properties do not travel. Otherwise write-only ones do not.
    pub(crate) request: bool,
    /// As text, where `5` and `"5"` are the same: parameters and headers.
    pub(crate) text: bool,
}

/// The way from a schema to one inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// The same values: a branch of a choice.
    Same,
    Property(String),
    Items,
    Prefix(usize),
    Additional,
    Pattern(String),
    Contains,
    Names,
    Content,
    Dependent,
    Not,
}

#[derive(Debug)]
pub(crate) struct Edge {
    pub(crate) step: Step,
    pub(crate) to: PairId,
    /// Accepted values turn around: `not`.
    pub(crate) flip: bool,
    pub(crate) old: Option<NodeId>,
    pub(crate) new: Option<NodeId>,
}

#[derive(Debug, Default)]
pub(crate) struct Pair {
    pub(crate) facts: Vec<SchemaFact>,
    pub(crate) edges: Vec<Edge>,
    building: bool,
    total: Option<Effects>,
}

/// A fact at a place where a payload shows it.
#[derive(Debug)]
pub(crate) struct Occurrence<'e> {
    pub(crate) fact: &'e SchemaFact,
    /// `items[].amount`; empty for the payload itself.
    pub(crate) path: String,
    /// The innermost step was into the items of an array.
    pub(crate) in_items: bool,
    /// A property stands on the way.
    pub(crate) in_property: bool,
    /// The schemas that differ, on both sides.
    pub(crate) site: (Option<NodeId>, Option<NodeId>),
    /// What it does to the accepted values of the payload.
    pub(crate) effects: Effects,
    pub(crate) old: Option<NodeId>,
    pub(crate) new: Option<NodeId>,
}

/// Compares schemas of two documents.
pub(crate) struct Engine<'d> {
    pub(crate) old: Space<'d>,
    pub(crate) new: Space<'d>,
    pub(crate) pairs: Vec<Pair>,
    memo: HashMap<(SetId, SetId, Mode), PairId>,
    depth: usize,
}

/// Deeper than any description that people write; a guard against hostile ones.
const MAX_DEPTH: usize = 20_000;

impl<'d> Engine<'d> {
    pub(crate) fn new(old: &'d Resolved, new: &'d Resolved) -> Self {
        Self { old: Space::new(old), new: Space::new(new), pairs: Vec::new(), memo: HashMap::new(), depth: 0 }
    }

    /// Compares two schemas; a missing one accepts everything.
    pub(crate) fn compare_nodes(&mut self, old: Option<NodeId>, new: Option<NodeId>, mode: Mode) -> PairId {
        let a = self.old.conjunction(old);
        let b = self.new.conjunction(new);
        self.compare(a, b, mode)
    }

    pub(crate) fn compare(&mut self, a: SetId, b: SetId, mode: Mode) -> PairId {
        if let Some(id) = self.memo.get(&(a, b, mode)) {
            return *id;
        }
        let id = PairId(self.pairs.len() as u32);
        self.memo.insert((a, b, mode), id);
        self.pairs.push(Pair { building: true, ..Pair::default() });
        let mut pair = Pair::default();
        if self.depth >= MAX_DEPTH {
            pair.facts.push(SchemaFact::new(Keyword::Schema, Act::Changed, Effects::UNDECIDED));
        } else {
            self.depth += 1;
            self.fill(&mut pair, a, b, mode);
            self.depth -= 1;
        }
        self.pairs[id.0 as usize] = pair;
        id
    }

    fn fill(&mut self, pair: &mut Pair, a: SetId, b: SetId, mode: Mode) {
        if !mode.text {
            let (null_a, null_b) = (self.allows_null(a, true), self.allows_null(b, false));
            if null_a != null_b {
                let (act, effects) =
                    if null_b { (Act::Added, Effects::WIDENS) } else { (Act::Removed, Effects::NARROWS) };
                let old = self.old.view(a).type_node.map(|n| n.id());
                let new = self.new.view(b).type_node.map(|n| n.id());
                pair.facts.push(SchemaFact::new(Keyword::Nullable, act, effects).at(old, new));
            }
        }
        let a = self.old.masked(a, ALL_TYPES & !NULL);
        let b = self.new.masked(b, ALL_TYPES & !NULL);
        self.compare_notes(pair, a, b);
        let left = super::union::alternatives(&mut self.old, a);
        let right = super::union::alternatives(&mut self.new, b);
        match (&left[..], &right[..]) {
            ([], []) => {}
            ([], _) => pair.facts.push(SchemaFact::new(Keyword::Schema, Act::Opened, Effects::WIDENS)),
            (_, []) => pair.facts.push(SchemaFact::new(Keyword::Schema, Act::Closed, Effects::NARROWS)),
            ([x], [y]) => self.compare_plain(pair, x.set, y.set, mode),
            _ => self.compare_unions(pair, &left, &right, (a, b), mode),
        }
    }

    pub(crate) fn pair(&self, id: PairId) -> &Pair {
        &self.pairs[id.0 as usize]
    }

    /// Adds a comparison of inner schemas.
    pub(crate) fn descend(&mut self, pair: &mut Pair, step: Step, (a, b): (SetId, SetId), mode: Mode) {
        let sites = (self.old.first_node(a), self.new.first_node(b));
        self.descend_at(pair, step, (a, b), sites, mode);
    }

    pub(crate) fn descend_at(
        &mut self,
        pair: &mut Pair,
        step: Step,
        (a, b): (SetId, SetId),
        (old, new): (Option<NodeId>, Option<NodeId>),
        mode: Mode,
    ) {
        let to = self.compare(a, b, mode);
        let flip = step == Step::Not;
        let child = self.pair(to);
        if !child.building && child.facts.is_empty() && child.edges.is_empty() {
            return;
        }
        pair.edges.push(Edge { step, to, flip, old, new });
    }

    /// What the whole pair does to the accepted values. A pair that is being built counts as equal: if that is wrong,
    /// its own facts will say so.
    pub(crate) fn effects(&mut self, id: PairId) -> Effects {
        if let Some(total) = self.pairs[id.0 as usize].total {
            return total;
        }
        let mut total = Effects::NONE;
        let mut open = false;
        let mut seen = HashSet::from([(id, false)]);
        let mut queue = vec![(id, false)];
        while let Some((at, flip)) = queue.pop() {
            let pair = &self.pairs[at.0 as usize];
            open |= pair.building;
            let turn = |e: Effects| if flip { e.flipped() } else { e };
            if let Some(known) = pair.total {
                total |= turn(known);
                continue;
            }
            for fact in &pair.facts {
                total |= turn(fact.effects);
            }
            if total == Effects::ALL {
                break;
            }
            for edge in &pair.edges {
                let next = (edge.to, flip ^ edge.flip);
                if seen.insert(next) {
                    queue.push(next);
                }
            }
        }
        if !open {
            self.pairs[id.0 as usize].total = Some(total);
        }
        total
    }

    /// Which pairs lead to a fact.
    pub(crate) fn dirty(&self) -> Vec<bool> {
        let mut parents: Vec<Vec<u32>> = vec![Vec::new(); self.pairs.len()];
        let mut dirty = vec![false; self.pairs.len()];
        let mut queue = Vec::new();
        for (i, pair) in self.pairs.iter().enumerate() {
            for edge in &pair.edges {
                parents[edge.to.0 as usize].push(i as u32);
            }
            if !pair.facts.is_empty() {
                dirty[i] = true;
                queue.push(i as u32);
            }
        }
        while let Some(i) = queue.pop() {
            for parent in &parents[i as usize] {
                if !std::mem::replace(&mut dirty[*parent as usize], true) {
                    queue.push(*parent);
                }
            }
        }
        dirty
    }

    /// Every fact that a payload shows, each once, by the shortest way to it.
    pub(crate) fn occurrences(
        &self,
        root: PairId,
        dirty: &[bool],
        (old, new): (Option<NodeId>, Option<NodeId>),
    ) -> Vec<Occurrence<'_>> {
        struct Visit {
            pair: PairId,
            flip: bool,
            path: String,
            in_items: bool,
            in_property: bool,
            old: Option<NodeId>,
            new: Option<NodeId>,
        }
        let mut found = Vec::new();
        if !dirty[root.0 as usize] {
            return found;
        }
        let mut seen = HashSet::from([(root, false)]);
        let mut queue = VecDeque::from([Visit {
            pair: root,
            flip: false,
            path: String::new(),
            in_items: false,
            in_property: false,
            old,
            new,
        }]);
        while let Some(at) = queue.pop_front() {
            let pair = self.pair(at.pair);
            for fact in &pair.facts {
                found.push(Occurrence {
                    fact,
                    path: readable(&at.path),
                    in_items: at.in_items,
                    in_property: at.in_property,
                    effects: if at.flip { fact.effects.flipped() } else { fact.effects },
                    old: fact.old.or(at.old),
                    new: fact.new.or(at.new),
                    site: (at.old, at.new),
                });
            }
            for edge in &pair.edges {
                let flip = at.flip ^ edge.flip;
                if !dirty[edge.to.0 as usize] || !seen.insert((edge.to, flip)) {
                    continue;
                }
                queue.push_back(Visit {
                    pair: edge.to,
                    flip,
                    path: extend(&at.path, &edge.step),
                    in_items: match edge.step {
                        Step::Same => at.in_items,
                        Step::Items | Step::Prefix(_) | Step::Contains => true,
                        _ => false,
                    },
                    in_property: at.in_property
                        || matches!(edge.step, Step::Property(_) | Step::Additional | Step::Pattern(_)),
                    old: edge.old.or(at.old),
                    new: edge.new.or(at.new),
                });
            }
        }
        found
    }
}

/// A path that a line can hold: the middle of a very long one is left out.
fn readable(path: &str) -> String {
    const KEPT: usize = 120;
    let count = path.chars().count();
    if count <= 2 * KEPT {
        return path.to_owned();
    }
    let head: String = path.chars().take(KEPT).collect();
    let tail: String = path.chars().skip(count - KEPT).collect();
    format!("{head} ... {tail}")
}

fn extend(path: &str, step: &Step) -> String {
    let dotted = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match step {
        Step::Same | Step::Dependent => path.to_owned(),
        Step::Property(name) => dotted(name),
        Step::Items => format!("{path}[]"),
        Step::Prefix(i) => format!("{path}[{i}]"),
        Step::Additional => dotted("*"),
        Step::Pattern(pattern) => dotted(&format!("/{pattern}/")),
        Step::Contains => format!("{path}[contains]"),
        Step::Names => dotted("(name)"),
        Step::Content => format!("{path}(content)"),
        Step::Not => format!("{path}(not)"),
    }
}
