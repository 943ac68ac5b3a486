//! Declarations that are themselves by value, with nothing in between, say nothing: `A: oneOf [A, string]`.

use crate::{Decl, DeclBody, DeclId, Gap, Kind, Type};

/// Cuts cycles of aliases and union variants. Recursion through records, arrays and maps stays.
pub(super) fn cut(decls: &mut [Decl], gaps: &mut Vec<Gap>) {
    #[derive(Clone, Copy, PartialEq)]
    enum Color {
        White,
        Grey,
        Black,
    }
    let mut color = vec![Color::White; decls.len()];
    for start in 0..decls.len() {
        if color[start] != Color::White {
            continue;
        }
        color[start] = Color::Grey;
        let mut stack = vec![(start, by_value(&decls[start]), 0)];
        while let Some((at, edges, next)) = stack.last_mut() {
            let Some(to) = edges.get(*next).copied() else {
                color[*at] = Color::Black;
                stack.pop();
                continue;
            };
            *next += 1;
            match color[to] {
                Color::White => {
                    color[to] = Color::Grey;
                    let edges = by_value(&decls[to]);
                    stack.push((to, edges, 0));
                }
                Color::Grey => {
                    let at = *at;
                    drop_edge(&mut decls[at], to);
                    gaps.push(Gap {
                        feature: "endless-type".into(),
                        target: None,
                        at: decls[at].at.clone(),
                        pointer: decls[at].pointer.clone(),
                        advice: "this schema is itself with nothing in between; put it into a property or an array"
                            .into(),
                    });
                }
                Color::Black => {}
            }
        }
    }
}

fn by_value(decl: &Decl) -> Vec<usize> {
    let of = |ty: &Type| match &ty.kind {
        Kind::Declared(DeclId(id)) => Some(*id as usize),
        _ => None,
    };
    match &decl.body {
        DeclBody::Alias(ty) => of(ty).into_iter().collect(),
        DeclBody::Union(union) => union.variants.iter().filter_map(|v| of(&v.ty)).collect(),
        _ => Vec::new(),
    }
}

fn drop_edge(decl: &mut Decl, to: usize) {
    let hits = |ty: &Type| matches!(&ty.kind, Kind::Declared(DeclId(id)) if *id as usize == to);
    match &mut decl.body {
        DeclBody::Union(union) => {
            union.variants.retain(|v| !hits(&v.ty));
            if union.variants.len() < 2 {
                let only = union.variants.pop().map_or(Type::plain(Kind::Any), |v| v.ty);
                decl.body = DeclBody::Alias(only);
            }
        }
        DeclBody::Alias(ty) if hits(ty) => *ty = Type::plain(Kind::Any),
        _ => {}
    }
}
