//! Finds the operation for a method and a path.
//!
//! Literal text is stronger than a parameter, segment by segment. A parameter never holds a slash and is never empty. A
//! segment may mix text and parameters (`{base}...{head}`).

use std::collections::BTreeMap;

use super::operation::Operation;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route<'p> {
    /// The position of the operation, and its path parameters as they were sent
    Operation(usize, Vec<(&'static str, &'p str)>),
    /// Only other methods; those, upper case and sorted
    OtherMethods(Vec<&'static str>),
    /// No operation has such a path
    Nothing,
}

/// Operations by path.
#[derive(Debug)]
pub(super) struct Router {
    operations: &'static [&'static Operation],
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    literal: BTreeMap<&'static str, Self>,
    mixed: Vec<(Vec<Piece>, Self)>,
    /// Positions of the operations that end here
    ends: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Text(&'static str),
    Param,
}

/// Pieces of a segment, and names of its parameters.
fn pieces(segment: &'static str) -> (Vec<Piece>, Vec<&'static str>) {
    let (mut pieces, mut names, mut rest) = (Vec::new(), Vec::new(), segment);
    while let Some((text, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        pieces.push(Piece::Param);
        names.push(name);
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    (pieces, names)
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

impl Router {
    /// Operations by path.
    pub(super) fn new(operations: &'static [&'static Operation]) -> Self {
        let mut root = Node::default();
        for (index, operation) in operations.iter().enumerate() {
            let mut node = &mut root;
            // What follows `#` or `?` in a template never reaches a server.
            let path = operation.path.split(['#', '?']).next().unwrap_or_default();
            for segment in segments(path) {
                let (pieces, names) = pieces(segment);
                node = if names.is_empty() {
                    node.literal.entry(segment).or_default()
                } else {
                    let at = node.mixed.iter().position(|(p, _)| *p == pieces).unwrap_or_else(|| {
                        node.mixed.push((pieces, Node::default()));
                        node.mixed.len() - 1
                    });
                    &mut node.mixed[at].1
                };
            }
            node.ends.push(index);
        }
        root.sort();
        Self { operations, root }
    }

    /// The operation for a method and a path (as it was sent, without the query). `HEAD` is served by `GET`.
    pub(super) fn find<'p>(&self, method: &str, path: &'p str) -> Route<'p> {
        let way: Vec<&str> = segments(path).collect();
        let mut others = Vec::new();
        let mut search = |wanted: &str| {
            let mut values = Vec::new();
            self.search(&self.root, &way, wanted, &mut values, &mut others).map(|index| (index, values))
        };
        let found = search(method).or_else(|| if method == "HEAD" { search("GET") } else { None });
        if let Some((index, values)) = found {
            let names = segments(self.operations[index].path).flat_map(|segment| pieces(segment).1);
            return Route::Operation(index, names.zip(values).collect());
        }
        if others.is_empty() {
            return Route::Nothing;
        }
        if others.contains(&"GET") {
            others.push("HEAD");
        }
        others.sort_unstable();
        others.dedup();
        Route::OtherMethods(others)
    }

    fn search<'p>(
        &self,
        node: &Node,
        way: &[&'p str],
        method: &str,
        values: &mut Vec<&'p str>,
        others: &mut Vec<&'static str>,
    ) -> Option<usize> {
        let Some((segment, rest)) = way.split_first() else {
            let found = node.ends.iter().copied().find(|i| self.operations[*i].method == method);
            if found.is_none() {
                others.extend(node.ends.iter().map(|i| self.operations[*i].method));
            }
            return found;
        };
        if let Some(next) = node.literal.get(segment)
            && let Some(found) = self.search(next, rest, method, values, others)
        {
            return Some(found);
        }
        for (pieces, next) in &node.mixed {
            let before = values.len();
            if take(pieces, segment, values)
                && let Some(found) = self.search(next, rest, method, values, others)
            {
                return Some(found);
            }
            values.truncate(before);
        }
        None
    }
}

impl Node {
    /// Segments with more literal text are tried first.
    fn sort(&mut self) {
        let text = |pieces: &[Piece]| -> usize {
            pieces.iter().map(|p| if let Piece::Text(text) = p { text.len() } else { 0 }).sum()
        };
        self.mixed.sort_by_key(|(pieces, _)| std::cmp::Reverse(text(pieces)));
        self.literal.values_mut().for_each(Self::sort);
        self.mixed.iter_mut().for_each(|(_, node)| node.sort());
    }
}

/// Takes a segment apart. Each parameter ends at the next occurrence of the text that follows it.
fn take<'p>(pieces: &[Piece], segment: &'p str, values: &mut Vec<&'p str>) -> bool {
    let mut rest = segment;
    for (i, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(text) => match rest.strip_prefix(text) {
                Some(after) => rest = after,
                None => return false,
            },
            Piece::Param => {
                let end = match pieces.get(i + 1) {
                    None => rest.len(),
                    Some(Piece::Text(text)) if i + 2 == pieces.len() => {
                        rest.len().checked_sub(text.len()).filter(|end| rest.is_char_boundary(*end)).unwrap_or(0)
                    }
                    Some(Piece::Text(text)) => rest.find(text).unwrap_or(0),
                    Some(Piece::Param) => rest.chars().next().map_or(0, char::len_utf8),
                };
                if end == 0 {
                    return false;
                }
                values.push(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }
    rest.is_empty()
}
