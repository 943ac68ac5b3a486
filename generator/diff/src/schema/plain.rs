//! Two conjunctions without a choice, keyword by keyword. Objects are next door.

use std::collections::{BTreeMap, BTreeSet};

use model::{Node, NodeId};

use super::Effects;
use super::accepts::{accepts, string_fits};
use super::bounds::{compare_bound, compare_count, compare_formats, compare_multiples};
use super::compare::{Engine, Mode, Pair, Step};
use super::fact::{Act, Guard, Keyword, SchemaFact};
use super::pattern::candidates;
use super::space::SetId;
use super::view::{ALL_TYPES, ARRAY, BOOLEAN, Contains, NULL, NUMBER, OBJECT, STRING, View, type_names};

fn id(node: Option<Node<'_>>) -> Option<NodeId> {
    node.map(Node::id)
}

impl<'d> Engine<'d> {
    pub(crate) fn compare_plain(&mut self, pair: &mut Pair, a: SetId, b: SetId, mode: Mode) {
        let (x, y) = (self.old.view(a), self.new.view(b));
        let first = pair.facts.len();
        let shared = compare_types(pair, &x, &y, mode);
        if shared == 0 {
            return;
        }
        self.compare_values(pair, &x, &y, (a, b));
        if shared & NUMBER != 0 {
            compare_bound(pair, x.lower.as_ref(), y.lower.as_ref(), true);
            compare_bound(pair, x.upper.as_ref(), y.upper.as_ref(), false);
            compare_multiples(pair, &x, &y);
        }
        if shared & STRING != 0 {
            compare_count(pair, Keyword::MinLength, x.min_length, y.min_length);
            compare_count(pair, Keyword::MaxLength, x.max_length, y.max_length);
            self.compare_patterns(pair, &x, &y);
            self.compare_content(pair, &x, &y, mode);
        }
        if shared & (STRING | NUMBER) != 0 {
            compare_formats(pair, &x, &y, shared);
        }
        if shared & ARRAY != 0 {
            self.compare_arrays(pair, (&x, &y), (a, b), mode);
        }
        if shared & OBJECT != 0 {
            self.compare_objects(pair, (&x, &y), (a, b), mode);
        }
        self.compare_logic(pair, &x, &y, mode);
        if x.opaque.len() + y.opaque.len() > 0 {
            self.compare_unspread(pair, &x, &y);
        }
        self.drop_refuted(pair, first, (&x, &y), (a, b));
    }

    /// A schema that lists its values narrows only if one of them is refused.
    fn drop_refuted(&mut self, pair: &mut Pair, first: usize, (x, y): (&View<'d>, &View<'d>), (a, b): (SetId, SetId)) {
        let lists = |v: &View<'_>| v.types & !NULL & !BOOLEAN != 0 || v.values.is_some();
        if let Some(values) = &x.values
            && lists(x)
            && values.values().all(|v| accepts(&mut self.new, *v, b) == Some(true))
        {
            clear(&mut pair.facts[first..], Effects::NARROWS);
        }
        if let Some(values) = &y.values
            && lists(y)
            && values.values().all(|v| accepts(&mut self.old, *v, a) == Some(true))
        {
            clear(&mut pair.facts[first..], Effects::WIDENS);
        }
        let mut at = 0;
        pair.facts.retain(|f| {
            at += 1;
            at <= first || !f.effects.is_none() || keeps_without_effect(f.keyword)
        });
    }

    fn compare_values(&mut self, pair: &mut Pair, x: &View<'d>, y: &View<'d>, (a, b): (SetId, SetId)) {
        let at = |f: SchemaFact| f.at(id(x.values_node), id(y.values_node));
        match (&x.values, &y.values) {
            (None, None) => {}
            (None, Some(new)) => {
                let covers = covers_all(x, new);
                let keyword = if y.is_const { Keyword::Const } else { Keyword::Enum };
                if !covers {
                    let fact = SchemaFact::new(keyword, Act::Added, Effects::NARROWS).values("", list(new));
                    pair.facts.push(at(fact));
                }
            }
            (Some(old), None) => {
                let keyword = if x.is_const { Keyword::Const } else { Keyword::Enum };
                if !covers_all(y, old) {
                    let fact = SchemaFact::new(keyword, Act::Removed, Effects::WIDENS).values(list(old), "");
                    pair.facts.push(at(fact));
                }
            }
            (Some(old), Some(new)) => {
                let gone: Vec<_> = old.iter().filter(|(k, _)| !new.contains_key(*k)).collect();
                let come: Vec<_> = new.iter().filter(|(k, _)| !old.contains_key(*k)).collect();
                if x.is_const && y.is_const && !gone.is_empty() && !come.is_empty() {
                    let fact = SchemaFact::new(Keyword::Const, Act::Changed, Effects::INCOMPARABLE);
                    pair.facts.push(at(fact.values(list(old), list(new))));
                    return;
                }
                for (text, value) in gone {
                    if accepts(&mut self.old, *value, a) == Some(false) {
                        continue;
                    }
                    let fact = SchemaFact::new(Keyword::Enum, Act::Removed, Effects::NARROWS);
                    pair.facts.push(fact.at(Some(value.id()), id(y.values_node)).named(text));
                }
                for (text, value) in come {
                    if accepts(&mut self.new, *value, b) == Some(false) {
                        continue;
                    }
                    let fact = SchemaFact::new(Keyword::Enum, Act::Added, Effects::WIDENS);
                    pair.facts.push(fact.at(id(x.values_node), Some(value.id())).named(text));
                }
            }
        }
    }

    fn compare_patterns(&mut self, pair: &mut Pair, x: &View<'d>, y: &View<'d>) {
        let gone: Vec<_> = x.patterns.iter().filter(|(p, _)| !y.patterns.contains_key(*p)).collect();
        let come: Vec<_> = y.patterns.iter().filter(|(p, _)| !x.patterns.contains_key(*p)).collect();
        match (&gone[..], &come[..]) {
            ([(p, m)], [(q, n)]) => {
                let (act, effects) = if anything(q) {
                    (Act::Generalized, Effects::WIDENS)
                } else if anything(p) {
                    (Act::Added, Effects::NARROWS)
                } else {
                    (Act::Changed, self.patterns_apart((x, p), (y, q)))
                };
                let fact = SchemaFact::new(Keyword::Pattern, act, effects).at(Some(m.id()), Some(n.id()));
                pair.facts.push(fact.values(**p, **q));
            }
            _ => {
                for (p, node) in gone.iter().filter(|(p, _)| !anything(p)) {
                    let fact = SchemaFact::new(Keyword::Pattern, Act::Removed, Effects::WIDENS);
                    pair.facts.push(fact.at(Some(node.id()), None).values(**p, ""));
                }
                for (p, node) in come.iter().filter(|(p, _)| !anything(p)) {
                    let fact = SchemaFact::new(Keyword::Pattern, Act::Added, Effects::NARROWS);
                    pair.facts.push(fact.at(None, Some(node.id())).values("", **p));
                }
            }
        }
    }

    /// What is proved by texts that one side matches and the other does not; what is not proved is not decided.
    fn patterns_apart(&mut self, (x, p): (&View<'d>, &str), (y, q): (&View<'d>, &str)) -> Effects {
        let mut effects = Effects::UNDECIDED;
        for text in candidates(p).into_iter().chain(candidates(q)) {
            let before = string_fits(&mut self.old, x, &text);
            let after = string_fits(&mut self.new, y, &text);
            match (before, after) {
                (Some(true), Some(false)) => effects |= Effects::NARROWS,
                (Some(false), Some(true)) => effects |= Effects::WIDENS,
                _ => {}
            }
            if effects == Effects::ALL {
                break;
            }
        }
        effects
    }

    fn compare_content(&mut self, pair: &mut Pair, x: &View<'d>, y: &View<'d>, mode: Mode) {
        for (keyword, old, new) in [
            (Keyword::ContentEncoding, x.content_encoding, y.content_encoding),
            (Keyword::ContentMediaType, x.content_media_type, y.content_media_type),
        ] {
            if old.map(|v| v.0) != new.map(|v| v.0) {
                let fact = SchemaFact::new(keyword, Act::Changed, Effects::INCOMPARABLE)
                    .at(old.map(|v| v.1.id()), new.map(|v| v.1.id()))
                    .values(old.map_or("", |v| v.0), new.map_or("", |v| v.0));
                pair.facts.push(fact);
            }
        }
        match (&x.content_schema[..], &y.content_schema[..]) {
            ([], []) => {}
            ([], [new, ..]) => pair
                .facts
                .push(SchemaFact::new(Keyword::ContentSchema, Act::Added, Effects::NARROWS).at(None, Some(*new))),
            ([old, ..], []) => pair
                .facts
                .push(SchemaFact::new(Keyword::ContentSchema, Act::Removed, Effects::WIDENS).at(Some(*old), None)),
            (old, new) => {
                let sets = (self.old.conjunction(old.to_vec()), self.new.conjunction(new.to_vec()));
                self.descend(pair, Step::Content, sets, mode);
            }
        }
    }

    fn compare_arrays(&mut self, pair: &mut Pair, (x, y): (&View<'d>, &View<'d>), (a, b): (SetId, SetId), mode: Mode) {
        compare_count(pair, Keyword::MinItems, x.min_items, y.min_items);
        compare_count(pair, Keyword::MaxItems, x.max_items, y.max_items);
        match (x.unique, y.unique) {
            (None, Some(n)) => pair
                .facts
                .push(SchemaFact::new(Keyword::UniqueItems, Act::Added, Effects::NARROWS).at(None, Some(n.id()))),
            (Some(n), None) => pair
                .facts
                .push(SchemaFact::new(Keyword::UniqueItems, Act::Removed, Effects::WIDENS).at(Some(n.id()), None)),
            _ => {}
        }
        let empty = |v: &View<'_>| v.max_items.is_some_and(|(n, _)| n == 0);
        if empty(x) || empty(y) {
            // Lists without items: nothing about items matters.
            return;
        }
        let both = x.prefix.min(y.prefix);
        for i in 0..both {
            let sets = (self.old.item(a, i), self.new.item(b, i));
            self.descend(pair, Step::Prefix(i), sets, mode);
        }
        for i in both..x.prefix.max(y.prefix) {
            let sets = (self.old.item(a, i), self.new.item(b, i));
            let inner = self.compare(sets.0, sets.1, mode);
            let effects = self.effects(inner);
            let act = if x.prefix > y.prefix { Act::Removed } else { Act::Added };
            if !effects.is_none() {
                let fact = SchemaFact::new(Keyword::PrefixItems, act, effects)
                    .at(id(x.prefix_node), id(y.prefix_node))
                    .named(i.to_string());
                pair.facts.push(fact);
            }
        }
        let last = x.prefix.max(y.prefix);
        let (rest_a, rest_b) = (self.old.item(a, last), self.new.item(b, last));
        let keyword = if x.unevaluated_items.len() == y.unevaluated_items.len() {
            Keyword::Items
        } else {
            Keyword::UnevaluatedItems
        };
        let text = Mode { text: mode.text, ..mode };
        self.compare_rest(pair, keyword, Step::Items, (rest_a, rest_b), (id(x.items_node), id(y.items_node)), text);
        self.compare_contains(pair, &x.contains, &y.contains, mode);
    }

    /// What holds for the members that nothing else speaks about.
    pub(crate) fn compare_rest(
        &mut self,
        pair: &mut Pair,
        keyword: Keyword,
        step: Step,
        (rest_a, rest_b): (SetId, SetId),
        (old, new): (Option<NodeId>, Option<NodeId>),
        mode: Mode,
    ) {
        let (p, q) = (self.old.view(rest_a), self.new.view(rest_b));
        let (old, new) = (old.or(self.old.first_node(rest_a)), new.or(self.new.first_node(rest_b)));
        let (free_a, free_b) = (p.says_nothing(), q.says_nothing());
        let fact = match (p.never, q.never) {
            (true, true) => None,
            (false, true) => Some((Act::Closed, Effects::NARROWS)),
            (true, false) if free_b => Some((Act::Opened, Effects::WIDENS)),
            (true, false) => Some((Act::Generalized, Effects::WIDENS)),
            (false, false) => match (free_a, free_b) {
                (true, true) => None,
                (true, false) => Some((Act::Added, Effects::NARROWS)),
                (false, true) => Some((Act::Removed, Effects::WIDENS)),
                (false, false) => {
                    self.descend_at(pair, step, (rest_a, rest_b), (old, new), mode);
                    None
                }
            },
        };
        if let Some((act, effects)) = fact {
            pair.facts.push(SchemaFact::new(keyword, act, effects).at(old, new));
        }
    }

    fn compare_contains(&mut self, pair: &mut Pair, old: &[Contains<'d>], new: &[Contains<'d>], mode: Mode) {
        match (old, new) {
            ([], []) => {}
            ([], [c, ..]) => {
                if c.min > 0 || c.max.is_some() {
                    pair.facts.push(
                        SchemaFact::new(Keyword::Contains, Act::Added, Effects::NARROWS).at(None, Some(c.schema)),
                    );
                }
            }
            ([c, ..], []) => {
                if c.min > 0 || c.max.is_some() {
                    pair.facts.push(
                        SchemaFact::new(Keyword::Contains, Act::Removed, Effects::WIDENS).at(Some(c.schema), None),
                    );
                }
            }
            ([c, ..], [d, ..]) => {
                if c.min != d.min {
                    let (act, effects) = if d.min > c.min {
                        (Act::Increased, Effects::NARROWS)
                    } else {
                        (Act::Decreased, Effects::WIDENS)
                    };
                    let fact = SchemaFact::new(Keyword::MinContains, act, effects)
                        .at(id(c.min_node), id(d.min_node))
                        .values(c.min.to_string(), d.min.to_string());
                    pair.facts.push(fact);
                }
                compare_count(pair, Keyword::MaxContains, c.max, d.max);
                let sets = (self.old.conjunction([c.schema]), self.new.conjunction([d.schema]));
                if c.max.is_none() && d.max.is_none() {
                    self.descend(pair, Step::Contains, sets, mode);
                } else {
                    let inner = self.compare(sets.0, sets.1, mode);
                    if !self.effects(inner).is_none() {
                        let fact = SchemaFact::new(Keyword::Contains, Act::Changed, Effects::INCOMPARABLE);
                        pair.facts.push(fact.at(Some(c.schema), Some(d.schema)));
                    }
                }
            }
        }
    }

    fn compare_logic(&mut self, pair: &mut Pair, x: &View<'d>, y: &View<'d>, mode: Mode) {
        match (&x.nots[..], &y.nots[..]) {
            ([old], [new]) => {
                let sets = (self.old.conjunction([*old]), self.new.conjunction([*new]));
                let inner = self.compare(sets.0, sets.1, mode);
                let effects = self.effects(inner).flipped();
                if !effects.is_none() {
                    let act = if effects.contains(Effects::NARROWS) { Act::Generalized } else { Act::Specialized };
                    pair.facts.push(SchemaFact::new(Keyword::Not, act, effects).at(Some(*old), Some(*new)));
                }
            }
            (old, new) => self.compare_sets(pair, Keyword::Not, old, new),
        }
        match (&x.conditions[..], &y.conditions[..]) {
            ([c], [d]) => {
                let whens = (self.old.conjunction([c.when]), self.new.conjunction([d.when]));
                let when = self.compare(whens.0, whens.1, mode);
                if self.effects(when).is_none() {
                    self.compare_branch(pair, Keyword::Then, c.then, d.then, mode);
                    self.compare_branch(pair, Keyword::Else, c.otherwise, d.otherwise, mode);
                } else {
                    let fact = SchemaFact::new(Keyword::If, Act::Changed, Effects::INCOMPARABLE);
                    pair.facts.push(fact.at(Some(c.when), Some(d.when)));
                }
            }
            (old, new) => {
                let old: Vec<_> = old.iter().map(|c| c.when).collect();
                let new: Vec<_> = new.iter().map(|c| c.when).collect();
                self.compare_sets(pair, Keyword::If, &old, &new);
            }
        }
    }

    fn compare_branch(
        &mut self,
        pair: &mut Pair,
        keyword: Keyword,
        old: Option<NodeId>,
        new: Option<NodeId>,
        mode: Mode,
    ) {
        let (act, effects) = match (old, new) {
            (None, None) => return,
            (None, Some(_)) => (Act::Added, Effects::NARROWS),
            (Some(_), None) => (Act::Removed, Effects::WIDENS),
            (Some(_), Some(_)) => {
                let sets = (self.old.conjunction(old), self.new.conjunction(new));
                return self.descend(pair, Step::Same, sets, mode);
            }
        };
        pair.facts.push(SchemaFact::new(keyword, act, effects).at(old, new));
    }

    /// Several constraints of one kind, matched by their text.
    pub(crate) fn compare_sets(&mut self, pair: &mut Pair, keyword: Keyword, old: &[NodeId], new: &[NodeId]) {
        let prints_old: BTreeSet<u64> = old.iter().map(|n| self.old.fingerprint(*n)).collect();
        let prints_new: BTreeSet<u64> = new.iter().map(|n| self.new.fingerprint(*n)).collect();
        for node in new {
            if !prints_old.contains(&self.new.fingerprint(*node)) {
                pair.facts.push(SchemaFact::new(keyword, Act::Added, Effects::NARROWS).at(None, Some(*node)));
            }
        }
        for node in old {
            if !prints_new.contains(&self.old.fingerprint(*node)) {
                pair.facts.push(SchemaFact::new(keyword, Act::Removed, Effects::WIDENS).at(Some(*node), None));
            }
        }
    }

    /// Choices too many to spell out: equal texts are equal, anything else is not decided.
    fn compare_unspread(&mut self, pair: &mut Pair, x: &View<'d>, y: &View<'d>) {
        let old: BTreeSet<u64> = x.opaque.iter().map(|u| self.old.fingerprint(u.node.id())).collect();
        let new: BTreeSet<u64> = y.opaque.iter().map(|u| self.new.fingerprint(u.node.id())).collect();
        if old != new {
            let at = |v: &View<'_>| v.opaque.first().map(|u| u.node.id());
            pair.facts.push(SchemaFact::new(Keyword::Schema, Act::Changed, Effects::UNDECIDED).at(at(x), at(y)));
        }
    }
}

/// Notes about a schema that matter to rules though they accept or refuse nothing.
fn keeps_without_effect(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::Mutability
            | Keyword::Default
            | Keyword::Deprecated
            | Keyword::Stability
            | Keyword::ExtensibleEnum
            | Keyword::Discriminator
            | Keyword::DiscriminatorMapping
            | Keyword::DiscriminatorProperty
            | Keyword::Property
            | Keyword::Format
    )
}

fn clear(facts: &mut [SchemaFact], effects: Effects) {
    for fact in facts {
        if fact.effects == Effects::UNDECIDED {
            continue;
        }
        fact.effects = fact.effects.without(effects);
    }
}

/// Whether the values are all that the types offer: `true` and `false`.
fn covers_all(view: &View<'_>, values: &BTreeMap<String, Node<'_>>) -> bool {
    view.types & !NULL == BOOLEAN && values.contains_key("true") && values.contains_key("false")
}

fn list(values: &BTreeMap<String, Node<'_>>) -> String {
    let mut text = values.keys().take(8).cloned().collect::<Vec<_>>().join(", ");
    if values.len() > 8 {
        text.push_str(", ...");
    }
    text
}

fn anything(pattern: &str) -> bool {
    matches!(pattern, "" | ".*" | "^.*$" | "^.*" | ".*$" | "^" | "$")
}

/// In text a number looks like a string of digits: a plain string takes every scalar.
fn text_types(view: &View<'_>, mode: Mode) -> u8 {
    let plain = view.patterns.is_empty()
        && view.values.is_none()
        && view.min_length.is_none()
        && view.max_length.is_none()
        && view.formats.is_empty();
    if mode.text && view.types & STRING != 0 && plain { view.types | NUMBER | BOOLEAN } else { view.types }
}

/// Compares the types and gives those on both sides, in whose keywords the schemas may differ.
fn compare_types(pair: &mut Pair, x: &View<'_>, y: &View<'_>, mode: Mode) -> u8 {
    let shared = x.types & y.types;
    let (p, q) = (text_types(x, mode), text_types(y, mode));
    let gone = p & !q;
    let come = q & !p;
    // Values that are listed say more than their types do.
    if gone | come == 0 || x.values.is_some() && y.values.is_some() && shared != 0 {
        return shared;
    }
    let mut effects = Effects::NONE;
    if gone != 0 {
        effects |= Effects::NARROWS;
    }
    if come != 0 {
        effects |= Effects::WIDENS;
    }
    let act = match (gone != 0, come != 0) {
        (true, true) => Act::Changed,
        (true, false) => Act::Specialized,
        _ => Act::Generalized,
    };
    let one = |t: u8| t.count_ones() == 1 || t == NUMBER || t & !NULL == ALL_TYPES & !NULL;
    let guard = Guard { list: !(one(x.types) && one(y.types)), ..Guard::default() };
    let fact = SchemaFact::new(Keyword::Type, act, effects)
        .at(id(x.type_node), id(y.type_node))
        .values(type_names(x.types), type_names(y.types))
        .guard(guard);
    pair.facts.push(fact);
    shared
}
