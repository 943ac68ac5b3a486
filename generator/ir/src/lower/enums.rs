//! Sets of scalars.

use std::collections::{HashMap, HashSet};

use model::{Node, NodeId, Types};

use super::Lowering;
use super::docs::text;
use super::gather::{Merged, Part, identity};
use super::json::json;
use super::types::{Way, constant};
use super::unique::Unique;
use crate::{
    DeclBody, DeclId, Deprecation, Docs, Enum, EnumMember, IntegerFormat, Kind, Name, NumberFormat, Openness,
    StringFormat, Type, naming,
};

impl<'d> Lowering<'d> {
    /// `enum` or `const`: nothing, one value, or a set.
    pub(super) fn enumeration(
        &mut self,
        merged: &Merged<'d>,
        members: &[Node<'d>],
        parts: &[Part],
        way: &Way<'_>,
        into: Option<DeclId>,
    ) -> Type {
        let null = members.iter().any(|m| m.is_null())
            || merged.null_allowed
            || merged.types.is_some_and(|t| t.contains(Types::NULL) && t.count() > 1);
        self.made(merged.all_members.iter().copied());
        let mut seen = HashSet::new();
        let mut kept: Vec<Node<'d>> = Vec::new();
        for member in members {
            let fits = merged.types.is_none_or(|types| allows(types, *member));
            if !member.is_null() && fits && seen.insert(identity(*member)) {
                kept.push(*member);
            }
        }
        let mut ty = match kept[..] {
            [] if null => return Type::plain(Kind::Null),
            [] => return Type::plain(Kind::Never),
            [one] => Type::plain(constant(one)),
            _ => {
                let members = named(&kept, merged.members_owner.map(|o| self.doc.node(o)));
                let body = Enum { base: base(&kept), members, openness: Openness::Closed, extensible: false };
                self.put(parts, way, into, DeclBody::Enum(body))
            }
        };
        ty.nullable = null;
        ty
    }

    /// The members that a schema lists, when it is nothing but a list of scalars.
    pub(super) fn members_of(&self, node: NodeId) -> Option<(Vec<EnumMember>, Kind)> {
        let merged = self.gather(&[Part::whole(node)]);
        let members = merged.members.as_ref()?;
        let kept: Vec<_> = members
            .iter()
            .copied()
            .filter(|m| !m.is_null() && merged.types.is_none_or(|types| allows(types, *m)))
            .collect();
        if kept.is_empty() || kept.iter().any(|m| m.is_object() || m.is_array()) {
            return None;
        }
        self.made(merged.all_members.iter().copied());
        Some((named(&kept, merged.members_owner.map(|o| self.doc.node(o))), base(&kept)))
    }
}

/// Whether a type allows a scalar.
pub(super) fn allows(types: Types, member: Node<'_>) -> bool {
    use model::Value as V;
    match member.value() {
        V::Null => true,
        V::Bool(_) => types.contains(Types::BOOLEAN),
        V::String(_) => types.contains(Types::STRING),
        V::Number(n) => types.contains(Types::NUMBER) || (types.contains(Types::INTEGER) && whole(n)),
        V::Array(_) | V::Object(_) => false,
    }
}

fn whole(literal: &str) -> bool {
    !literal.contains(['.', 'e', 'E']) || literal.parse::<f64>().is_ok_and(|n| n.fract() == 0.0)
}

/// The shape of all members.
pub(super) fn base(members: &[Node<'_>]) -> Kind {
    use model::Value as V;
    let all = |f: fn(&V) -> bool| members.iter().all(|m| f(m.value()));
    if all(|v| matches!(v, V::String(_))) {
        Kind::String(StringFormat::Plain)
    } else if all(|v| matches!(v, V::Number(n) if whole(n))) {
        Kind::Integer(IntegerFormat::Int64)
    } else if all(|v| matches!(v, V::Number(_))) {
        Kind::Number(NumberFormat::Double)
    } else if all(|v| matches!(v, V::Bool(_))) {
        Kind::Boolean
    } else {
        Kind::Any
    }
}

/// Members with names that differ: of `x-enum-varnames` where it is there, else of the value.
fn named(members: &[Node<'_>], owner: Option<Node<'_>>) -> Vec<EnumMember> {
    let said = |keys: &[&str]| keys.iter().find_map(|k| owner.and_then(|o| o.get(k)));
    let names = said(&["x-enum-varnames", "x-enumNames", "x-enum-names", "x-enum-keys"]);
    let descriptions = said(&["x-enum-descriptions", "x-enumDescriptions"]);
    let gone = said(&["x-enum-deprecated", "x-deprecated-enum"]);
    let told = names.is_some() || descriptions.is_some();
    let listed = owner.filter(|_| told).and_then(|o| o.get("enum"));
    let mut index: HashMap<String, usize> = HashMap::new();
    for (i, member) in listed.into_iter().flat_map(Node::items).enumerate() {
        index.entry(identity(member)).or_insert(i);
    }
    let gone: HashSet<String> = gone.into_iter().flat_map(Node::items).map(identity).collect();
    let members: Vec<_> = members
        .iter()
        .map(|member| {
            let value = json(*member);
            let text_of = member.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let index = index.get(&identity(*member)).copied().filter(|_| told);
            let of = |list: Option<Node<'_>>| -> Option<String> {
                let list = list?;
                if list.is_array() {
                    list.items().nth(index?).and_then(text)
                } else {
                    list.get(&text_of).and_then(text)
                }
            };
            let words = of(names).map_or_else(|| naming::value_words(&text_of), |n| naming::words(&n));
            let deprecated = !gone.is_empty() && gone.contains(&identity(*member));
            EnumMember {
                name: Name { words, wire: text_of.clone() },
                value,
                docs: Docs { description: of(descriptions), ..Docs::default() },
                deprecation: deprecated.then(Deprecation::default),
            }
        })
        .collect();
    distinct(members)
}

/// Makes names differ; the first in the author's order keeps its own.
pub(super) fn distinct(mut members: Vec<EnumMember>) -> Vec<EnumMember> {
    let mut unique = Unique::default();
    for member in &mut members {
        member.name.words = unique.claim(std::mem::take(&mut member.name.words));
    }
    members
}
