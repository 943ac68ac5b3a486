//! Properties and what else objects have; and the notes on a schema (default, deprecation, discriminator).

use std::collections::{BTreeMap, BTreeSet};

use model::{Node, NodeId};

use super::Effects;
use super::bounds::compare_count;
use super::canon;
use super::compare::{Engine, Mode, Pair, Step};
use super::fact::{Act, Guard, Keyword, SchemaFact};
use super::space::SetId;
use super::view::View;

impl<'d> Engine<'d> {
    pub(crate) fn compare_objects(
        &mut self,
        pair: &mut Pair,
        (x, y): (&View<'d>, &View<'d>),
        (a, b): (SetId, SetId),
        mode: Mode,
    ) {
        let inner = Mode { text: false, ..mode };
        compare_count(pair, Keyword::MinProperties, x.min_properties, y.min_properties);
        compare_count(pair, Keyword::MaxProperties, x.max_properties, y.max_properties);
        let names: BTreeSet<&'d str> = x
            .properties
            .keys()
            .chain(y.properties.keys())
            .chain(x.required.keys())
            .chain(y.required.keys())
            .copied()
            .collect();
        for name in names {
            self.compare_property(pair, name, (x, y), (a, b), inner);
        }
        let rest = (self.old.other_properties(a), self.new.other_properties(b));
        let keyword = if x.unevaluated_properties.len() == y.unevaluated_properties.len()
            || x.additional_node.is_some() != y.additional_node.is_some()
        {
            Keyword::AdditionalProperties
        } else {
            Keyword::UnevaluatedProperties
        };
        let nodes = (x.additional_node.map(Node::id), y.additional_node.map(Node::id));
        self.compare_rest(pair, keyword, Step::Additional, rest, nodes, inner);
        self.compare_patterned(pair, x, y, inner);
        self.compare_names(pair, x, y, inner);
        self.compare_dependents(pair, x, y, inner);
    }

    fn compare_property(
        &mut self,
        pair: &mut Pair,
        name: &'d str,
        (x, y): (&View<'d>, &View<'d>),
        (a, b): (SetId, SetId),
        mode: Mode,
    ) {
        let (p, site_old) = self.old.property(a, name);
        let (q, site_new) = self.new.property(b, name);
        let (old, new) = (self.old.view(p), self.new.view(q));
        let silent = |v: &View<'_>| if mode.request { v.read_only } else { v.write_only };
        let (was_required, is_required) = (x.required.contains_key(name), y.required.contains_key(name));
        let sites = (site_old.or(x.properties_node.map(Node::id)), site_new.or(y.properties_node.map(Node::id)));
        let guard = Guard { required: was_required || is_required, default: new.default.is_some(), ..Guard::default() };
        if site_old.is_some() && site_new.is_some() {
            for (before, after, flag) in
                [(old.read_only, new.read_only, "readOnly"), (old.write_only, new.write_only, "writeOnly")]
            {
                if before != after {
                    let act = if after { Act::Added } else { Act::Removed };
                    let fact = SchemaFact::new(Keyword::Mutability, act, Effects::NONE)
                        .at(sites.0, sites.1)
                        .named(name)
                        .values(flag, flag)
                        .guard(Guard { required: is_required, ..guard });
                    pair.facts.push(fact);
                }
            }
        }
        // What does not travel in this direction cannot break it.
        if silent(&old) && (silent(&new) || site_new.is_none()) || silent(&new) && (silent(&old) || site_old.is_none())
        {
            return;
        }
        if silent(&old) || silent(&new) {
            return;
        }
        match (site_old, site_new) {
            (Some(_), Some(_)) => {
                self.descend_at(pair, Step::Property(name.to_owned()), (p, q), sites, mode);
                compare_required(pair, name, (x, y), sites, guard);
            }
            (Some(_), None) => {
                // `required` may go on naming it: then it is still sent.
                let lost = was_required && !is_required;
                let effects = if new.never {
                    Effects::NARROWS
                } else if lost || new.says_nothing() && !old.says_nothing() {
                    Effects::WIDENS
                } else {
                    Effects::NONE
                };
                let fact = SchemaFact::new(Keyword::Property, Act::Removed, effects)
                    .at(sites.0, sites.1)
                    .named(name)
                    .guard(Guard { required: lost, closed: new.never, ..guard });
                pair.facts.push(fact);
                if !new.never && !new.says_nothing() {
                    self.descend_at(pair, Step::Property(name.to_owned()), (p, q), sites, mode);
                }
            }
            (None, Some(_)) => {
                let demanded = is_required && !was_required;
                let effects = if demanded || !old.never && old.says_nothing() && !new.says_nothing() {
                    Effects::NARROWS
                } else if old.never {
                    Effects::WIDENS
                } else {
                    Effects::NONE
                };
                let fact = SchemaFact::new(Keyword::Property, Act::Added, effects)
                    .at(sites.0, sites.1)
                    .named(name)
                    .guard(Guard { required: demanded, closed: old.never, ..guard });
                pair.facts.push(fact);
                if !old.never && !old.says_nothing() {
                    self.descend_at(pair, Step::Property(name.to_owned()), (p, q), sites, mode);
                }
            }
            (None, None) => compare_required(pair, name, (x, y), sites, guard),
        }
    }

    fn compare_patterned(&mut self, pair: &mut Pair, x: &View<'d>, y: &View<'d>, mode: Mode) {
        let patterns: BTreeSet<&'d str> =
            x.pattern_properties.keys().chain(y.pattern_properties.keys()).copied().collect();
        for pattern in patterns {
            match (x.pattern_properties.get(pattern), y.pattern_properties.get(pattern)) {
                (Some(old), Some(new)) => {
                    let sets = (self.old.conjunction(old.clone()), self.new.conjunction(new.clone()));
                    self.descend(pair, Step::Pattern(pattern.to_owned()), sets, mode);
                }
                (old, new) => {
                    let (act, effects) =
                        if new.is_some() { (Act::Added, Effects::NARROWS) } else { (Act::Removed, Effects::WIDENS) };
                    let first = |list: Option<&Vec<NodeId>>| list.and_then(|l| l.first().copied());
                    let fact = SchemaFact::new(Keyword::PatternProperties, act, effects)
                        .at(first(old), first(new))
                        .named(pattern);
                    pair.facts.push(fact);
                }
            }
        }
    }

    fn compare_names(&mut self, pair: &mut Pair, x: &View<'d>, y: &View<'d>, mode: Mode) {
        match (&x.property_names[..], &y.property_names[..]) {
            ([], []) => {}
            (old @ [_, ..], new @ [_, ..]) => {
                let sets = (self.old.conjunction(old.to_vec()), self.new.conjunction(new.to_vec()));
                self.descend(pair, Step::Names, sets, mode);
            }
            (old, new) => {
                let (act, effects) =
                    if old.is_empty() { (Act::Added, Effects::NARROWS) } else { (Act::Removed, Effects::WIDENS) };
                let fact = SchemaFact::new(Keyword::PropertyNames, act, effects);
                pair.facts.push(fact.at(old.first().copied(), new.first().copied()));
            }
        }
    }

    fn compare_dependents(&mut self, pair: &mut Pair, x: &View<'d>, y: &View<'d>, mode: Mode) {
        let triggers: BTreeSet<&'d str> =
            x.dependent_required.keys().chain(y.dependent_required.keys()).copied().collect();
        for trigger in triggers {
            let (old, new) = (x.dependent_required.get(trigger), y.dependent_required.get(trigger));
            let (act, effects) = match (old, new) {
                (None, Some(_)) => (Act::Added, Effects::NARROWS),
                (Some(_), None) => (Act::Removed, Effects::WIDENS),
                (Some((o, _)), Some((n, _))) if o != n => {
                    let mut effects = Effects::NONE;
                    if !n.is_subset(o) {
                        effects |= Effects::NARROWS;
                    }
                    if !o.is_subset(n) {
                        effects |= Effects::WIDENS;
                    }
                    (Act::Changed, effects)
                }
                _ => continue,
            };
            let fact = SchemaFact::new(Keyword::DependentRequired, act, effects)
                .at(old.map(|v| v.1.id()), new.map(|v| v.1.id()))
                .named(trigger);
            pair.facts.push(fact);
        }
        let triggers: BTreeSet<&'d str> =
            x.dependent_schemas.keys().chain(y.dependent_schemas.keys()).copied().collect();
        for trigger in triggers {
            match (x.dependent_schemas.get(trigger), y.dependent_schemas.get(trigger)) {
                (Some(old), Some(new)) => {
                    let sets = (self.old.conjunction(old.clone()), self.new.conjunction(new.clone()));
                    self.descend(pair, Step::Dependent, sets, mode);
                }
                (old, new) => {
                    let (act, effects) =
                        if new.is_some() { (Act::Added, Effects::NARROWS) } else { (Act::Removed, Effects::WIDENS) };
                    let first = |list: Option<&Vec<NodeId>>| list.and_then(|l| l.first().copied());
                    let fact = SchemaFact::new(Keyword::DependentSchemas, act, effects)
                        .at(first(old), first(new))
                        .named(trigger);
                    pair.facts.push(fact);
                }
            }
        }
    }

    /// Default, deprecation, stability and open lists.
    pub(crate) fn compare_notes(&mut self, pair: &mut Pair, a: SetId, b: SetId) {
        let (x, y) = (self.old.view(a), self.new.view(b));
        let text = |n: Option<Node<'_>>| n.map(canon);
        let act = |old: bool, new: bool| match (old, new) {
            (false, true) => Act::Added,
            (true, false) => Act::Removed,
            _ => Act::Changed,
        };
        for (keyword, old, new) in
            [(Keyword::Default, x.default, y.default), (Keyword::Stability, x.stability, y.stability)]
        {
            let (before, after) = (text(old), text(new));
            if before != after {
                let fact = SchemaFact::new(keyword, act(old.is_some(), new.is_some()), Effects::NONE)
                    .at(old.map(Node::id), new.map(Node::id))
                    .values(before.unwrap_or_default(), after.unwrap_or_default());
                pair.facts.push(fact);
            }
        }
        if x.deprecated.is_some() != y.deprecated.is_some() {
            let fact = SchemaFact::new(
                Keyword::Deprecated,
                act(x.deprecated.is_some(), y.deprecated.is_some()),
                Effects::NONE,
            );
            let sunset = y.deprecated.and_then(|id| self.new.doc.node(id).get("x-sunset"));
            let sunset = sunset.and_then(Node::as_str).unwrap_or_default();
            pair.facts.push(
                fact.values("", sunset).at(
                    x.deprecated.or_else(|| self.old.first_node(a)),
                    y.deprecated.or_else(|| self.new.first_node(b)),
                ),
            );
        }
        compare_discriminators(pair, &x, &y);
        if let (Some((old, m)), Some((new, n))) = (&x.extensible, &y.extensible) {
            for (gone, act) in
                old.difference(new).map(|v| (v, Act::Removed)).chain(new.difference(old).map(|v| (v, Act::Added)))
            {
                let fact = SchemaFact::new(Keyword::ExtensibleEnum, act, Effects::NONE);
                pair.facts.push(fact.at(Some(m.id()), Some(n.id())).named(*gone));
            }
        }
    }
}

fn compare_required(
    pair: &mut Pair,
    name: &str,
    (x, y): (&View<'_>, &View<'_>),
    sites: (Option<NodeId>, Option<NodeId>),
    guard: Guard,
) {
    let (old, new) = (x.required.get(name), y.required.get(name));
    let (act, effects) = match (old, new) {
        (None, Some(_)) => (Act::Added, Effects::NARROWS),
        (Some(_), None) => (Act::Removed, Effects::WIDENS),
        _ => return,
    };
    let fact = SchemaFact::new(Keyword::Required, act, effects)
        .at(old.map(|n| n.id()).or(sites.0), new.map(|n| n.id()).or(sites.1))
        .named(name)
        .guard(guard);
    pair.facts.push(fact);
}

fn compare_discriminators(pair: &mut Pair, x: &View<'_>, y: &View<'_>) {
    let (Some(old), Some(new)) = (x.discriminator, y.discriminator) else {
        if x.discriminator.is_some() != y.discriminator.is_some() {
            let act = if y.discriminator.is_some() { Act::Added } else { Act::Removed };
            let fact = SchemaFact::new(Keyword::Discriminator, act, Effects::NONE);
            pair.facts.push(fact.at(x.discriminator.map(Node::id), y.discriminator.map(Node::id)));
        }
        return;
    };
    let name = |n: Node<'_>| n.get("propertyName").and_then(Node::as_str).unwrap_or("").to_owned();
    if name(old) != name(new) {
        let fact = SchemaFact::new(Keyword::DiscriminatorProperty, Act::Changed, Effects::NONE);
        pair.facts.push(fact.at(Some(old.id()), Some(new.id())).values(name(old), name(new)));
    }
    let mapping = |n: Node<'_>| -> BTreeMap<String, (String, NodeId)> {
        n.get("mapping")
            .into_iter()
            .flat_map(Node::entries)
            .filter_map(|(k, v)| {
                // `Cat` and `#/components/schemas/Cat` name the same schema.
                let target = v.as_str()?.rsplit('/').next()?;
                Some((k.to_owned(), (target.to_owned(), v.id())))
            })
            .collect()
    };
    let (before, after) = (mapping(old), mapping(new));
    for key in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
        let (act, from, to) = match (before.get(key), after.get(key)) {
            (None, Some(n)) => (Act::Added, None, Some(n)),
            (Some(o), None) => (Act::Removed, Some(o), None),
            (Some(o), Some(n)) if o.0 != n.0 => (Act::Changed, Some(o), Some(n)),
            _ => continue,
        };
        let fact = SchemaFact::new(Keyword::DiscriminatorMapping, act, Effects::NONE)
            .at(from.map(|v| v.1).or(Some(old.id())), to.map(|v| v.1).or(Some(new.id())))
            .named(key.as_str())
            .values(from.map_or("", |v| v.0.as_str()), to.map_or("", |v| v.0.as_str()));
        pair.facts.push(fact);
    }
}
