//! Bounds, sizes, steps and formats: what differs is one value.

use model::Node;

use super::Effects;
use super::compare::Pair;
use super::decimal::Decimal;
use super::fact::{Act, Keyword, SchemaFact};
use super::view::{Bound, Count, FRACTION, INTEGER, STRING, View};

/// `lower`: a minimum; otherwise a maximum.
pub(crate) fn compare_bound(pair: &mut Pair, old: Option<&Bound<'_>>, new: Option<&Bound<'_>>, lower: bool) {
    let (keyword, act, effects) = match (old, new) {
        (None, None) => return,
        (None, Some(n)) => (n.keyword, Act::Added, Effects::NARROWS),
        (Some(o), None) => (o.keyword, Act::Removed, Effects::WIDENS),
        (Some(o), Some(n)) => {
            let order = n.value.cmp(&o.value);
            // At the same number the exclusive bound is the stricter one.
            let order = order.then_with(|| match (n.exclusive, o.exclusive) {
                (true, false) if lower => std::cmp::Ordering::Greater,
                (true, false) => std::cmp::Ordering::Less,
                (false, true) if lower => std::cmp::Ordering::Less,
                (false, true) => std::cmp::Ordering::Greater,
                _ => std::cmp::Ordering::Equal,
            });
            if order.is_eq() {
                return;
            }
            let up = order.is_gt();
            let act = if up { Act::Increased } else { Act::Decreased };
            let effects = if up == lower { Effects::NARROWS } else { Effects::WIDENS };
            (n.keyword, act, effects)
        }
    };
    let text = |b: Option<&Bound<'_>>| b.and_then(|b| b.node.as_number()).unwrap_or("").to_owned();
    let fact = SchemaFact::new(keyword, act, effects)
        .at(old.map(|b| b.node.id()), new.map(|b| b.node.id()))
        .values(text(old), text(new));
    pair.facts.push(fact);
}

pub(crate) fn compare_count(pair: &mut Pair, keyword: Keyword, old: Count<'_>, new: Count<'_>) {
    let most =
        matches!(keyword, Keyword::MaxLength | Keyword::MaxItems | Keyword::MaxProperties | Keyword::MaxContains);
    let (act, effects) = match (old, new) {
        (None, None) => return,
        (None, Some(_)) => (Act::Added, Effects::NARROWS),
        (Some(_), None) => (Act::Removed, Effects::WIDENS),
        (Some((o, _)), Some((n, _))) if o == n => return,
        (Some((o, _)), Some((n, _))) => {
            let up = n > o;
            let act = if up { Act::Increased } else { Act::Decreased };
            (act, if up == most { Effects::WIDENS } else { Effects::NARROWS })
        }
    };
    let text = |c: Count<'_>| c.map_or_else(String::new, |(n, _)| n.to_string());
    let fact = SchemaFact::new(keyword, act, effects)
        .at(old.map(|c| c.1.id()), new.map(|c| c.1.id()))
        .values(text(old), text(new));
    pair.facts.push(fact);
}

pub(crate) fn compare_multiples(pair: &mut Pair, x: &View<'_>, y: &View<'_>) {
    // Each multiple of the new schema must follow from the old ones, and the other way round.
    let implied = |m: &Decimal, by: &[(Decimal, Node<'_>)]| by.iter().any(|(k, _)| k.is_multiple_of(m) == Some(true));
    let stricter = y.multiples.iter().any(|(m, _)| !implied(m, &x.multiples));
    let looser = x.multiples.iter().any(|(m, _)| !implied(m, &y.multiples));
    let (act, effects) = match (stricter, looser) {
        (false, false) => return,
        (true, false) if x.multiples.is_empty() => (Act::Added, Effects::NARROWS),
        (true, false) => (Act::Specialized, Effects::NARROWS),
        (false, true) if y.multiples.is_empty() => (Act::Removed, Effects::WIDENS),
        (false, true) => (Act::Generalized, Effects::WIDENS),
        (true, true) => (Act::Changed, Effects::INCOMPARABLE),
    };
    let text = |v: &View<'_>| v.multiples.iter().filter_map(|(_, n)| n.as_number()).collect::<Vec<_>>().join(", ");
    let at = |v: &View<'_>| v.multiples.first().map(|(_, n)| n.id());
    pair.facts.push(SchemaFact::new(Keyword::MultipleOf, act, effects).at(at(x), at(y)).values(text(x), text(y)));
}

pub(crate) fn compare_formats(pair: &mut Pair, x: &View<'_>, y: &View<'_>, shared: u8) {
    if x.formats.keys().eq(y.formats.keys()) || x.values.is_some() || y.values.is_some() {
        return;
    }
    let gone: Vec<&str> = x.formats.keys().filter(|f| !y.formats.contains_key(*f)).copied().collect();
    let come: Vec<&str> = y.formats.keys().filter(|f| !x.formats.contains_key(*f)).copied().collect();
    let (act, effects) = match (&gone[..], &come[..]) {
        ([], _) => (Act::Added, Effects::NONE),
        (_, []) => (Act::Removed, Effects::NONE),
        (["int32"], ["int64"]) | (["float"], ["double"]) => (Act::Generalized, Effects::WIDENS),
        (["int64"], ["int32"]) | (["double"], ["float"]) => (Act::Specialized, Effects::NARROWS),
        _ if shared & STRING == 0 && shared & (INTEGER | FRACTION) != 0 => (Act::Changed, Effects::UNDECIDED),
        _ => (Act::Changed, Effects::INCOMPARABLE),
    };
    let at = |v: &View<'_>, names: &[&str]| names.first().and_then(|n| v.formats.get(n)).map(|n| n.id());
    pair.facts.push(
        SchemaFact::new(Keyword::Format, act, effects)
            .at(at(x, &gone), at(y, &come))
            .values(gone.join(", "), come.join(", ")),
    );
}
