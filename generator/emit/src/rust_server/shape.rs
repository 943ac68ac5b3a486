//! Rust types of values: which declarations must be boxed, and how a type is written.

use ir::{Additional, Api, DeclBody, DeclId, IntegerFormat, Kind, NumberFormat, StringFormat, Type};
use proc_macro2::TokenStream;
use quote::quote;

use super::names::Names;

/// What all parts of the emitter ask.
pub(super) struct Shapes<'a> {
    /// The API
    pub(super) api: &'a Api,
    /// Identifiers
    pub(super) names: Names,
    /// Which cycle of values without a box a declaration is in
    cycle: Vec<Option<usize>>,
    /// Aliases that lead to themselves, through arrays and maps
    own_type: Vec<bool>,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let direct: Vec<Vec<usize>> = api.decls.iter().map(|d| direct(&d.body)).collect();
        let through_aliases: Vec<Vec<usize>> = api
            .decls
            .iter()
            .map(|d| match &d.body {
                DeclBody::Alias(ty) => all(ty).into_iter().filter(|i| is_alias(api, *i)).collect(),
                _ => Vec::new(),
            })
            .collect();
        let own_type = cycles(&through_aliases).into_iter().map(|c| c.is_some()).collect();
        Self { api, names: Names::new(api), cycle: cycles(&direct), own_type }
    }

    /// Whether an alias needs a type of its own: a type alias cannot be recursive.
    pub(super) fn is_own_type(&self, id: DeclId) -> bool {
        self.own_type[id.0 as usize]
    }

    /// The Rust type of a value inside of a declaration, as seen from `place` (the path of the types module).
    pub(super) fn ty(&self, ty: &Type, owner: Option<DeclId>, place: &TokenStream) -> TokenStream {
        let base = self.base(ty, owner, place);
        if ty.nullable && !matches!(ty.kind, Kind::Any | Kind::Null) { quote!(Option<#base>) } else { base }
    }

    /// The same without null.
    pub(super) fn base(&self, ty: &Type, owner: Option<DeclId>, place: &TokenStream) -> TokenStream {
        match &ty.kind {
            Kind::Any => quote!(serde_json::Value),
            Kind::Never => quote!(rt::Never),
            Kind::Null => quote!(()),
            Kind::Boolean => quote!(bool),
            Kind::Integer(IntegerFormat::Int32) => quote!(i32),
            Kind::Integer(IntegerFormat::Int64) => quote!(i64),
            Kind::Integer(IntegerFormat::Uint32) => quote!(u32),
            Kind::Integer(IntegerFormat::Uint64) => quote!(u64),
            Kind::Number(NumberFormat::Float) => quote!(f32),
            Kind::Number(NumberFormat::Double) => quote!(f64),
            Kind::String(StringFormat::Date) => quote!(rt::Date),
            Kind::String(StringFormat::DateTime) => quote!(rt::DateTime),
            Kind::String(StringFormat::Uuid) => quote!(rt::Uuid),
            Kind::String(StringFormat::Base64) => quote!(rt::Base64),
            Kind::String(StringFormat::Binary) => quote!(rt::Binary),
            Kind::String(StringFormat::Plain | StringFormat::Uri | StringFormat::Other(_)) => quote!(String),
            Kind::Constant(value) => match value {
                serde_json::Value::String(_) => quote!(String),
                serde_json::Value::Bool(_) => quote!(bool),
                serde_json::Value::Number(n) if n.is_i64() => quote!(i64),
                serde_json::Value::Number(n) if n.is_u64() => quote!(u64),
                serde_json::Value::Number(_) => quote!(f64),
                _ => quote!(serde_json::Value),
            },
            Kind::Array(item) => {
                let item = self.ty(item, None, place);
                quote!(Vec<#item>)
            }
            Kind::Tuple { prefix, required, rest: None } if *required == prefix.len() && (1..=6).contains(required) => {
                let items = prefix.iter().map(|t| self.ty(t, owner, place));
                quote!((#(#items,)*))
            }
            Kind::Tuple { .. } => quote!(Vec<serde_json::Value>),
            Kind::Map(value) => {
                let value = self.ty(value, None, place);
                quote!(std::collections::BTreeMap<String, #value>)
            }
            Kind::Declared(id) => {
                let name = self.names.ty(*id);
                let boxed = owner.is_some_and(|owner| {
                    let cycle = self.cycle[owner.0 as usize];
                    cycle.is_some() && cycle == self.cycle[id.0 as usize]
                });
                if boxed { quote!(Box<#place::#name>) } else { quote!(#place::#name) }
            }
        }
    }
}

fn is_alias(api: &Api, index: usize) -> bool {
    matches!(api.decls[index].body, DeclBody::Alias(_))
}

/// Declarations that a value holds without a vector, a map or a box between.
fn direct(body: &DeclBody) -> Vec<usize> {
    fn of(ty: &Type, out: &mut Vec<usize>) {
        match &ty.kind {
            Kind::Declared(id) => out.push(id.0 as usize),
            Kind::Tuple { prefix, .. } => prefix.iter().for_each(|t| of(t, out)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    match body {
        DeclBody::Object(object) => object.fields.iter().for_each(|f| of(&f.ty, &mut out)),
        DeclBody::Union(union) => union.variants.iter().for_each(|v| of(&v.ty, &mut out)),
        DeclBody::Alias(ty) => of(ty, &mut out),
        DeclBody::Enum(_) => {}
    }
    out
}

/// All declarations that a type names.
fn all(ty: &Type) -> Vec<usize> {
    match &ty.kind {
        Kind::Declared(id) => vec![id.0 as usize],
        Kind::Array(item) | Kind::Map(item) => all(item),
        Kind::Tuple { prefix, rest, .. } => prefix.iter().chain(rest.as_deref()).flat_map(all).collect(),
        _ => Vec::new(),
    }
}

/// For each node the number of the cycle that it is in. Tarjan's algorithm, without recursion: descriptions may be deep.
fn cycles(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
    const NEW: usize = usize::MAX;
    let count = edges.len();
    let (mut index, mut low, mut on_stack) = (vec![NEW; count], vec![0; count], vec![false; count]);
    let (mut stack, mut next, mut found) = (Vec::new(), 0, 0);
    let mut cycle = vec![None; count];
    for root in 0..count {
        if index[root] != NEW {
            continue;
        }
        let mut work = vec![(root, 0)];
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                (index[node], low[node]) = (next, next);
                next += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(&target) = edges[node].get(edge) {
                work.push((node, edge + 1));
                if index[target] == NEW {
                    work.push((target, 0));
                } else if on_stack[target] {
                    low[node] = low[node].min(index[target]);
                }
                continue;
            }
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == index[node] {
                let mut members = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack[member] = false;
                    members.push(member);
                    if member == node {
                        break;
                    }
                }
                if members.len() > 1 || edges[node].contains(&node) {
                    members.iter().for_each(|m| cycle[*m] = Some(found));
                    found += 1;
                }
            }
        }
    }
    cycle
}

/// Whether an object keeps members beside its fields, and of which type.
pub(super) fn rest(object: &ir::Object) -> Option<Type> {
    match &object.additional {
        Additional::Typed(ty) if object.patterns.is_empty() => Some(ty.clone()),
        Additional::Any | Additional::Typed(_) => Some(Type::plain(Kind::Any)),
        _ if !object.patterns.is_empty() => Some(Type::plain(Kind::Any)),
        Additional::Unsaid | Additional::Forbidden => None,
    }
}
