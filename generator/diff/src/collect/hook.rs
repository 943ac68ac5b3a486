//! Webhooks and callbacks: operations that the provider calls.

use std::collections::BTreeMap;

use model::PathItem;

use super::{Both, Collector};
use crate::fact::{Caller, Subject};

impl<'d> Collector<'d> {
    pub(super) fn webhooks(&mut self) {
        let olds: BTreeMap<&'d str, PathItem<'d>> = self.old.document().webhooks().collect();
        let news: BTreeMap<&'d str, PathItem<'d>> = self.new.document().webhooks().collect();
        let held = self.new.document().get("webhooks").or(Some(self.new.document().node()));
        let label = |_: &str, name: &str| format!("webhook {name}");
        for (name, item) in &olds {
            match news.get(name) {
                Some(twin) => self.item((name, *item), (name, *twin), Caller::Webhook, &label),
                None => {
                    for (method, op) in item.operations() {
                        self.removed(method, &label(method, name), op, held, true, Caller::Webhook);
                    }
                }
            }
        }
        let root = Some(self.old.document().node());
        for (name, item) in &news {
            if !olds.contains_key(name) {
                for (method, op) in item.operations() {
                    let subject = super::subject(method, &label(method, name), Caller::Webhook, None);
                    self.add(&subject, "", (root, Some(op.node())), crate::fact::What::WebhookAdded);
                }
            }
        }
    }

    pub(super) fn callbacks(&mut self, subject: &Subject, both: Both<'d>) {
        if subject.caller != Caller::Client {
            return;
        }
        let list = |op: model::Operation<'d>| -> BTreeMap<(&'d str, &'d str), PathItem<'d>> {
            op.callbacks()
                .flat_map(|(name, callback)| callback.path_items().map(move |(e, item)| ((name, e), item)))
                .collect()
        };
        let mut olds = list(both.old.1);
        let mut news = list(both.new.1);
        let held_new = both.new.1.get("callbacks").or(Some(both.new.1.node()));
        let held_old = both.old.1.get("callbacks").or(Some(both.old.1.node()));
        let mut pairs = Vec::new();
        for key in olds.keys().copied().collect::<Vec<_>>() {
            if let Some(twin) = news.remove(&key)
                && let Some(item) = olds.remove(&key)
            {
                pairs.push((key, item, twin));
            }
        }
        for ((name, expression), item, twin) in pairs {
            let label = |_: &str, e: &str| format!("{e} (callback {name} of {})", subject.label);
            self.item((expression, item), (expression, twin), Caller::Callback, &label);
        }
        for ((name, expression), item) in olds {
            for (method, op) in item.operations() {
                let label = format!("{expression} (callback {name} of {})", subject.label);
                self.removed(method, &label, op, held_new, true, Caller::Callback);
            }
        }
        for ((name, expression), item) in news {
            for (method, op) in item.operations() {
                let label = format!("{expression} (callback {name} of {})", subject.label);
                let subject = super::subject(method, &label, Caller::Callback, None);
                self.add(&subject, "", (held_old, Some(op.node())), crate::fact::What::CallbackAdded);
            }
        }
    }
}
