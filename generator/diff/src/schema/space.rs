//! Conjunctions of schema objects of one document, interned.

use std::collections::HashMap;
use std::rc::Rc;

use model::{Node, NodeId, Resolved, Schema};

use super::union::Alternative;
use super::view::{ALL_TYPES, View};

/// The number of a conjunction in its [`Space`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SetId(u32);

/// One schema object of a conjunction, without its `oneOf` or `anyOf` where a branch was chosen already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Part {
    pub(crate) node: NodeId,
    pub(crate) skip: u8,
}

/// A branch of the object's `oneOf` stands in the conjunction instead of the keyword.
pub(crate) const SKIP_ONE_OF: u8 = 1;
/// Likewise for `anyOf`.
pub(crate) const SKIP_ANY_OF: u8 = 2;

/// A branch was chosen here among several: what the object notes about itself is told where the choice stands.
pub(crate) const CHOSEN: u8 = 4;

/// A double negation was written out.
pub(crate) const SKIP_NOT: u8 = 8;

/// The object's `oneOf` is compared by its text only: spelling out all combinations would take too long.
pub(crate) const OPAQUE_ONE_OF: u8 = 16;
/// Likewise for `anyOf`.
pub(crate) const OPAQUE_ANY_OF: u8 = 32;

/// Schema objects that hold together, limited to some types.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Set {
    pub(crate) parts: Rc<[Part]>,
    pub(crate) mask: u8,
}

/// All conjunctions of one document that were met.
pub(crate) struct Space<'d> {
    pub(crate) doc: &'d Resolved,
    sets: Vec<Set>,
    index: HashMap<Set, SetId>,
    views: Vec<Option<Rc<View<'d>>>>,
    prints: HashMap<NodeId, u64>,
    regexes: HashMap<&'d str, Option<regress::Regex>>,
    pub(super) choices: HashMap<SetId, Rc<[Alternative]>>,
}

impl<'d> Space<'d> {
    pub(crate) fn new(doc: &'d Resolved) -> Self {
        Self {
            doc,
            sets: Vec::new(),
            index: HashMap::new(),
            views: Vec::new(),
            prints: HashMap::new(),
            regexes: HashMap::new(),
            choices: HashMap::new(),
        }
    }

    /// The conjunction of some schemas. None of them: the schema that accepts everything.
    pub(crate) fn conjunction(&mut self, schemas: impl IntoIterator<Item = NodeId>) -> SetId {
        let parts: Vec<_> = schemas.into_iter().map(|node| Part { node, skip: 0 }).collect();
        self.intern(parts, ALL_TYPES)
    }

    /// A conjunction from parts that need not be flat.
    pub(crate) fn intern(&mut self, parts: Vec<Part>, mask: u8) -> SetId {
        let mut flat = Vec::with_capacity(parts.len());
        let mut seen = Vec::new();
        for part in parts {
            self.flatten(part, &mut flat, &mut seen);
        }
        flat.sort_unstable();
        // A branch may hold its parent again (`allOf`): the choice that was made there holds for both.
        flat.dedup_by(|next, kept| {
            let same = next.node == kept.node;
            if same {
                kept.skip |= next.skip;
            }
            same
        });
        self.intern_flat(Set { parts: flat.into(), mask })
    }

    fn intern_flat(&mut self, set: Set) -> SetId {
        if let Some(id) = self.index.get(&set) {
            return *id;
        }
        let id = SetId(self.sets.len() as u32);
        self.sets.push(set.clone());
        self.views.push(None);
        self.index.insert(set, id);
        id
    }

    /// The same conjunction, limited further.
    pub(crate) fn masked(&mut self, id: SetId, mask: u8) -> SetId {
        let set = self.set(id);
        if set.mask & mask == set.mask {
            return id;
        }
        self.intern_flat(Set { parts: set.parts, mask: set.mask & mask })
    }

    pub(crate) fn set(&self, id: SetId) -> Set {
        self.sets[id.0 as usize].clone()
    }

    /// The first schema object of a conjunction, for a place.
    pub(crate) fn first_node(&self, id: SetId) -> Option<NodeId> {
        self.sets[id.0 as usize].parts.first().map(|p| p.node)
    }

    pub(crate) fn view(&mut self, id: SetId) -> Rc<View<'d>> {
        if let Some(view) = &self.views[id.0 as usize] {
            return view.clone();
        }
        let set = self.set(id);
        let view = Rc::new(View::of(self, &set));
        self.views[id.0 as usize] = Some(view.clone());
        view
    }

    /// Writes out references, `allOf` and choices of a single branch.
    fn flatten(&self, part: Part, out: &mut Vec<Part>, seen: &mut Vec<Part>) {
        if seen.contains(&part) {
            return;
        }
        seen.push(part);
        let schema = Schema::at(self.doc, part.node);
        let mut part = part;
        if let Some(target) = schema.reference() {
            self.flatten(Part { node: target.id(), skip: 0 }, out, seen);
        }
        for branch in schema.schemas("allOf") {
            self.flatten(Part { node: branch.id(), skip: 0 }, out, seen);
        }
        for (key, bit) in [("oneOf", SKIP_ONE_OF), ("anyOf", SKIP_ANY_OF)] {
            if part.skip & bit == 0 {
                let mut branches = schema.schemas(key);
                if let (1, Some(only)) = (branches.len(), branches.next()) {
                    self.flatten(Part { node: only.id(), skip: 0 }, out, seen);
                    part.skip |= bit;
                }
            }
        }
        if let Some(twice) = schema.get("not").filter(|n| n.entries().len() == 1).and_then(|n| n.get("not")) {
            self.flatten(Part { node: twice.id(), skip: 0 }, out, seen);
            part.skip |= SKIP_NOT;
        }
        let says_something = match schema.as_bool() {
            Some(accepts) => !accepts,
            None => schema.node().entries().any(|(key, _)| {
                !matches!(
                    key,
                    "$ref"
                        | "allOf"
                        | "title"
                        | "description"
                        | "examples"
                        | "example"
                        | "externalDocs"
                        | "xml"
                        | "$comment"
                        | "$defs"
                )
            }),
        };
        if says_something {
            out.push(part);
        }
    }

    /// The conjunction that holds for a property, and its first definition under `properties`.
    pub(crate) fn property(&mut self, id: SetId, name: &str) -> (SetId, Option<NodeId>) {
        let set = self.set(id);
        let mut found = Vec::new();
        let mut site = None;
        for part in set.parts.iter() {
            let schema = Schema::at(self.doc, part.node);
            let mut matched = false;
            if let Some(own) = schema.get("properties").and_then(|n| n.get(name)) {
                found.push(own.id());
                site = site.or(Some(own.id()));
                matched = true;
            }
            for (pattern, own) in schema.schema_map("patternProperties") {
                if self.matches(pattern, name) {
                    found.push(own.id());
                    matched = true;
                }
            }
            if !matched && let Some(rest) = schema.get("additionalProperties") {
                found.push(rest.id());
            }
        }
        if site.is_none() && !found_by_pattern(self, &set, name) {
            found.extend(self.unevaluated(&set, "unevaluatedProperties"));
        }
        (self.conjunction(found), site)
    }

    /// The conjunction that holds for a property that nothing names.
    pub(crate) fn other_properties(&mut self, id: SetId) -> SetId {
        let set = self.set(id);
        let mut found: Vec<_> =
            set.parts.iter().filter_map(|p| self.doc.node(p.node).get("additionalProperties")).map(Node::id).collect();
        if found.is_empty() {
            found.extend(self.unevaluated(&set, "unevaluatedProperties"));
        }
        self.conjunction(found)
    }

    /// The conjunction that holds for an item at a position.
    pub(crate) fn item(&mut self, id: SetId, position: usize) -> SetId {
        let set = self.set(id);
        let mut found = Vec::new();
        let mut evaluated = false;
        for part in set.parts.iter() {
            let node = self.doc.node(part.node);
            let own = node.get("prefixItems").and_then(|n| n.items().nth(position)).or_else(|| node.get("items"));
            evaluated |= own.is_some();
            found.extend(own.map(Node::id));
        }
        if !evaluated {
            found.extend(self.unevaluated(&set, "unevaluatedItems"));
        }
        self.conjunction(found)
    }

    /// `unevaluated*` where it is plain what it applies to: no keyword of the conjunction evaluates conditionally. A choice
    /// whose branch stands in the conjunction is made.
    fn unevaluated(&self, set: &Set, key: &str) -> Vec<NodeId> {
        let open = |part: &Part| {
            let node = self.doc.node(part.node);
            let undone = |key: &str, bit: u8| part.skip & bit == 0 && node.get(key).is_some();
            undone("oneOf", SKIP_ONE_OF)
                || undone("anyOf", SKIP_ANY_OF)
                || ["if", "dependentSchemas", "contains"].iter().any(|k| node.get(k).is_some())
        };
        if set.parts.iter().any(open) {
            return Vec::new();
        }
        set.parts.iter().filter_map(|p| self.doc.node(p.node).get(key)).map(Node::id).collect()
    }

    /// Whether a name matches a pattern. An unreadable pattern matches nothing (it is diagnosed elsewhere).
    pub(crate) fn matches(&mut self, pattern: &'d str, name: &str) -> bool {
        self.regex(pattern).is_some_and(|r| r.find(name).is_some())
    }

    pub(crate) fn regex(&mut self, pattern: &'d str) -> Option<&regress::Regex> {
        self.regexes.entry(pattern).or_insert_with(|| regress::Regex::with_flags(pattern, "u").ok()).as_ref()
    }

    /// A number for the text of a schema, blind to key order and annotations; references count by their target's name.
    pub(crate) fn fingerprint(&mut self, node: NodeId) -> u64 {
        if let Some(print) = self.prints.get(&node) {
            return *print;
        }
        let mut text = String::new();
        shape(self.doc, self.doc.node(node), 0, &mut text);
        let print = text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        self.prints.insert(node, print);
        print
    }
}

fn found_by_pattern<'d>(space: &mut Space<'d>, set: &Set, name: &str) -> bool {
    let doc = space.doc;
    set.parts.iter().any(|part| {
        let schema = Schema::at(doc, part.node);
        schema.get("additionalProperties").is_some()
            || schema.schema_map("patternProperties").any(|(pattern, _)| space.matches(pattern, name))
    })
}

fn shape(doc: &Resolved, node: Node<'_>, depth: usize, out: &mut String) {
    if depth > 40 {
        return;
    }
    if let Some(target) = doc.target(node.id()) {
        let end = doc.follow(target);
        match doc.component(end) {
            Some(name) => out.push_str(&name.name),
            None => out.push_str(&doc.node(end).pointer()),
        }
    }
    if node.is_object() {
        let mut entries: Vec<_> = node
            .entries()
            .filter(|(k, _)| !matches!(*k, "$ref" | "title" | "description" | "examples" | "example" | "externalDocs"))
            .collect();
        entries.sort_by_key(|(k, _)| *k);
        out.push('{');
        for (key, value) in entries {
            out.push_str(key);
            out.push(':');
            shape(doc, value, depth + 1, out);
            out.push(',');
        }
        out.push('}');
    } else if node.is_array() {
        let mut items: Vec<String> = node
            .items()
            .map(|n| {
                let mut text = String::new();
                shape(doc, n, depth + 1, &mut text);
                text
            })
            .collect();
        // Lists in schemas are sets (`type`, `enum`, `required`, branches), except where order is all: `prefixItems`.
        if node.key() != Some("prefixItems") {
            items.sort();
        }
        out.push('[');
        out.push_str(&items.join(","));
        out.push(']');
    } else {
        out.push_str(&super::canon(node));
    }
}
