//! Whether a schema accepts a value, and whether two schemas share one. Both may answer "unknown".

use model::Node;

use super::canon;
use super::decimal::Decimal;
use super::fact::Keyword;
use super::space::{SetId, Space};
use super::union::alternatives;
use super::view::{STRING, View, type_of};

/// Whether a value is accepted. None when a keyword is in the way that this small judge does not know.
pub(crate) fn accepts<'d>(space: &mut Space<'d>, value: Node<'_>, set: SetId) -> Option<bool> {
    judge(space, value, set, 0)
}

fn judge<'d>(space: &mut Space<'d>, value: Node<'_>, set: SetId, depth: usize) -> Option<bool> {
    if depth > 32 {
        return None;
    }
    let view = space.view(set);
    if view.never || view.types & type_of(value) == 0 {
        return Some(false);
    }
    if let Some(values) = &view.values
        && !values.contains_key(&canon(value))
    {
        return Some(false);
    }
    let mut sure =
        view.opaque.is_empty() && view.nots.is_empty() && view.conditions.is_empty() && view.contains.is_empty();
    if !view.unions.is_empty() {
        let mut any = Some(false);
        for alternative in alternatives(space, set).iter() {
            match judge(space, value, alternative.set, depth + 1) {
                Some(true) => {
                    any = Some(true);
                    break;
                }
                None => any = None,
                Some(false) => {}
            }
        }
        if any != Some(true) {
            return any;
        }
    }
    let fits = if let Some(number) = value.as_number() {
        number_fits(&view, number)
    } else if let Some(text) = value.as_str() {
        string_fits(space, &view, text)
    } else if value.is_array() {
        sure &= view.unevaluated_items.is_empty();
        array_fits(space, &view, value, set, depth)
    } else if value.is_object() {
        sure &= view.unevaluated_properties.is_empty()
            && view.dependent_schemas.is_empty()
            && view.dependent_required.is_empty()
            && view.property_names.is_empty();
        object_fits(space, &view, value, set, depth)
    } else {
        Some(true)
    };
    match fits {
        Some(true) if !sure => None,
        other => other,
    }
}

fn number_fits(view: &View<'_>, literal: &str) -> Option<bool> {
    let value = Decimal::parse(literal)?;
    let low = view.lower.as_ref().is_none_or(|b| value > b.value || !b.exclusive && value == b.value);
    let high = view.upper.as_ref().is_none_or(|b| value < b.value || !b.exclusive && value == b.value);
    let mut fits = Some(low && high);
    for (multiple, _) in &view.multiples {
        match value.is_multiple_of(multiple) {
            Some(false) => return Some(false),
            None => fits = None,
            Some(true) => {}
        }
    }
    fits
}

/// Whether a text keeps to the lengths and patterns of a schema.
pub(crate) fn string_fits<'d>(space: &mut Space<'d>, view: &View<'d>, text: &str) -> Option<bool> {
    let length = text.chars().count() as u64;
    if view.min_length.is_some_and(|(n, _)| length < n) || view.max_length.is_some_and(|(n, _)| length > n) {
        return Some(false);
    }
    let mut fits = Some(true);
    for pattern in view.patterns.keys() {
        match space.regex(pattern).map(|r| r.find(text).is_some()) {
            Some(false) => return Some(false),
            None => fits = None,
            Some(true) => {}
        }
    }
    fits
}

fn array_fits<'d>(space: &mut Space<'d>, view: &View<'d>, value: Node<'_>, set: SetId, depth: usize) -> Option<bool> {
    let length = value.items().len() as u64;
    if view.min_items.is_some_and(|(n, _)| length < n) || view.max_items.is_some_and(|(n, _)| length > n) {
        return Some(false);
    }
    if view.unique.is_some() {
        let mut texts: Vec<String> = value.items().map(canon).collect();
        texts.sort();
        texts.dedup();
        if texts.len() as u64 != length {
            return Some(false);
        }
    }
    let mut fits = Some(true);
    for (i, item) in value.items().enumerate() {
        let child = space.item(set, i);
        match judge(space, item, child, depth + 1) {
            Some(false) => return Some(false),
            None => fits = None,
            Some(true) => {}
        }
    }
    fits
}

fn object_fits<'d>(space: &mut Space<'d>, view: &View<'d>, value: Node<'_>, set: SetId, depth: usize) -> Option<bool> {
    let size = value.entries().len() as u64;
    if view.min_properties.is_some_and(|(n, _)| size < n)
        || view.max_properties.is_some_and(|(n, _)| size > n)
        || view.required.keys().any(|name| value.get(name).is_none())
    {
        return Some(false);
    }
    let mut fits = Some(true);
    for (name, member) in value.entries() {
        let (child, _) = space.property(set, name);
        match judge(space, member, child, depth + 1) {
            Some(false) => return Some(false),
            None => fits = None,
            Some(true) => {}
        }
    }
    fits
}

/// Whether no value satisfies both schemas. False also when it cannot be told.
pub(crate) fn disjoint(space: &mut Space<'_>, a: SetId, b: SetId, depth: usize) -> bool {
    let (x, y) = (space.view(a), space.view(b));
    if x.never || y.never || x.types & y.types == 0 {
        return true;
    }
    if let (Some(v), Some(w)) = (&x.values, &y.values) {
        return v.keys().all(|k| !w.contains_key(k));
    }
    let apart = |low: &View<'_>, high: &View<'_>| matches!((&low.upper, &high.lower), (Some(u), Some(l)) if u.value < l.value || u.value == l.value && (u.exclusive || l.exclusive));
    if x.types & y.types & !super::view::NUMBER == 0 && (apart(&x, &y) || apart(&y, &x)) {
        return true;
    }
    if x.types & y.types == STRING {
        let short =
            |p: &View<'_>, q: &View<'_>| matches!((p.max_length, q.min_length), (Some((m, _)), Some((n, _))) if m < n);
        return short(&x, &y) || short(&y, &x);
    }
    if depth > 3 || x.types & y.types != super::view::OBJECT {
        return false;
    }
    let discriminated = |v: &View<'_>| v.unions.iter().any(|u| u.discriminated && u.keyword == Keyword::OneOf);
    let names: Vec<_> = x.required.keys().filter(|n| y.required.contains_key(*n)).copied().collect();
    discriminated(&x) && discriminated(&y)
        || names.into_iter().any(|name| {
            let (p, _) = space.property(a, name);
            let (q, _) = space.property(b, name);
            disjoint(space, p, q, depth + 1)
        })
}
