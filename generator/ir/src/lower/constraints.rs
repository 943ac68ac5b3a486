//! Validation keywords beside the shape, intersected when several schemas say something.

use model::Node;

use super::json::json;
use crate::Constraints;

/// Takes a keyword in; false when it is none of these.
pub(super) fn absorb(constraints: &mut Constraints, key: &str, value: Node<'_>) -> bool {
    match key {
        "minimum" => higher(&mut constraints.minimum, value),
        "maximum" => lower(&mut constraints.maximum, value),
        "exclusiveMinimum" => higher(&mut constraints.exclusive_minimum, value),
        "exclusiveMaximum" => lower(&mut constraints.exclusive_maximum, value),
        "multipleOf" => constraints.multiple_of = value.as_number().map(str::to_owned),
        "minLength" => most(&mut constraints.min_length, value),
        "maxLength" => least(&mut constraints.max_length, value),
        "minItems" => most(&mut constraints.min_items, value),
        "maxItems" => least(&mut constraints.max_items, value),
        "minProperties" => most(&mut constraints.min_properties, value),
        "maxProperties" => least(&mut constraints.max_properties, value),
        "uniqueItems" => constraints.unique_items |= value.as_bool() == Some(true),
        "pattern" => {
            if let Some(pattern) = value.as_str()
                && !constraints.patterns.iter().any(|p| p == pattern)
            {
                constraints.patterns.push(pattern.to_owned());
            }
        }
        "not" | "if" | "then" | "else" | "contains" | "minContains" | "maxContains" | "propertyNames"
        | "dependentRequired" | "dependentSchemas" | "dependencies" | "unevaluatedItems" | "contentSchema" => {
            residual(constraints, key, value);
        }
        _ => return false,
    }
    true
}

/// Keeps a keyword as it is.
pub(super) fn residual(constraints: &mut Constraints, key: &str, value: Node<'_>) {
    let value = json(value);
    let at = constraints.residual.partition_point(|(k, _)| k.as_str() <= key);
    if !constraints.residual.iter().any(|(k, v)| k == key && *v == value) {
        constraints.residual.insert(at, (key.to_owned(), value));
    }
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

fn higher(slot: &mut Option<String>, value: Node<'_>) {
    let Some(new) = value.as_number() else { return };
    if slot.as_deref().is_none_or(|old| number(new) > number(old)) {
        *slot = Some(new.to_owned());
    }
}

fn lower(slot: &mut Option<String>, value: Node<'_>) {
    let Some(new) = value.as_number() else { return };
    if slot.as_deref().is_none_or(|old| number(new) < number(old)) {
        *slot = Some(new.to_owned());
    }
}

fn most(slot: &mut Option<u64>, value: Node<'_>) {
    if let Some(new) = value.as_u64() {
        *slot = Some(slot.map_or(new, |old| old.max(new)));
    }
}

fn least(slot: &mut Option<u64>, value: Node<'_>) {
    if let Some(new) = value.as_u64() {
        *slot = Some(slot.map_or(new, |old| old.min(new)));
    }
}

/// The JSON type that constraints are about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Number,
    String,
    Array,
    Object,
    /// Keeps what is about no type in particular.
    Other,
}

/// Only what has an effect on values of a type (`minLength` of a number has none).
pub(super) fn only(all: &Constraints, about: About) -> Option<Box<Constraints>> {
    let mut kept = Constraints { residual: all.residual.clone(), ..Constraints::default() };
    let aside: &[&str] = match about {
        About::Number => {
            kept.minimum.clone_from(&all.minimum);
            kept.maximum.clone_from(&all.maximum);
            kept.exclusive_minimum.clone_from(&all.exclusive_minimum);
            kept.exclusive_maximum.clone_from(&all.exclusive_maximum);
            kept.multiple_of.clone_from(&all.multiple_of);
            &["contains", "minContains", "maxContains", "propertyNames", "dependentRequired", "dependentSchemas"]
        }
        About::String => {
            kept.min_length = all.min_length;
            kept.max_length = all.max_length;
            kept.patterns.clone_from(&all.patterns);
            &["contains", "minContains", "maxContains", "propertyNames", "dependentRequired", "dependentSchemas"]
        }
        About::Array => {
            kept.min_items = all.min_items;
            kept.max_items = all.max_items;
            kept.unique_items = all.unique_items;
            &["propertyNames", "dependentRequired", "dependentSchemas"]
        }
        About::Object => {
            kept.min_properties = all.min_properties;
            kept.max_properties = all.max_properties;
            &["contains", "minContains", "maxContains", "unevaluatedItems"]
        }
        About::Other => &[],
    };
    kept.residual.retain(|(key, _)| !aside.contains(&key.as_str()));
    (!kept.is_empty()).then(|| Box::new(kept))
}
