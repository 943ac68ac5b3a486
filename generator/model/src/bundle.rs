//! One self-contained document of OpenAPI 3.1 from many files.
//!
//! What lies in other files becomes a component of the root document; what has no section there, and path items that are
//! used once, are put in place. Names are those of the authors; where two collide, the file's name goes before.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::grammar::Kind;
use crate::{Entry, NodeId, OpenApiVersion, Resolved, Tree, TreeBuilder, Value};

/// A document in one piece.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// Its tree. Spans are those of the texts that it was made from.
    pub tree: Tree,
    /// Its root object.
    pub root: NodeId,
}

/// The sections of `components` in the order in which new ones are added.
const SECTIONS: [&str; 11] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
];

struct Bundler<'d> {
    doc: &'d Resolved,
    out: TreeBuilder,
    /// Where the things of other files go: to the pointer with which they are referred to.
    places: HashMap<NodeId, String>,
    /// The reference in whose place a target stands.
    hosts: HashMap<NodeId, NodeId>,
    /// New components by section and name.
    added: BTreeMap<&'static str, BTreeMap<String, NodeId>>,
    /// What is being put in place now, against endless nesting.
    active: Vec<NodeId>,
}

/// Puts a description that may consist of many files into one document.
pub fn bundle(doc: &Resolved) -> Bundle {
    let mut bundler = Bundler {
        doc,
        out: TreeBuilder::default(),
        places: HashMap::new(),
        hosts: HashMap::new(),
        added: BTreeMap::new(),
        active: Vec::new(),
    };
    let outside = bundler.outside();
    bundler.place(outside);
    let root = bundler.root();
    Bundle { tree: bundler.out.finish(), root }
}

/// A thing of another file, with what refers to it.
struct Outside {
    section: Option<&'static str>,
    users: Vec<NodeId>,
}

impl Bundler<'_> {
    fn in_root(&self, id: NodeId) -> bool {
        let mut node = self.doc.node(id);
        while let Some(parent) = node.parent() {
            node = parent;
        }
        node.id() == self.doc.root
    }

    fn section(&self, user: NodeId) -> Option<&'static str> {
        if self.doc.node(user).as_str().is_some() {
            // The value of a discriminator's mapping.
            return Some("schemas");
        }
        self.doc.shape(user)?.object()?.section
    }

    /// Everything outside of the root document that references lead to.
    fn outside(&self) -> HashMap<NodeId, Outside> {
        let mut found: HashMap<NodeId, Outside> = HashMap::new();
        let mut seen = HashSet::new();
        let mut stack = vec![self.doc.root];
        while let Some(id) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.doc.node(id).value() {
                Value::Array(items) => stack.extend(items),
                Value::Object(entries) => stack.extend(entries.iter().map(|e| e.value)),
                _ => {}
            }
            let Some(target) = self.doc.target(id) else {
                continue;
            };
            stack.push(target);
            if self.in_root(target) || self.is_operation_ref(id) {
                continue;
            }
            let section = self.section(id);
            found.entry(target).or_insert_with(|| Outside { section, users: Vec::new() }).users.push(id);
        }
        found
    }

    fn is_operation_ref(&self, id: NodeId) -> bool {
        self.doc.node(id).key() == Some("operationRef")
    }

    /// Decides where each thing goes: in the order of files and pointers, so that the order of use does not matter.
    fn place(&mut self, outside: HashMap<NodeId, Outside>) {
        let mut order: Vec<(NodeId, Outside)> = outside.into_iter().collect();
        order.sort_by_cached_key(|(id, _)| {
            let node = self.doc.node(*id);
            (self.doc.sources.get(node.span().source).path.clone(), node.pointer(), id.0)
        });
        let mut taken: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
        let components = self.doc.node(self.doc.root).get("components");
        for section in SECTIONS {
            let names = components.and_then(|c| c.get(section)).into_iter().flat_map(|s| s.entries());
            taken.insert(section, names.map(|(name, _)| name.to_owned()).collect());
        }
        for (id, thing) in order {
            if let Some(host) = self.host(&thing) {
                self.places.insert(id, pointer(&self.doc.node(host).pointer()));
                self.hosts.insert(host, id);
                continue;
            }
            let Some(section) = thing.section else {
                continue;
            };
            let names = taken.entry(section).or_default();
            let name = self.candidates(id).find(|name| !names.contains(name)).unwrap_or_default();
            names.insert(name.clone());
            self.places.insert(id, pointer(&format!("/components/{section}/{name}")));
            self.added.entry(section).or_default().insert(name, id);
        }
    }

    /// The reference in the root document whose place a thing takes: a component that is nothing but that reference, or
    /// the only path that uses a path item.
    fn host(&self, thing: &Outside) -> Option<NodeId> {
        let section = thing.section?;
        let mut hosts: Vec<(String, NodeId)> = thing
            .users
            .iter()
            .filter(|user| self.in_root(**user))
            .filter_map(|user| {
                let node = self.doc.node(*user);
                let holder = node.parent()?;
                let alone = node.entries().len() == 1;
                let component = alone
                    && holder.key() == Some(section)
                    && holder.parent()?.key() == Some("components")
                    && holder.parent()?.parent()?.id() == self.doc.root;
                let path =
                    alone && thing.users.len() == 1 && section == "pathItems" && holder.parent()?.id() == self.doc.root;
                (component || path).then(|| (node.pointer(), *user))
            })
            .collect();
        hosts.sort();
        hosts.into_iter().next().map(|(_, user)| user)
    }

    /// Names for a thing: its own, then with those of file and folders before, then with numbers behind.
    fn candidates(&self, id: NodeId) -> impl Iterator<Item = String> + use<> {
        let node = self.doc.node(id);
        let own = match self.doc.component(id) {
            Some(component) => component.name.clone(),
            None => node.key().unwrap_or("component").to_owned(),
        };
        let path = &self.doc.sources.get(node.span().source).path;
        let mut parts: Vec<&str> = path.split('/').collect();
        if let Some(last) = parts.last_mut() {
            *last = last.split('.').next().unwrap_or(last);
        }
        if parts.last() == Some(&own.as_str()) {
            parts.pop();
        }
        let mut names = vec![own.clone()];
        for part in parts.iter().rev() {
            let longer = format!("{part}_{}", names.last().unwrap_or(&own));
            names.push(longer);
        }
        let numbered = (2..).map(move |n: usize| format!("{own}_{n}"));
        names.into_iter().chain(numbered).map(|name| {
            let name: String = name
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' })
                .collect();
            if name.is_empty() { "_".to_owned() } else { name }
        })
    }

    // ---- copying --------------------------------------------------------------------------------------------------

    fn root(&mut self) -> NodeId {
        let root = self.copy(self.doc.root);
        let span = self.doc.node(self.doc.root).span();
        let Value::Object(mut entries) = self.out.value(root).clone() else {
            return root;
        };
        if self.doc.version == OpenApiVersion::V3_0
            && let Some(entry) = entries.iter().find(|e| &*e.key == "openapi")
        {
            self.out.replace(entry.value, Value::String("3.1.1".into()));
        }
        let added = std::mem::take(&mut self.added);
        if added.is_empty() {
            return root;
        }
        let components = entries.iter().find(|e| &*e.key == "components").map(|e| e.value);
        let mut sections = match components.map(|id| self.out.value(id).clone()) {
            Some(Value::Object(sections)) => sections,
            _ => Vec::new(),
        };
        for section in SECTIONS {
            let Some(names) = added.get(section) else {
                continue;
            };
            let new: Vec<Entry> = names
                .iter()
                .map(|(name, id)| Entry {
                    key: name.as_str().into(),
                    key_span: self.doc.node(*id).key_span(),
                    value: self.copy(*id),
                })
                .collect();
            match sections.iter().find(|e| &*e.key == section).map(|e| e.value) {
                Some(existing) => {
                    if let Value::Object(mut old) = self.out.value(existing).clone() {
                        old.extend(new);
                        self.out.replace(existing, Value::Object(old));
                    }
                }
                None => {
                    let value = self.out.add(Value::Object(new), span);
                    sections.push(Entry { key: section.into(), key_span: span, value });
                }
            }
        }
        match components {
            Some(id) => self.out.replace(id, Value::Object(sections)),
            None => {
                let value = self.out.add(Value::Object(sections), span);
                entries.push(Entry { key: "components".into(), key_span: span, value });
                self.out.replace(root, Value::Object(entries));
            }
        }
        root
    }

    fn copy(&mut self, id: NodeId) -> NodeId {
        let node = self.doc.node(id);
        let span = node.span();
        if let Some(hosted) = self.hosts.get(&id).copied() {
            return self.copy(hosted);
        }
        if let Some(target) = self.doc.target(id) {
            return self.reference(id, target);
        }
        let schema = self.doc.shape(id).and_then(|s| s.object()).is_some_and(|o| o.kind == Kind::Schema);
        let value = match node.value() {
            Value::Array(items) => Value::Array(items.iter().map(|i| self.copy(*i)).collect()),
            Value::Object(entries) => Value::Object(
                entries
                    .iter()
                    // References are pointers from the root of the bundle: no other base may stand between.
                    .filter(|e| !(schema && &*e.key == "$id"))
                    .map(|e| Entry { value: self.copy(e.value), ..e.clone() })
                    .collect(),
            ),
            scalar => scalar.clone(),
        };
        self.out.add(value, span)
    }

    /// The pointer to a target in the bundle; none when it has to stand in place.
    fn pointer_to(&self, target: NodeId) -> Option<String> {
        if let Some(place) = self.places.get(&target) {
            return Some(place.clone());
        }
        self.in_root(target).then(|| pointer(&self.doc.node(target).pointer()))
    }

    fn reference(&mut self, id: NodeId, target: NodeId) -> NodeId {
        let node = self.doc.node(id);
        let span = node.span();
        let place = self.pointer_to(target);
        let Value::Object(entries) = node.value() else {
            // A text: of a mapping (a bare name may stay) or an operationRef.
            let text = match (node.as_str(), place) {
                (Some(own), Some(place)) if place.strip_prefix("#/components/schemas/") != Some(own) => place,
                (own, _) => own.unwrap_or_default().to_owned(),
            };
            return self.out.add(Value::String(text.into()), span);
        };
        if let Some(place) = place {
            let entries = entries
                .iter()
                .filter(|e| &*e.key != "$id")
                .map(|e| {
                    let is_ref = matches!(&*e.key, "$ref" | "$dynamicRef") && self.doc.node(e.value).as_str().is_some();
                    let moved = is_ref && !self.in_root(target) || &*e.key == "$ref";
                    if is_ref && moved {
                        let at = self.doc.node(e.value).span();
                        let value = self.out.add(Value::String(place.as_str().into()), at);
                        return Entry { key: "$ref".into(), key_span: e.key_span, value };
                    }
                    Entry { value: self.copy(e.value), ..e.clone() }
                })
                .collect();
            return self.out.add(Value::Object(entries), span);
        }
        if self.active.contains(&target) {
            return self.out.add(Value::Object(Vec::new()), span);
        }
        self.active.push(target);
        let copy = self.copy(target);
        self.active.pop();
        // `summary` and `description` beside a reference win over the target's.
        let own: Vec<Entry> = entries
            .iter()
            .filter(|e| &*e.key != "$ref")
            .map(|e| Entry { value: self.copy(e.value), ..e.clone() })
            .collect();
        if let Value::Object(mut all) = self.out.value(copy).clone()
            && !own.is_empty()
        {
            all.retain(|e| own.iter().all(|o| o.key != e.key));
            all.extend(own);
            self.out.replace(copy, Value::Object(all));
        }
        copy
    }
}

/// A JSON Pointer as a URI fragment (RFC 6901 section 6).
fn pointer(text: &str) -> String {
    let mut out = String::from("#");
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
