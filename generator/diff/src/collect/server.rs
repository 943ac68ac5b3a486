//! Where the API is served.

use std::collections::{BTreeMap, BTreeSet};

use model::{Node, Server, ServerVariable};

use super::{Both, Collector};
use crate::fact::{Subject, What};

impl<'d> Collector<'d> {
    pub(super) fn servers(
        &mut self,
        subject: &Subject,
        (olds, news): (Vec<Server<'d>>, Vec<Server<'d>>),
        (root_old, root_new): (Option<Node<'d>>, Option<Node<'d>>),
    ) {
        let url = |s: &Server<'d>| s.url().unwrap_or("").trim_end_matches('/').to_owned();
        let held = |root: Option<Node<'d>>| root.and_then(|n| n.get("servers")).or(root);
        let (held_old, held_new) = (held(root_old), held(root_new));
        let before: BTreeMap<String, Server<'d>> = olds.iter().map(|s| (url(s), *s)).collect();
        let after: BTreeMap<String, Server<'d>> = news.iter().map(|s| (url(s), *s)).collect();
        if let ([a], [b]) = (&olds[..], &news[..])
            && url(a) != url(b)
        {
            let what = What::ServerReplaced { from: url(a), to: url(b) };
            return self.add(subject, "", (Some(a.node()), Some(b.node())), what);
        }
        for (name, server) in &before {
            match after.get(name) {
                Some(twin) => self.server_variables(subject, *server, *twin),
                // A description that lists no servers says nothing about them.
                None if news.is_empty() => {}
                None => {
                    let what = What::ServerRemoved { url: name.clone() };
                    self.add(subject, "", (Some(server.node()), held_new), what);
                }
            }
        }
        for (name, server) in &after {
            if !before.contains_key(name) && !olds.is_empty() {
                let what = What::ServerAdded { url: name.clone() };
                self.add(subject, "", (held_old, Some(server.node())), what);
            }
        }
        if let (Some(a), Some(b)) = (olds.first(), news.first())
            && url(a) != url(b)
            && after.contains_key(&url(a))
        {
            let what = What::ServerDefault { from: url(a), to: url(b) };
            self.add(subject, "", (Some(a.node()), Some(b.node())), what);
        }
    }

    fn server_variables(&mut self, subject: &Subject, old: Server<'d>, new: Server<'d>) {
        let before: BTreeMap<&str, ServerVariable<'d>> = old.variables().collect();
        for (name, variable) in new.variables() {
            let Some(twin) = before.get(name) else {
                let what = What::ServerVariableAdded { name: name.to_owned() };
                self.add(subject, "", (Some(old.node()), Some(variable.node())), what);
                continue;
            };
            let at = (Some(twin.node()), Some(variable.node()));
            if twin.default() != variable.default() {
                self.add(subject, "", at, What::ServerVariableDefault { name: name.to_owned() });
            }
            let choices: BTreeSet<&str> = variable.choices().into_iter().collect();
            if !choices.is_empty() {
                for value in twin.choices().into_iter().filter(|v| !choices.contains(v)) {
                    let what = What::ServerVariableChoice { name: name.to_owned(), value: value.to_owned() };
                    self.add(subject, "", at, what);
                }
            }
        }
    }

    pub(super) fn own_servers(&mut self, subject: &Subject, both: Both<'d>) {
        let own = |(item, op): (model::PathItem<'d>, model::Operation<'d>)| {
            op.servers().next().is_some() || item.servers().next().is_some()
        };
        let urls = |(item, op): (model::PathItem<'d>, model::Operation<'d>)| -> BTreeSet<String> {
            op.effective_servers(item).iter().map(|s| s.url().unwrap_or("").trim_end_matches('/').to_owned()).collect()
        };
        let at = (Some(both.old.1.node()), Some(both.new.1.node()));
        match (own(both.old), own(both.new)) {
            (false, false) => {}
            // The same addresses, written elsewhere, are no change.
            _ if urls(both.old) == urls(both.new) => {}
            (true, true) => {
                let lists = (both.old.1.effective_servers(both.old.0), both.new.1.effective_servers(both.new.0));
                self.servers(subject, lists, at);
            }
            (false, true) => self.add(subject, "", at, What::ServerOverride { now: true }),
            (true, false) => self.add(subject, "", at, What::ServerOverride { now: false }),
        }
    }
}
