//! The only module that calls progenitor. Its panics and errors become an answer: which operations it cannot say.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use proc_macro2::TokenStream;
use progenitor_impl::{GenerationSettings, Generator, HooksMode, InterfaceStyle, TagStyle, TypeImpl};
use quote::quote;
use serde_json::{Value, json};

use crate::level::{Level, Levelled};

/// What progenitor made, and what had to be left out with its reason.
pub(crate) struct Client {
    pub(crate) tokens: TokenStream,
    pub(crate) dropped: Vec<(usize, String)>,
    /// Schemas that became any value
    pub(crate) loosened: Vec<(String, String)>,
}

/// Asks progenitor for a client; what it fails on is found by halving and left out.
pub(crate) fn client(level: &mut Level<'_>, mut operations: Vec<Levelled>, replaced: &[String]) -> Client {
    let mut dropped = Vec::new();
    let mut loosened = Vec::new();
    loop {
        let why = match attempt(&level.document(&operations), replaced) {
            Ok(tokens) => return Client { tokens, dropped, loosened },
            Err(why) => why,
        };
        if let Err(why) = attempt(&level.document(&[]), replaced) {
            let names: Vec<String> = level.schemas.keys().cloned().collect();
            match culprit(&names, &mut |some| attempt(&with_only(level, some), replaced).is_err()) {
                Some(name) => {
                    level.schemas.insert(name.clone(), json!({ "type": "object", "additionalProperties": {} }));
                    loosened.push((name, why));
                }
                None => return Client { tokens: quote! {}, dropped: all(&operations, &why), loosened },
            }
            continue;
        }
        match culprit(&operations, &mut |some| attempt(&level.document(some), replaced).is_err()) {
            Some(bad) => {
                let why = attempt(&level.document(std::slice::from_ref(&bad)), replaced).err().unwrap_or(why);
                operations.retain(|o| o.index != bad.index);
                dropped.push((bad.index, why));
            }
            None => return Client { tokens: quote! {}, dropped: all(&operations, &why), loosened },
        }
    }
}

fn all(operations: &[Levelled], why: &str) -> Vec<(usize, String)> {
    operations.iter().map(|o| (o.index, why.to_owned())).collect()
}

/// One item without which the whole does better: halves as long as a half still fails.
fn culprit<T: Clone>(items: &[T], fails: &mut dyn FnMut(&[T]) -> bool) -> Option<T> {
    let mut items = items.to_vec();
    while items.len() > 1 {
        let (left, right) = items.split_at(items.len() / 2);
        if fails(left) {
            items = left.to_vec();
        } else if fails(right) {
            items = right.to_vec();
        } else {
            // Only together do they fail: the last one is the one too many.
            return items.pop();
        }
    }
    items.pop()
}

/// A document of no operations in which all schemas but some are any value.
fn with_only(level: &Level<'_>, some: &[String]) -> Value {
    let schemas: serde_json::Map<String, Value> = level
        .schemas
        .iter()
        .map(|(name, schema)| {
            let kept = if some.contains(name) { schema.clone() } else { json!({ "type": "object", "properties": {} }) };
            (name.clone(), kept)
        })
        .collect();
    json!({ "openapi": "3.0.3", "info": { "title": "", "version": "" }, "paths": {}, "components": { "schemas": schemas } })
}

fn attempt(document: &Value, replaced: &[String]) -> Result<TokenStream, String> {
    let spec: openapiv3::OpenAPI = serde_json::from_value(document.clone()).map_err(|e| e.to_string())?;
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_tag(TagStyle::Merged)
        .with_hooks(HooksMode::Expected)
        .with_inner_type(quote! { crate::session::Session });
    for name in replaced {
        settings.with_replacement(name, format!("crate::choices::{name}"), std::iter::once(TypeImpl::Display));
    }
    quietly(|| Generator::new(&settings).generate_tokens(&spec))
        .map_err(|panic| panic.lines().next().unwrap_or_default().to_owned())?
        .map_err(|error| error.to_string())
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs what may panic; the panic's message instead of a crash, and nothing on the terminal.
fn quietly<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.with(Cell::get) {
                usual(info);
            }
        }));
    });
    QUIET.with(|q| q.set(true));
    let result = catch_unwind(AssertUnwindSafe(run));
    QUIET.with(|q| q.set(false));
    result.map_err(|payload| {
        payload
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| payload.downcast_ref::<&str>().map(|s| (*s).to_owned()))
            .unwrap_or_else(|| "progenitor panicked".to_owned())
    })
}
