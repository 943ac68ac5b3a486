//! What every renderer of the Go target needs to know: names of all declarations, how a type is written, which types
//! would hold themselves.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ir::{
    Additional, Api, ContentKind, Decl, DeclBody, DeclId, IntegerFormat, Kind, Name, NumberFormat, Operation, Presence,
    StringFormat, Type,
};

use super::names::{Names, pascal, pascal_wire};

/// A tuple, which needs a name in Go.
pub(super) struct Tuple<'a> {
    pub name: String,
    pub prefix: &'a [Type],
    pub required: usize,
    pub rest: Option<&'a Type>,
    /// The declaration that it stands in
    pub owner: Option<DeclId>,
}

/// Names and shapes of the API's types.
pub(super) struct Model<'a> {
    pub api: &'a Api,
    /// By [`DeclId`]
    pub names: Vec<String>,
    /// Whether null is among the values of an alias
    nullable: Vec<bool>,
    /// Aliases that lead to themselves: they are defined types
    pub recursive_alias: Vec<bool>,
    /// Group of declarations that would hold each other by value; none: it would not hold itself
    cycle: Vec<Option<u32>>,
    /// Declarations that travel in multipart bodies: binary strings in them are files
    files: BTreeSet<DeclId>,
    /// Tuples, by the address of their type
    tuple_names: HashMap<usize, usize>,
    pub tuples: Vec<Tuple<'a>>,
    /// The type of most error bodies
    pub error_body: Option<DeclId>,
}

impl<'a> Model<'a> {
    pub(super) fn new(api: &'a Api, names: &mut Names) -> Self {
        let count = api.decls.len();
        let mut model = Model {
            api,
            names: vec![String::new(); count],
            nullable: vec![false; count],
            recursive_alias: vec![false; count],
            cycle: vec![None; count],
            files: BTreeSet::new(),
            tuple_names: HashMap::new(),
            tuples: Vec::new(),
            error_body: None,
        };
        // What the author named comes first, then what we named; both in the order of their keys.
        for authored in [true, false] {
            for (i, decl) in api.decls.iter().enumerate().filter(|(_, d)| d.authored == authored) {
                model.names[i] = names.claim(&pascal(&decl.name.words));
            }
        }
        for i in 0..count {
            model.nullable[i] = model.alias_nullable(DeclId(i as u32), 0);
        }
        let through: Vec<Vec<u32>> = api.decls.iter().map(alias_edges).collect();
        for group in cycles(&through).into_iter().flatten() {
            model.recursive_alias[group as usize] = true;
        }
        let by_value: Vec<Vec<u32>> = api.decls.iter().map(value_edges).collect();
        for (n, group) in cycles(&by_value).into_iter().enumerate() {
            for i in group {
                model.cycle[i as usize] = Some(n as u32);
            }
        }
        model.find_files();
        model.find_tuples(names);
        model.error_body = model.common_error();
        model
    }

    pub(super) fn decl(&self, id: DeclId) -> &'a Decl {
        self.api.decl(id)
    }

    pub(super) fn name(&self, id: DeclId) -> &str {
        &self.names[id.0 as usize]
    }

    fn alias_nullable(&self, id: DeclId, depth: u8) -> bool {
        match &self.decl(id).body {
            DeclBody::Alias(t) if depth < 32 => {
                t.nullable || matches!(&t.kind, Kind::Declared(other) if self.alias_nullable(*other, depth + 1))
            }
            _ => false,
        }
    }

    /// Follows aliases to the type that is meant.
    pub(super) fn resolve<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        for _ in 0..32 {
            match &ty.kind {
                Kind::Declared(id) => match &self.decl(*id).body {
                    DeclBody::Alias(inner) => ty = inner,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    /// Whether null is a value of the type (and the Go type alone cannot say so).
    pub(super) fn is_nullable(&self, ty: &Type) -> bool {
        ty.nullable || matches!(&ty.kind, Kind::Declared(id) if self.nullable[id.0 as usize])
    }

    /// Whether the Go type can hold null, or anything.
    pub(super) fn is_any(&self, ty: &Type) -> bool {
        let resolved = self.resolve(ty);
        match &resolved.kind {
            Kind::Any | Kind::Null | Kind::Never => true,
            Kind::Declared(id) => matches!(&self.decl(*id).body, DeclBody::Enum(e) if matches!(e.base, Kind::Any)),
            Kind::Constant(v) => v.is_array() || v.is_object() || v.is_null(),
            _ => false,
        }
    }

    /// Whether the type is a struct of this package (so that pointers to it are handed out).
    pub(super) fn is_struct(&self, ty: &Type) -> bool {
        match &self.resolve(ty).kind {
            Kind::Declared(id) => matches!(&self.decl(*id).body, DeclBody::Object(_) | DeclBody::Union(_)),
            Kind::Tuple { .. } => true,
            _ => false,
        }
    }

    /// Whether nil is the type's "nothing".
    pub(super) fn has_nil(&self, ty: &Type) -> bool {
        self.is_any(ty)
            || matches!(&self.resolve(ty).kind, Kind::Array(_) | Kind::Map(_) | Kind::String(StringFormat::Base64))
    }

    /// The Go type of the values that are not null. `owner` is the declaration that it stands in.
    pub(super) fn ty(&self, ty: &Type, owner: Option<DeclId>) -> String {
        match &ty.kind {
            Kind::Any | Kind::Never | Kind::Null => "any".to_owned(),
            Kind::Boolean => "bool".to_owned(),
            Kind::Integer(f) => match f {
                IntegerFormat::Int32 => "int32",
                IntegerFormat::Int64 => "int64",
                IntegerFormat::Uint32 => "uint32",
                IntegerFormat::Uint64 => "uint64",
            }
            .to_owned(),
            Kind::Number(f) => match f {
                NumberFormat::Float => "float32",
                NumberFormat::Double => "float64",
            }
            .to_owned(),
            Kind::String(f) => match f {
                StringFormat::Date => "Date",
                StringFormat::DateTime => "time.Time",
                StringFormat::Base64 => "[]byte",
                StringFormat::Binary if self.holds_files(owner) => "File",
                _ => "string",
            }
            .to_owned(),
            Kind::Constant(v) => constant_type(v).to_owned(),
            Kind::Array(item) => format!("[]{}", self.item(item, owner)),
            Kind::Map(item) => format!("map[string]{}", self.item(item, owner)),
            Kind::Tuple { .. } => match self.tuple_names.get(&address(&ty.kind)) {
                Some(i) => self.tuples[*i].name.clone(),
                None => "[]any".to_owned(),
            },
            Kind::Declared(id) => {
                if self.holds_files(owner) {
                    let inner = self.resolve(ty);
                    if matches!(inner.kind, Kind::String(StringFormat::Binary)) {
                        return "File".to_owned();
                    }
                }
                self.name(*id).to_owned()
            }
        }
    }

    fn holds_files(&self, owner: Option<DeclId>) -> bool {
        owner.is_some_and(|id| self.files.contains(&id))
    }

    /// The Go type of an item, with null.
    pub(super) fn item(&self, ty: &Type, owner: Option<DeclId>) -> String {
        let plain = self.ty(ty, owner);
        if self.is_nullable(ty) && !self.is_any(ty) { format!("Nullable[{plain}]") } else { plain }
    }

    /// The Go type of a property or parameter, and whether it may be absent.
    pub(super) fn slot(&self, ty: &Type, presence: Presence, owner: Option<DeclId>) -> String {
        let mut plain = self.ty(ty, owner);
        if self.holds_itself(ty, owner) {
            plain.insert(0, '*');
        }
        let any = self.is_any(ty);
        match (presence, self.is_nullable(ty)) {
            (Presence::Required, true) if !any => format!("Nullable[{plain}]"),
            (Presence::Required, _) => plain,
            (Presence::Optional, false) if !any => format!("Optional[{plain}]"),
            (Presence::Optional, _) => format!("Nullable[{plain}]"),
        }
    }

    /// Whether a value of the type within `owner` would make it infinitely large.
    pub(super) fn holds_itself(&self, ty: &Type, owner: Option<DeclId>) -> bool {
        match (&ty.kind, owner) {
            (Kind::Declared(id), Some(owner)) => {
                let (a, b) = (self.cycle[id.0 as usize], self.cycle[owner.0 as usize]);
                a.is_some() && a == b
            }
            _ => false,
        }
    }

    /// What a method gives back for the type: a pointer to structs, and to scalars that may be null.
    pub(super) fn result(&self, ty: &Type) -> String {
        let plain = self.ty(ty, None);
        if self.is_struct(ty) || self.is_nullable(ty) && !self.has_nil(ty) { format!("*{plain}") } else { plain }
    }

    /// Declarations that travel in multipart bodies, with all that they are made of.
    fn find_files(&mut self) {
        let mut open = Vec::new();
        let api = self.api;
        for op in all_operations(api) {
            for content in op.body.iter().flat_map(|b| &b.contents) {
                if matches!(content.kind, ContentKind::Multipart(_)) {
                    each_declared(&content.ty, &mut |id| open.push(id));
                }
            }
        }
        while let Some(id) = open.pop() {
            if self.files.insert(id) {
                each_part(api.decl(id), &mut |ty, _| each_declared(ty, &mut |other| open.push(other)));
            }
        }
    }

    /// Names the tuples, in the order of what they stand in.
    fn find_tuples(&mut self, names: &mut Names) {
        let api = self.api;
        let mut found: Vec<(&'a Kind, String, Option<DeclId>)> = Vec::new();
        for (i, decl) in api.decls.iter().enumerate() {
            let owner = self.names[i].clone();
            each_part(decl, &mut |ty, part| {
                if !holds_tuple(ty) {
                    return;
                }
                let wish = part.map_or_else(|| owner.clone(), |p| format!("{owner}{}", pascal_wire(p)));
                tuples_in(ty, &wish, &mut |kind, wish| found.push((kind, wish, Some(DeclId(i as u32)))));
            });
        }
        for op in all_operations(api) {
            let owner = pascal(&op.id.words);
            let mut see = |ty: &'a Type, part: &str| {
                if !holds_tuple(ty) {
                    return;
                }
                tuples_in(ty, &format!("{owner}{part}"), &mut |kind, wish| found.push((kind, wish, None)));
            };
            for p in op.params.iter().filter(|p| holds_tuple(&p.ty)) {
                see(&p.ty, &pascal_wire(&p.name));
            }
            for content in op.body.iter().flat_map(|b| &b.contents) {
                see(&content.ty, "Body");
            }
            for content in op.responses.iter().flat_map(|r| &r.contents) {
                see(&content.ty, "Response");
            }
            if let Some(pages) = &op.pagination {
                see(&pages.item, "Item");
            }
        }
        for (kind, wish, owner) in found {
            if let Kind::Tuple { prefix, required, rest } = kind {
                let name = names.claim(&format!("{wish}Tuple"));
                self.tuple_names.insert(address(kind), self.tuples.len());
                self.tuples.push(Tuple { name, prefix, required: *required, rest: rest.as_deref(), owner });
            }
        }
    }

    /// The object that most JSON error responses carry; the first by key of several.
    fn common_error(&self) -> Option<DeclId> {
        let mut counts: BTreeMap<DeclId, usize> = BTreeMap::new();
        for op in &self.api.operations {
            for response in op.errors() {
                for content in response.contents.iter().filter(|c| matches!(c.kind, ContentKind::Json)).take(1) {
                    if let Kind::Declared(id) = &self.resolve(&content.ty).kind
                        && matches!(self.decl(*id).body, DeclBody::Object(_))
                    {
                        *counts.entry(*id).or_default() += 1;
                    }
                }
            }
        }
        let most = counts.values().copied().max()?;
        counts.into_iter().find(|(_, n)| *n == most).map(|(id, _)| id)
    }
}

/// A key for a type that does not move while the API is borrowed.
fn address(kind: &Kind) -> usize {
    std::ptr::from_ref(kind) as usize
}

/// All operations: those of the paths, the webhooks, and the callbacks of both.
pub(super) fn all_operations(api: &Api) -> impl Iterator<Item = &Operation> {
    api.operations
        .iter()
        .chain(api.webhooks.iter().map(|w| &w.operation))
        .flat_map(|op| std::iter::once(op).chain(op.callbacks.iter().map(|c| &c.operation)))
}

pub(super) fn constant_type(value: &ir::Json) -> &'static str {
    match value {
        ir::Json::String(_) => "string",
        ir::Json::Bool(_) => "bool",
        ir::Json::Number(n) if n.is_i64() => "int64",
        ir::Json::Number(n) if n.is_u64() => "uint64",
        ir::Json::Number(_) => "float64",
        _ => "any",
    }
}

/// Calls `see` with each type that a declaration is made of, and the name of the part.
fn each_part<'a>(decl: &'a Decl, see: &mut dyn FnMut(&'a Type, Option<&'a Name>)) {
    match &decl.body {
        DeclBody::Object(o) => {
            for f in &o.fields {
                see(&f.ty, Some(&f.name));
            }
            if let Additional::Typed(t) = &o.additional {
                see(t, None);
            }
            for (_, t) in &o.patterns {
                see(t, None);
            }
        }
        DeclBody::Union(u) => {
            for v in &u.variants {
                see(&v.ty, Some(&v.name));
            }
        }
        DeclBody::Alias(t) => see(t, None),
        DeclBody::Enum(_) => {}
    }
}

fn each_declared(ty: &Type, see: &mut dyn FnMut(DeclId)) {
    match &ty.kind {
        Kind::Declared(id) => see(*id),
        Kind::Array(t) | Kind::Map(t) => each_declared(t, see),
        Kind::Tuple { prefix, rest, .. } => {
            prefix.iter().chain(rest.as_deref()).for_each(|t| each_declared(t, see));
        }
        _ => {}
    }
}

fn holds_tuple(ty: &Type) -> bool {
    match &ty.kind {
        Kind::Array(t) | Kind::Map(t) => holds_tuple(t),
        kind => matches!(kind, Kind::Tuple { .. }),
    }
}

fn tuples_in<'a>(ty: &'a Type, wish: &str, see: &mut dyn FnMut(&'a Kind, String)) {
    match &ty.kind {
        Kind::Array(t) | Kind::Map(t) => tuples_in(t, wish, see),
        Kind::Tuple { prefix, rest, .. } => {
            see(&ty.kind, wish.to_owned());
            for (i, t) in prefix.iter().enumerate() {
                tuples_in(t, &format!("{wish}{i}"), see);
            }
            if let Some(t) = rest {
                tuples_in(t, &format!("{wish}Rest"), see);
            }
        }
        _ => {}
    }
}

/// Aliases that an alias is made of.
fn alias_edges(decl: &Decl) -> Vec<u32> {
    let mut edges = Vec::new();
    if let DeclBody::Alias(t) = &decl.body {
        each_declared(t, &mut |id| edges.push(id.0));
    }
    edges
}

/// Declarations that a declaration holds by value in Go: not through slices, maps and unions (whose variants are pointers).
fn value_edges(decl: &Decl) -> Vec<u32> {
    fn direct(ty: &Type, edges: &mut Vec<u32>) {
        match &ty.kind {
            Kind::Declared(id) => edges.push(id.0),
            Kind::Tuple { prefix, .. } => prefix.iter().for_each(|t| direct(t, edges)),
            _ => {}
        }
    }
    let mut edges = Vec::new();
    match &decl.body {
        DeclBody::Object(o) => o.fields.iter().for_each(|f| direct(&f.ty, &mut edges)),
        DeclBody::Alias(t) => direct(t, &mut edges),
        DeclBody::Union(_) | DeclBody::Enum(_) => {}
    }
    edges
}

/// Groups of nodes that lead to each other or to themselves (Tarjan, without recursion), in a stable order.
fn cycles(edges: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let n = edges.len();
    let (mut index, mut low) = (vec![u32::MAX; n], vec![0_u32; n]);
    let (mut on, mut stack, mut out) = (vec![false; n], Vec::new(), Vec::new());
    let mut next = 0;
    for root in 0..n {
        if index[root] != u32::MAX {
            continue;
        }
        let mut work = vec![(root, 0_usize)];
        while let Some((v, i)) = work.pop() {
            if i == 0 {
                (index[v], low[v]) = (next, next);
                next += 1;
                stack.push(v);
                on[v] = true;
            }
            if let Some(&w) = edges[v].get(i) {
                let w = w as usize;
                work.push((v, i + 1));
                if index[w] == u32::MAX {
                    work.push((w, 0));
                } else if on[w] {
                    low[v] = low[v].min(index[w]);
                }
                continue;
            }
            for &w in &edges[v] {
                if on[w as usize] {
                    low[v] = low[v].min(low[w as usize]);
                }
            }
            if low[v] == index[v] {
                let mut group = Vec::new();
                while let Some(w) = stack.pop() {
                    on[w] = false;
                    group.push(w as u32);
                    if w == v {
                        break;
                    }
                }
                if group.len() > 1 || edges[v].contains(&(v as u32)) {
                    group.sort_unstable();
                    out.push(group);
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_lead_to_themselves() {
        // 0 -> 1 -> 2 -> 1, 3 -> 3, 4 -> 0
        let edges = vec![vec![1], vec![2], vec![1], vec![3], vec![0]];
        let mut found = cycles(&edges);
        found.sort();
        assert_eq!(found, vec![vec![1, 2], vec![3]]);
    }
}
