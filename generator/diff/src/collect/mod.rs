//! Pairs what belongs together in two descriptions and writes down what differs.

mod hook;
mod media;
mod operation;
mod parameter;
mod response;
mod security;
mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use model::{Node, NodeId, Operation, PathItem, Resolved};

use crate::date::Date;
use crate::fact::{Caller, Fact, Subject, What};
use crate::rules::schema::Payload;
use crate::schema::{Engine, Mode, PairId, canon};

/// A payload whose schemas were compared.
#[derive(Debug)]
pub(crate) struct Root {
    pub(crate) pair: PairId,
    pub(crate) payload: Payload,
    pub(crate) subject: Subject,
    pub(crate) old: Option<NodeId>,
    pub(crate) new: Option<NodeId>,
}

/// Both descriptions and what was found so far.
pub(crate) struct Collector<'d> {
    pub(crate) old: &'d Resolved,
    pub(crate) new: &'d Resolved,
    pub(crate) engine: Engine<'d>,
    pub(crate) facts: Vec<Fact<'d>>,
    pub(crate) roots: Vec<Root>,
    pub(crate) release: Option<Date>,
    pub(crate) notice_days: i64,
    /// Scheme names of the old description that have another name in the new one.
    scheme_names: BTreeMap<String, String>,
}

/// An operation of both sides.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Both<'d> {
    pub(crate) old: (PathItem<'d>, Operation<'d>),
    pub(crate) new: (PathItem<'d>, Operation<'d>),
}

impl<'d> Collector<'d> {
    pub(crate) fn new(old: &'d Resolved, new: &'d Resolved, release: Option<Date>, notice_days: i64) -> Self {
        Self {
            old,
            new,
            engine: Engine::new(old, new),
            facts: Vec::new(),
            roots: Vec::new(),
            release,
            notice_days,
            scheme_names: BTreeMap::new(),
        }
    }

    /// Compares everything.
    pub(crate) fn run(&mut self) {
        self.document();
        self.scheme_definitions();
        self.paths();
        self.webhooks();
    }

    pub(crate) fn add(
        &mut self,
        subject: &Subject,
        place: impl Into<String>,
        (old, new): (Option<Node<'d>>, Option<Node<'d>>),
        what: What<'d>,
    ) {
        self.facts.push(Fact {
            what,
            subject: subject.clone(),
            place: place.into(),
            old,
            new,
            release: self.release,
            notice_days: self.notice_days,
        });
    }

    /// Compares the schemas of a payload; a missing one accepts everything.
    pub(crate) fn payload(
        &mut self,
        subject: &Subject,
        payload: Payload,
        (old, new): (Option<Node<'d>>, Option<Node<'d>>),
        text: bool,
    ) {
        let mode = Mode { request: payload.request, text };
        let (old, new) = (old.map(Node::id), new.map(Node::id));
        let pair = self.engine.compare_nodes(old, new, mode);
        self.roots.push(Root { pair, payload, subject: subject.clone(), old, new });
    }

    pub(crate) fn whole(&self) -> Subject {
        Subject { label: Rc::from(""), caller: Caller::Client, old: None }
    }

    fn document(&mut self) {
        let (old, new) = (self.old.document(), self.new.document());
        let subject = self.whole();
        let at = (Some(old.node()), Some(new.node()));
        let dialect = |d: model::Document<'d>| d.json_schema_dialect().unwrap_or("").to_owned();
        if dialect(old) != dialect(new) {
            self.add(&subject, "", at, What::Dialect { from: dialect(old), to: dialect(new) });
        }
        if self.old.version != self.new.version {
            let word = |v: model::OpenApiVersion| match v {
                model::OpenApiVersion::V3_0 => "3.0",
                model::OpenApiVersion::V3_1 => "3.1",
                model::OpenApiVersion::V3_2 => "3.2",
            };
            let (from, to) = (word(self.old.version).to_owned(), word(self.new.version).to_owned());
            self.add(&subject, "", at, What::SpecVersion { from, to });
        }
        // A description in files names its schemas where they stand, its bundle in `components`: the names are the same.
        let after = self.new.named("schemas");
        let public = |id: &model::NodeId| {
            let node = self.old.node(*id);
            let elsewhere = node.span().source != self.old.node(self.old.root).span().source;
            elsewhere || node.parent().is_some_and(|p| p.pointer() == "/components/schemas")
        };
        let before = self.old.named("schemas").into_iter().filter(|(_, id)| public(id));
        let before: Vec<_> = before.map(|(name, id)| (name, self.old.node(id))).collect();
        let section = new.components().and_then(|c| c.get("schemas")).or(Some(new.node()));
        for (name, node) in before {
            if !after.contains_key(name) {
                self.add(&subject, "", (Some(node), section), What::ComponentSchemaRemoved { name: name.to_owned() });
            }
        }
        self.servers(&subject, (old.servers().collect(), new.servers().collect()), at);
    }

    fn paths(&mut self) {
        let (old, new) = (self.old.document(), self.new.document());
        let olds: BTreeMap<&'d str, PathItem<'d>> = old.paths().collect();
        let news: BTreeMap<&'d str, PathItem<'d>> = new.paths().collect();
        let mut matched_new = BTreeSet::new();
        let mut pairs = Vec::new();
        let mut gone = Vec::new();
        for (path, item) in &olds {
            let twin = news.get_key_value(path).or_else(|| {
                let shape = shape_of(path);
                news.iter().find(|(p, _)| !olds.contains_key(*p) && !matched_new.contains(*p) && shape_of(p) == shape)
            });
            match twin {
                Some((other, twin)) => {
                    matched_new.insert(*other);
                    pairs.push((*path, *item, *other, *twin));
                }
                None => gone.push((*path, *item)),
            }
        }
        // The same path in other capital letters.
        gone.retain(|(path, item)| {
            let shape = shape_of(path).to_lowercase();
            let twin = news.iter().find(|(p, _)| {
                !matched_new.contains(*p) && !olds.contains_key(*p) && shape_of(p).to_lowercase() == shape
            });
            let Some((other, twin)) = twin else { return true };
            matched_new.insert(*other);
            let what = What::PathCaseChanged { from: (*path).to_owned(), to: (*other).to_owned() };
            for (method, op) in item.operations() {
                let subject = subject(method, other, Caller::Client, Some(op.node().id()));
                self.add(&subject, "", (Some(item.node()), Some(twin.node())), what.clone());
            }
            pairs.push((*path, *item, *other, *twin));
            false
        });
        let root = new.get("paths").or(Some(new.node()));
        for (path, item) in gone {
            for (method, op) in item.operations() {
                self.removed(method, path, op, root, true, Caller::Client);
            }
        }
        for (path, item) in &news {
            if !matched_new.contains(path) {
                for (method, op) in item.operations() {
                    let subject = subject(method, path, Caller::Client, None);
                    let held = old.get("paths").or(Some(old.node()));
                    self.add(&subject, "", (held, Some(op.node())), What::OperationAdded);
                }
            }
        }
        for (old_path, old_item, path, item) in pairs {
            self.item((old_path, old_item), (path, item), Caller::Client, &|_, p| p.to_owned());
        }
    }

    /// The operations of a path item on both sides. `name` makes the label from method and path.
    fn item(
        &mut self,
        (old_path, old_item): (&str, PathItem<'d>),
        (path, item): (&str, PathItem<'d>),
        caller: Caller,
        name: &dyn Fn(&str, &str) -> String,
    ) {
        let olds: BTreeMap<&'static str, Operation<'d>> = old_item.operations().collect();
        let news: BTreeMap<&'static str, Operation<'d>> = item.operations().collect();
        for (method, op) in &olds {
            let label = name(method, path);
            match news.get(method) {
                Some(twin) => {
                    let subject = subject(method, &label, caller, Some(op.node().id()));
                    let both = Both { old: (old_item, *op), new: (item, *twin) };
                    self.operation(&subject, both, (old_path, path));
                }
                None => self.removed(method, &label, *op, Some(item.node()), news.is_empty(), caller),
            }
        }
        for (method, op) in &news {
            if !olds.contains_key(method) {
                let subject = subject(method, &name(method, path), caller, None);
                let what = match caller {
                    Caller::Client => What::OperationAdded,
                    Caller::Webhook => What::WebhookAdded,
                    Caller::Callback => What::CallbackAdded,
                };
                self.add(&subject, "", (Some(old_item.node()), Some(op.node())), what);
            }
        }
    }

    fn removed(
        &mut self,
        method: &str,
        path: &str,
        op: Operation<'d>,
        holder: Option<Node<'d>>,
        whole_path: bool,
        caller: Caller,
    ) {
        let subject = subject(method, path, caller, Some(op.node().id()));
        let what = match caller {
            Caller::Client => What::OperationRemoved {
                whole_path,
                deprecated: op.deprecated(),
                sunset: crate::fact::Sunset::of(op.node()),
            },
            Caller::Webhook => What::WebhookRemoved,
            Caller::Callback => What::CallbackRemoved,
        };
        self.add(&subject, "", (Some(op.node()), holder), what);
    }
}

/// The operation's name in reports.
fn subject(method: &str, path: &str, caller: Caller, old: Option<NodeId>) -> Subject {
    let label = format!("{} {path}", method.to_uppercase());
    Subject { label: Rc::from(label), caller, old }
}

/// A path template without the names of its parameters: `/a/{id}` and `/a/{key}` are the same path.
pub(crate) fn shape_of(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out
}

/// The names of the parameters of a path template, in order.
pub(crate) fn names_of(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

/// From draft (0) to stable (3).
pub(crate) fn stability_rank(word: &str) -> Option<u8> {
    ["draft", "alpha", "beta", "stable"].iter().position(|w| *w == word).map(|p| p as u8)
}

/// Whether two nodes say the same, blind to key order and descriptions.
pub(crate) fn same(old: Option<Node<'_>>, new: Option<Node<'_>>) -> bool {
    match (old, new) {
        (None, None) => true,
        (Some(a), Some(b)) => canon(a) == canon(b),
        _ => false,
    }
}
