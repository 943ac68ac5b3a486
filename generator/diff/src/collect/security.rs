//! Who may call: requirements of operations, and the schemes behind them.

use std::collections::{BTreeMap, BTreeSet};

use model::{Node, Operation, Resolved, SecurityScheme};

use super::{Both, Collector, same};
use crate::fact::{Subject, What};

/// Schemes with their scopes, all needed together. Empty: no credentials.
type Alternative = BTreeMap<String, BTreeSet<String>>;

impl<'d> Collector<'d> {
    pub(super) fn scheme_definitions(&mut self) {
        let (olds, mut news) = (schemes(self.old), schemes(self.new));
        let subject = self.whole();
        let held = |doc: &'d Resolved| {
            let root = doc.document();
            root.components().and_then(|c| c.get("securitySchemes")).or(Some(root.node()))
        };
        let (held_old, held_new) = (held(self.old), held(self.new));
        let mut gone = Vec::new();
        for (name, scheme) in &olds {
            match news.remove(name) {
                Some(twin) => self.scheme(&subject, name, *scheme, twin),
                None => gone.push((*name, *scheme)),
            }
        }
        for (name, scheme) in gone {
            // The same scheme under another name is the same scheme.
            let twin = news.iter().find(|(_, other)| definition(scheme) == definition(**other)).map(|(n, _)| *n);
            if let Some(twin) = twin {
                news.remove(twin);
                self.scheme_names.insert(name.to_owned(), twin.to_owned());
            } else {
                let what = What::SchemeRemoved { name: name.to_owned() };
                self.add(&subject, "", (Some(scheme.node()), held_new), what);
            }
        }
        for (name, scheme) in news {
            let what = What::SchemeAdded { name: name.to_owned() };
            self.add(&subject, "", (held_old, Some(scheme.node())), what);
        }
    }

    fn scheme(&mut self, subject: &Subject, name: &str, old: SecurityScheme<'d>, new: SecurityScheme<'d>) {
        let at = |key: &str| (old.get(key).or(Some(old.node())), new.get(key).or(Some(new.node())));
        let parts = ["type", "in", "name", "scheme", "bearerFormat", "openIdConnectUrl"];
        let in_header = [old, new].iter().all(|s| s.location() == Some("header"));
        for part in parts {
            let text = |s: SecurityScheme<'d>| {
                let text = s.get(part).and_then(Node::as_str).unwrap_or("");
                // Header names and authentication schemes ignore case.
                if part == "scheme" || part == "name" && in_header { text.to_lowercase() } else { text.to_owned() }
            };
            let (from, to) = (text(old), text(new));
            if from != to {
                let what = What::SchemeChanged { name: name.to_owned(), part, from, to };
                self.add(subject, "", at(part), what);
                if part == "type" {
                    return;
                }
            }
        }
        let flag = |s: SecurityScheme<'d>| s.get("deprecated").and_then(Node::as_bool).unwrap_or(false);
        if !flag(old) && flag(new) {
            self.add(subject, "", at("deprecated"), What::SchemeDeprecated { name: name.to_owned() });
        }
        let olds: BTreeMap<&str, Node<'d>> = old.flows().collect();
        let news: BTreeMap<&str, Node<'d>> = new.flows().collect();
        for (flow, node) in &olds {
            match news.get(flow) {
                None => {
                    let what = What::FlowRemoved { name: name.to_owned(), flow: (*flow).to_owned() };
                    self.add(subject, "", (Some(*node), at("flows").1), what);
                }
                Some(twin) => self.flow(subject, name, *node, *twin),
            }
        }
        for (flow, node) in &news {
            if !olds.contains_key(flow) {
                let what = What::FlowAdded { name: name.to_owned(), flow: (*flow).to_owned() };
                self.add(subject, "", (at("flows").0, Some(*node)), what);
            }
        }
    }

    fn flow(&mut self, subject: &Subject, name: &str, old: Node<'d>, new: Node<'d>) {
        for part in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
            if !same(old.get(part), new.get(part)) {
                let text = |n: Node<'d>| n.get(part).and_then(Node::as_str).unwrap_or("").to_owned();
                let what = What::SchemeChanged { name: name.to_owned(), part, from: text(old), to: text(new) };
                self.add(subject, "", (old.get(part).or(Some(old)), new.get(part).or(Some(new))), what);
            }
        }
        let scopes =
            |n: Node<'d>| n.get("scopes").into_iter().flat_map(Node::entries).map(|(k, _)| k).collect::<BTreeSet<_>>();
        let (before, after) = (scopes(old), scopes(new));
        let at = (old.get("scopes").or(Some(old)), new.get("scopes").or(Some(new)));
        for (scope, now) in
            before.difference(&after).map(|s| (s, false)).chain(after.difference(&before).map(|s| (s, true)))
        {
            let what = What::FlowScope { name: name.to_owned(), scope: (*scope).to_owned(), now };
            self.add(subject, "", at, what);
        }
    }

    pub(super) fn security(&mut self, subject: &Subject, both: Both<'d>) {
        let mut olds = alternatives(both.old.1);
        let mut news = alternatives(both.new.1);
        for old in &mut olds {
            *old = std::mem::take(old)
                .into_iter()
                .map(|(name, scopes)| (self.scheme_names.get(&name).cloned().unwrap_or(name), scopes))
                .collect();
        }
        let at = (place(both.old.1), place(both.new.1));
        let mut facts = Vec::new();
        let was_open = olds.iter().all(Alternative::is_empty);
        let anonymous = (olds.iter().any(Alternative::is_empty), news.iter().any(Alternative::is_empty));
        match anonymous {
            (true, false) if was_open => {
                let text = news.iter().map(words).collect::<Vec<_>>().join(" or ");
                return self.add(subject, "", at, What::SecurityAdded { text });
            }
            (true, false) => facts.push(What::SecurityAnonymous { now: false }),
            (false, true) => facts.push(What::SecurityAnonymous { now: true }),
            _ => {}
        }
        olds.retain(|a| !a.is_empty());
        news.retain(|a| !a.is_empty());
        // What was enough is enough still if some alternative asks for no more.
        let open = anonymous.1;
        let broken: Vec<Alternative> =
            olds.iter().filter(|o| !open && !news.iter().any(|n| asks_no_more(n, o))).cloned().collect();
        let fresh: Vec<Alternative> =
            news.iter().filter(|n| !olds.iter().any(|o| asks_no_more(o, n))).cloned().collect();
        let mut explained = BTreeSet::new();
        for old in &broken {
            let same_schemes = first_that(&news, |n| n.keys().eq(old.keys()));
            let more_schemes = first_that(&news, |n| n.len() > old.len() && old.keys().all(|k| n.contains_key(k)));
            if let Some(n) = same_schemes {
                let text = scopes_beyond(n, old);
                explained.insert(words(n));
                facts.push(What::SecurityScopes { now: true, text });
            } else if let Some(n) = more_schemes {
                explained.insert(words(n));
                let text = n.keys().filter(|k| !old.contains_key(*k)).cloned().collect::<Vec<_>>().join(" and ");
                facts.push(What::SecurityScheme { now: true, text });
            } else {
                facts.push(What::SecurityAlternative { now: false, text: words(old) });
            }
        }
        for new in fresh {
            if explained.contains(&words(&new)) {
                continue;
            }
            let before = olds.iter().find(|o| asks_no_more(&new, o));
            match before {
                Some(o) if o.keys().eq(new.keys()) => {
                    facts.push(What::SecurityScopes { now: false, text: scopes_beyond(o, &new) });
                }
                Some(o) => {
                    let text = o.keys().filter(|k| !new.contains_key(*k)).cloned().collect::<Vec<_>>().join(" and ");
                    facts.push(What::SecurityScheme { now: false, text });
                }
                None => facts.push(What::SecurityAlternative { now: true, text: words(&new) }),
            }
        }
        for what in facts {
            self.add(subject, "", at, what);
        }
    }
}

fn first_that(news: &[Alternative], fits: impl Fn(&Alternative) -> bool) -> Option<&Alternative> {
    news.iter().find(|n| fits(n))
}

fn schemes<'d>(doc: &'d Resolved) -> BTreeMap<&'d str, SecurityScheme<'d>> {
    doc.document().components().into_iter().flat_map(|c| c.security_schemes()).collect()
}

/// Everything but the words about it.
fn definition(scheme: SecurityScheme<'_>) -> Vec<(String, String)> {
    let mut parts: Vec<_> = scheme
        .node()
        .entries()
        .filter(|(k, _)| *k != "description" && !k.starts_with("x-"))
        .map(|(k, v)| (k.to_owned(), crate::schema::canon(v)))
        .collect();
    parts.sort();
    parts
}

fn alternatives(op: Operation<'_>) -> Vec<Alternative> {
    let list: Vec<Alternative> = op
        .effective_security()
        .into_iter()
        .map(|r| {
            r.schemes()
                .map(|(name, scopes)| (name.to_owned(), scopes.into_iter().map(str::to_owned).collect()))
                .collect()
        })
        .collect();
    // Saying nothing is the same as asking for nothing.
    if list.is_empty() { vec![Alternative::new()] } else { list }
}

/// Whether whoever meets `then` meets `this` too.
fn asks_no_more(this: &Alternative, then: &Alternative) -> bool {
    this.iter().all(|(name, scopes)| then.get(name).is_some_and(|granted| scopes.is_subset(granted)))
}

fn words(alternative: &Alternative) -> String {
    let parts: Vec<String> = alternative
        .iter()
        .map(|(name, scopes)| {
            if scopes.is_empty() {
                name.clone()
            } else {
                format!("{name} ({})", scopes.iter().cloned().collect::<Vec<_>>().join(", "))
            }
        })
        .collect();
    parts.join(" and ")
}

fn scopes_beyond(more: &Alternative, less: &Alternative) -> String {
    let scopes = more.iter().flat_map(|(name, scopes)| {
        scopes.iter().filter(|s| !less.get(name).is_some_and(|l| l.contains(*s))).cloned().collect::<Vec<_>>()
    });
    scopes.collect::<Vec<_>>().join(", ")
}

fn place(op: Operation<'_>) -> Option<Node<'_>> {
    op.get("security").or_else(|| op.resolved().document().get("security")).or(Some(op.node()))
}
