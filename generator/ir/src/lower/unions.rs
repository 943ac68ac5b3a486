//! One of several types.

use std::collections::HashSet;

use model::{Node, NodeId, Types};

use super::Lowering;
use super::constraints::residual;
use super::docs::{deprecation, docs};
use super::enums::{allows, distinct};
use super::gather::{Group, Merged, Part, Rest};
use super::position::{Step, telling_words, title_words};
use super::types::{Way, declared};
use super::unique::Unique;
use crate::{
    Constraints, DeclBody, DeclId, Docs, Enum, EnumMember, IntegerFormat, Kind, Name, NumberFormat, Openness,
    StringFormat, Tag, Type, Union, Variant,
};

/// Strings that several branches list.
#[derive(Default)]
struct StringSet {
    members: Vec<EnumMember>,
    seen: HashSet<String>,
    /// Any other string is allowed too.
    open: bool,
}

/// A branch that stayed.
struct Branch<'d> {
    node: Node<'d>,
    /// The schemas that hold for it: itself, and the base where that adds something
    parts: Vec<Part>,
    /// Whether the base was merged in
    merged: bool,
}

impl<'d> Lowering<'d> {
    /// `oneOf` and `anyOf`. None when the branches only constrain what the rest of the schema says already.
    pub(super) fn union(
        &mut self,
        merged: &Merged<'d>,
        parts: &[Part],
        way: &Way<'_>,
        into: Option<DeclId>,
    ) -> Option<Type> {
        let (shaping, mut kept): (Vec<Group<'d>>, Vec<Group<'d>>) =
            merged.groups.iter().copied().partition(|g| self.shapes(*g, 8));
        let group = *shaping.first()?;
        kept.extend(&shaping[1..]);
        if shaping.len() > 1 {
            self.gap(
                "several-unions",
                shaping[1].list.id(),
                "one schema has several oneOf/anyOf; the first one gives the type, the others are kept as validation",
            );
        }
        let base: Vec<Part> = merged.seen.iter().filter(|p| self.is_own(**p)).map(|p| p.base()).collect();
        let rest = self.gather(&base);
        let mut nullable = merged.null_allowed;
        let allowed = merged.types;
        if allowed.is_some_and(|t| t.contains(Types::NULL)) {
            nullable = true;
        }
        let mut branches = Vec::new();
        for node in group.list.items() {
            let branch = self.gather(&[Part::whole(node.id())]);
            if is_null(&branch) {
                nullable |= allowed.is_none_or(|t| t.contains(Types::NULL));
                continue;
            }
            if branch.never {
                continue;
            }
            let adds = adds(&rest, &branch);
            let mut all = vec![Part::whole(node.id())];
            if adds {
                all.extend(base.iter().copied());
            }
            branches.push(Branch { node, parts: all, merged: adds });
        }
        let mut ty = match &branches[..] {
            [] => Type::plain(if nullable { Kind::Null } else { Kind::Never }),
            [one] => self.type_of(&one.parts, &way.to(Step::Variant(0, &[]))),
            _ => self.branches(merged, group, &branches, parts, way, into),
        };
        if let Kind::Any = ty.kind {
            return Some(ty);
        }
        ty.nullable |= nullable && !matches!(ty.kind, Kind::Null | Kind::Never);
        if !rest.constraints.is_empty() && ty.constraints.is_none() {
            ty.constraints = Some(Box::new(rest.constraints));
        }
        if !kept.is_empty() {
            keep(ty.constraints.get_or_insert_default(), &kept);
        }
        Some(ty)
    }

    fn is_own(&self, part: Part) -> bool {
        let schema = self.doc.schema(part.node);
        let refers = !part.no_ref && schema.reference().is_some();
        let all = !part.no_all && schema.get("allOf").is_some();
        !refers && !all
    }

    /// Whether some branch says something about the shape (and not only which keys are required together).
    fn shapes(&self, group: Group<'d>, depth: usize) -> bool {
        if depth == 0 {
            return true;
        }
        let mut some = false;
        for node in group.list.items() {
            let branch = self.gather(&[Part::whole(node.id())]);
            let only_required = branch.members.is_none()
                && branch.properties.is_empty()
                && branch.patterns.is_empty()
                && branch.items.is_empty()
                && branch.prefix.is_empty()
                && branch.groups.iter().all(|g| !self.shapes(*g, depth - 1))
                && branch.types.is_none_or(|t| t == Types::OBJECT)
                && (!branch.required.is_empty() || !branch.constraints.is_empty());
            some |= !only_required;
        }
        some
    }

    fn branches(
        &mut self,
        merged: &Merged<'d>,
        group: Group<'d>,
        branches: &[Branch<'d>],
        parts: &[Part],
        way: &Way<'_>,
        into: Option<DeclId>,
    ) -> Type {
        if let Some(members) = self.constants(branches) {
            let base = base_of(&members);
            return self.put(
                parts,
                way,
                into,
                DeclBody::Enum(Enum { base, members, openness: Openness::Closed, extensible: false }),
            );
        }
        if let Some((members, extensible)) = self.strings(branches) {
            let base = Kind::String(StringFormat::Plain);
            let openness = if extensible { Openness::Open } else { Openness::Closed };
            return self.put(parts, way, into, DeclBody::Enum(Enum { base, members, openness, extensible }));
        }
        let mut nullable = false;
        let mut variants: Vec<Variant> = Vec::new();
        for (i, branch) in branches.iter().enumerate() {
            let words = self.branch_words(branch);
            let mut ty = self.type_of(&branch.parts, &way.to(Step::Variant(i, &words)));
            nullable |= std::mem::take(&mut ty.nullable);
            // Several branches of one shape that differ in constraints only are one variant.
            if let Some(same) = variants.iter_mut().find(|v| v.ty.kind == ty.kind) {
                if same.ty.constraints != ty.constraints {
                    same.ty.constraints = None;
                }
                continue;
            }
            if matches!(ty.kind, Kind::Never) {
                continue;
            }
            let docs =
                if branch.node.get("$ref").is_some() && !branch.merged { Docs::default() } else { docs(branch.node) };
            let name = self.variant_name(&words, &ty, i);
            let tag_values = self.declared_values(merged, branch);
            variants.push(Variant { name, ty, tag_values, tag_key: None, docs });
        }
        one_number(&mut variants);
        if variants.iter().any(|v| v.ty.kind == Kind::Any) {
            // One branch allows everything.
            return Type::plain(Kind::Any);
        }
        if variants.len() == 1
            && let Some(only) = variants.pop()
        {
            return Type { nullable, ..only.ty };
        }
        let mut unique = Unique::default();
        for variant in &mut variants {
            variant.name.words = unique.claim(std::mem::take(&mut variant.name.words));
        }
        let tag = match merged.discriminator.and_then(|d| d.property_name()) {
            Some(wire) => Tag::Property { wire: wire.to_owned(), declared: true },
            None => Tag::Untagged,
        };
        let union = Union { variants, tag, openness: Openness::Closed, exclusive: group.exclusive };
        let mut ty = self.put(parts, way, into, DeclBody::Union(union));
        ty.nullable = nullable;
        ty
    }

    /// A `type` with several names: one variant for each.
    pub(super) fn several(
        &mut self,
        merged: &Merged<'d>,
        kinds: Types,
        parts: &[Part],
        way: &Way<'_>,
        into: Option<DeclId>,
    ) -> Type {
        let all = [Types::STRING, Types::INTEGER, Types::NUMBER, Types::BOOLEAN, Types::ARRAY, Types::OBJECT];
        let plain = merged.properties.is_empty() && merged.items.is_empty() && merged.prefix.is_empty();
        if kinds.count() >= 5 && plain && merged.constraints.is_empty() {
            return Type::plain(Kind::Any);
        }
        let mut variants = Vec::new();
        for (i, kind) in all.into_iter().filter(|k| kinds.contains(*k)).enumerate() {
            let word = [type_word(kind).to_owned()];
            let ty = if kind == Types::OBJECT && !merged.properties.is_empty() {
                // A record needs a declaration of its own beside the union's.
                let objects: Vec<Part> = parts.iter().map(|p| p.object()).collect();
                declared(self.declare_parts(&objects, &way.to(Step::Variant(i, &word))))
            } else {
                self.single(merged, kind, parts, &way.to(Step::Variant(i, &word)), None)
            };
            let name = Name { words: word.to_vec(), wire: word[0].clone() };
            variants.push(Variant { name, ty, tag_values: Vec::new(), tag_key: None, docs: Docs::default() });
        }
        let union = Union { variants, tag: Tag::JsonType, openness: Openness::Closed, exclusive: true };
        self.put(parts, way, into, DeclBody::Union(union))
    }

    /// Branches that are each one scalar: an enum with texts. Some of them may list several.
    fn constants(&self, branches: &[Branch<'d>]) -> Option<Vec<EnumMember>> {
        let mut members: Vec<EnumMember> = Vec::new();
        let mut seen = HashSet::new();
        for branch in branches {
            if branch.node.get("$ref").is_some() || branch.merged {
                return None;
            }
            let (mut some, _) = self.members_of(branch.node.id())?;
            if let [one] = &mut some[..] {
                one.docs = docs(branch.node);
                one.deprecation = deprecation(branch.node);
                if let Some(words) = title_words(branch.node) {
                    one.name.words = words;
                    one.docs.summary = None;
                }
            }
            for member in some {
                if seen.insert(member.value.to_string()) {
                    members.push(member);
                }
            }
        }
        (members.len() > 1).then(|| distinct(members))
    }

    /// Branches that are all sets of strings, or any string: one enum, open when any string is allowed.
    fn strings(&self, branches: &[Branch<'d>]) -> Option<(Vec<EnumMember>, bool)> {
        let mut all = StringSet::default();
        for branch in branches {
            if branch.merged {
                return None;
            }
            self.string_set(branch.node.id(), 8, &mut all)?;
        }
        (!all.members.is_empty()).then(|| (distinct(all.members), all.open))
    }

    fn string_set(&self, node: NodeId, depth: usize, set: &mut StringSet) -> Option<()> {
        let merged = self.gather(&[Part::whole(node)]);
        if let Some((members, kind)) = self.members_of(node) {
            if !matches!(kind, Kind::String(_)) {
                return None;
            }
            for member in members {
                if set.seen.insert(member.value.to_string()) {
                    set.members.push(member);
                }
            }
            return Some(());
        }
        if merged.members.is_some() || merged.format.is_some() || merged.shape_types().contains(Types::OBJECT) {
            return None;
        }
        if let [group] = merged.groups[..] {
            if depth == 0 || merged.types.is_some_and(|t| t != Types::STRING) {
                return None;
            }
            return group
                .list
                .items()
                .try_for_each(|branch| self.string_set(branch.id(), depth - 1, set).ok_or(()))
                .ok();
        }
        set.open = true;
        (merged.groups.is_empty() && merged.types == Some(Types::STRING)).then_some(())
    }

    /// What the author calls a branch: its component, its title.
    fn branch_words(&self, branch: &Branch<'d>) -> Vec<String> {
        let schema = self.doc.schema(branch.node.id());
        if let Some(target) = schema.reference() {
            return self.position(target.id()).words;
        }
        if let Some(words) = title_words(branch.node) {
            return words;
        }
        let targets: Vec<_> = schema.schemas("allOf").filter_map(|s| s.reference()).collect();
        match targets[..] {
            [one] if schema.schemas("allOf").len() == 1 => self.position(one.id()).words,
            _ => telling_words(branch.node).unwrap_or_default(),
        }
    }

    fn variant_name(&self, words: &[String], ty: &Type, index: usize) -> Name {
        if !words.is_empty() {
            return Name { words: words.to_vec(), wire: words.join(" ") };
        }
        let words = self.kind_words(&ty.kind, 0).unwrap_or_else(|| vec![format!("variant{}", index + 1)]);
        Name { wire: words.join(" "), words }
    }

    /// A shape's own word.
    fn kind_words(&self, kind: &Kind, depth: usize) -> Option<Vec<String>> {
        let word = match kind {
            Kind::Boolean => "boolean",
            Kind::Integer(_) => "integer",
            Kind::Number(_) => "number",
            Kind::String(StringFormat::Plain | StringFormat::Other(_)) => "string",
            Kind::String(StringFormat::Date) => "date",
            Kind::String(StringFormat::DateTime) => "datetime",
            Kind::String(StringFormat::Uuid) => "uuid",
            Kind::String(StringFormat::Uri) => "uri",
            Kind::String(StringFormat::Base64 | StringFormat::Binary) => "bytes",
            Kind::Constant(value) => {
                return Some(crate::naming::value_words(
                    &value.as_str().map_or_else(|| value.to_string(), str::to_owned),
                ));
            }
            Kind::Array(item) if depth < 3 => {
                let mut words = match &item.kind {
                    Kind::Declared(id) => self.slots.get(id.0 as usize).map(|s| s.words.clone())?,
                    other => self.kind_words(other, depth + 1)?,
                };
                words.push("list".into());
                return Some(words);
            }
            Kind::Array(_) | Kind::Tuple { .. } => "list",
            Kind::Map(_) => "map",
            _ => return None,
        };
        Some(vec![word.to_owned()])
    }

    /// The values of the discriminator that choose a branch, as far as the author says so by `mapping` or by its name.
    fn declared_values(&self, merged: &Merged<'d>, branch: &Branch<'d>) -> Vec<crate::Json> {
        let Some(discriminator) = merged.discriminator else { return Vec::new() };
        let Some(property) = discriminator.property_name() else { return Vec::new() };
        let schema = self.doc.schema(branch.node.id());
        let targets: Vec<NodeId> = schema
            .reference()
            .into_iter()
            .chain(schema.schemas("allOf").filter_map(|s| s.reference()))
            .map(|s| s.id())
            .collect();
        let mut values: Vec<&str> =
            discriminator.mapping().filter(|(_, s)| targets.contains(&s.id())).map(|(value, _)| value).collect();
        values.sort_unstable();
        if !values.is_empty() {
            return values.into_iter().map(|v| crate::Json::String(v.to_owned())).collect();
        }
        let gathered = self.gather(&branch.parts);
        if let Some(nodes) = gathered.properties.get(property)
            && let [one] = nodes[..]
            && let Some((members, _)) = self.members_of(one)
        {
            return members.into_iter().map(|m| m.value).collect();
        }
        let name = targets.first().and_then(|t| self.doc.component(*t)).map(|c| c.name.clone());
        name.map(|n| vec![crate::Json::String(n)]).unwrap_or_default()
    }
}

/// Several ranges of numbers are one variant, the widest: nothing on the wire tells them apart.
fn one_number(variants: &mut Vec<Variant>) {
    if variants.iter().any(|v| matches!(v.ty.kind, Kind::Number(_))) {
        variants.retain(|v| !matches!(v.ty.kind, Kind::Integer(_)));
    }
    let mut first: Option<usize> = None;
    let mut i = 0;
    while i < variants.len() {
        let wide = match variants[i].ty.kind {
            Kind::Integer(_) => Kind::Integer(IntegerFormat::Int64),
            Kind::Number(_) => Kind::Number(NumberFormat::Double),
            _ => {
                i += 1;
                continue;
            }
        };
        match first {
            Some(first) => {
                variants[first].ty = Type::plain(wide);
                variants.remove(i);
            }
            None => {
                first = Some(i);
                i += 1;
            }
        }
    }
}

/// Keeps unions as validation.
pub(super) fn keep(constraints: &mut Constraints, groups: &[Group<'_>]) {
    for group in groups {
        residual(constraints, if group.exclusive { "oneOf" } else { "anyOf" }, group.list);
    }
}

fn base_of(members: &[EnumMember]) -> Kind {
    let all = |f: fn(&crate::Json) -> bool| members.iter().all(|m| f(&m.value));
    if all(crate::Json::is_string) {
        Kind::String(StringFormat::Plain)
    } else if all(|v| v.is_i64() || v.is_u64()) {
        Kind::Integer(IntegerFormat::Int64)
    } else if all(crate::Json::is_number) {
        Kind::Number(NumberFormat::Double)
    } else if all(crate::Json::is_boolean) {
        Kind::Boolean
    } else {
        Kind::Any
    }
}

fn is_null(branch: &Merged<'_>) -> bool {
    branch.types == Some(Types::NULL)
        || branch.members.as_ref().is_some_and(|m| !m.is_empty() && m.iter().all(|n| n.is_null()))
}

/// Whether the base says something that the branch does not say itself.
fn adds(base: &Merged<'_>, branch: &Merged<'_>) -> bool {
    let typed = match (base.types, branch.types) {
        (None, _) => false,
        (Some(b), Some(own)) => super::gather::intersect(b, own) != own && !b.contains(own),
        (Some(b), None) if branch.members.is_some() => !branch.members.iter().flatten().all(|m| allows(b, *m)),
        (Some(b), None) => {
            let implied = branch.shape_types();
            // A union, or an untyped object: `type: object` beside it adds nothing that matters.
            !(b.contains(Types::OBJECT) && (implied == Types::OBJECT || !branch.groups.is_empty()))
        }
    };
    typed
        || base.never
        || base.members.is_some()
        || base.properties.keys().any(|k| !branch.properties.contains_key(k))
        || base.required.iter().any(|r| !branch.required.contains(r))
        || !base.patterns.is_empty()
        || !base.items.is_empty()
        || !base.prefix.is_empty()
        || matches!(base.additional, Rest::Schemas(_))
        || (matches!(base.additional, Rest::Forbidden) && !matches!(branch.additional, Rest::Forbidden))
        || (base.format.is_some()
            && branch.format.is_none()
            && branch.members.is_none()
            && branch.shape_types() != Types::OBJECT)
}

fn type_word(kind: Types) -> &'static str {
    match kind {
        Types::STRING => "string",
        Types::INTEGER => "integer",
        Types::NUMBER => "number",
        Types::BOOLEAN => "boolean",
        Types::ARRAY => "list",
        _ => "object",
    }
}
