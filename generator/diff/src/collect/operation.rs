//! One operation on both sides: names, lifecycle, and then its parts.

use std::collections::BTreeSet;

use model::Node;

use super::{Both, Collector, stability_rank};
use crate::fact::{Caller, Subject, Sunset, What};

impl<'d> Collector<'d> {
    pub(super) fn operation(&mut self, subject: &Subject, both: Both<'d>, paths: (&str, &str)) {
        self.identity(subject, both);
        self.lifecycle(subject, both);
        self.parameters(subject, both, paths);
        self.bodies(subject, both);
        self.responses(subject, both);
        self.callbacks(subject, both);
        if subject.caller == Caller::Client {
            self.security(subject, both);
            self.own_servers(subject, both);
        }
    }

    fn identity(&mut self, subject: &Subject, both: Both<'d>) {
        let (old, new) = (both.old.1, both.new.1);
        let at = (old.get("operationId").or(Some(old.node())), new.get("operationId").or(Some(new.node())));
        let what = match (old.operation_id(), new.operation_id()) {
            (None, Some(id)) => Some(What::OperationIdAdded { id: id.to_owned() }),
            (Some(id), None) => Some(What::OperationIdRemoved { id: id.to_owned() }),
            (Some(from), Some(to)) if from != to => {
                Some(What::OperationIdChanged { from: from.to_owned(), to: to.to_owned() })
            }
            _ => None,
        };
        if let Some(what) = what {
            self.add(subject, "", at, what);
        }
        let tags = |op: model::Operation<'d>| op.tags().collect::<BTreeSet<_>>();
        let at = (old.get("tags").or(Some(old.node())), new.get("tags").or(Some(new.node())));
        for tag in tags(new).difference(&tags(old)) {
            self.add(subject, "", at, What::TagAdded { name: (*tag).to_owned() });
        }
        for tag in tags(old).difference(&tags(new)) {
            self.add(subject, "", at, What::TagRemoved { name: (*tag).to_owned() });
        }
    }

    fn lifecycle(&mut self, subject: &Subject, both: Both<'d>) {
        let (old, new) = (both.old.1.node(), both.new.1.node());
        let flag = |n: Node<'_>| n.get("deprecated").and_then(Node::as_bool).unwrap_or(false);
        let key = |n: Node<'d>, k: &str| n.get(k).or(Some(n));
        let (before, after) = (Sunset::of(old), Sunset::of(new));
        match (flag(old), flag(new)) {
            (false, true) => {
                let at = (key(old, "deprecated"), key(new, "deprecated"));
                self.add(subject, "", at, What::Deprecated { sunset: after });
            }
            (true, false) => {
                let at = (key(old, "deprecated"), key(new, "deprecated"));
                self.add(subject, "", at, What::Reactivated);
            }
            (true, true) => {
                let at = (key(old, "x-sunset"), key(new, "x-sunset"));
                match (before, after) {
                    (Some(_), None) => self.add(subject, "", at, What::SunsetRemoved),
                    (Some(from), Some(to)) => {
                        if let (Some(from), Some(to)) = (from.date, to.date)
                            && from != to
                        {
                            self.add(subject, "", at, What::SunsetMoved { from, to });
                        } else if from.date.is_some() && to.date.is_none() {
                            self.add(subject, "", at, What::Deprecated { sunset: Some(to) });
                        }
                    }
                    _ => {}
                }
            }
            (false, false) => {}
        }
        self.stability(subject, old, new);
    }

    fn stability(&mut self, subject: &Subject, old: Node<'d>, new: Node<'d>) {
        let (before, after) = (old.get("x-stability-level"), new.get("x-stability-level"));
        let word = |n: Option<Node<'d>>| n.and_then(Node::as_str);
        if let Some(node) = after
            && word(after).and_then(stability_rank).is_none()
            && !super::same(before, after)
        {
            let value = word(after).unwrap_or("(not a text)").to_owned();
            self.add(subject, "", (before.or(Some(old)), Some(node)), What::StabilityInvalid { value });
            return;
        }
        let (Some(from), to) = (word(before), word(after).unwrap_or("stable")) else { return };
        let (Some(low), Some(high)) = (stability_rank(from), stability_rank(to)) else { return };
        if low != high {
            let what = What::Stability { from: from.to_owned(), to: to.to_owned(), up: high > low };
            self.add(subject, "", (before, after.or(Some(new))), what);
        }
    }
}
