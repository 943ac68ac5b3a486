//! Requests that the API sends: webhooks, and callbacks of operations.

use ir::{ContentKind, Gap, Name, Operation, naming::Scope};
use proc_macro2::TokenStream;
use quote::quote;

use super::{
    shape::Shapes,
    tables::Tables,
    text::{TYPE_NAMES, code, doc, docs, ident, string},
};

/// A request that the API sends, and its name.
struct Sent<'a> {
    name: Name,
    operation: &'a Operation,
    what: String,
}

/// Webhooks of the API.
pub(super) fn webhooks(shapes: &Shapes<'_>) -> (TokenStream, Vec<Gap>) {
    let sent = shapes.api.webhooks.iter().map(|w| Sent {
        name: w.name.clone(),
        operation: &w.operation,
        what: format!("The event {}.", code(&w.name.wire)),
    });
    module(shapes, sent.collect())
}

/// Callbacks of its operations.
pub(super) fn callbacks(shapes: &Shapes<'_>) -> (TokenStream, Vec<Gap>) {
    let sent = shapes.api.operations.iter().flat_map(|op| {
        op.callbacks.iter().map(|c| {
            let words: Vec<&str> = c.name.words.iter().map(String::as_str).collect();
            let mut name = op.id.then(&words);
            name.wire.clone_from(&c.name.wire);
            let what = format!(
                "The callback {} of {}, sent to {}.",
                code(&c.name.wire),
                code(&op.id.wire),
                code(&c.expression)
            );
            Sent { name, operation: &c.operation, what }
        })
    });
    module(shapes, sent.collect())
}

fn module(shapes: &Shapes<'_>, sent: Vec<Sent<'_>>) -> (TokenStream, Vec<Gap>) {
    let mut scope = Scope::new(TYPE_NAMES);
    let mut gaps = Vec::new();
    let items: Vec<_> = sent.into_iter().map(|sent| item(shapes, &sent, &mut scope, &mut gaps)).collect();
    let items = quote! {
        #[allow(unused_imports)]
        use crate::runtime::{self as rt, schema as s};
        #(#items)*
    };
    (items, gaps)
}

fn item(shapes: &Shapes<'_>, sent: &Sent<'_>, scope: &mut Scope, gaps: &mut Vec<Gap>) -> TokenStream {
    let op = sent.operation;
    let types = quote!(super::types);
    let name = ident(&scope.claim(&sent.name.pascal(), "T"));
    let mut tables = Tables::new(shapes, types.clone(), &op.at, &op.pointer);
    let content = op.body.as_ref().and_then(|b| b.contents.iter().find(|c| c.kind == ContentKind::Json));
    if content.is_none() && op.body.is_some() {
        tables.gap("webhook-body-not-json", "write the body yourself");
    }
    let described = docs(&op.docs, op.deprecation.as_ref(), &sent.what);
    let (event, method) = (string(&sent.name.wire), string(op.method.as_str()));
    let (media_type, ty, schema) = match content {
        Some(content) => {
            (string(&content.media_type), shapes.ty(&content.ty, None, &types), tables.schema(&content.ty))
        }
        None => (string("application/json"), quote!(()), quote!(s::Schema::of(s::Kind::Null))),
    };
    let note = doc(&sent.what);
    gaps.append(&mut tables.gaps);
    quote! {
        #described
        #[doc = ""]
        #note
        #[derive(Debug, Clone, PartialEq)]
        pub struct #name {
            /// The body
            pub body: #ty,
        }

        impl rt::Webhook for #name {
            const NAME: &'static str = #event;
            const METHOD: &'static str = #method;
            const MEDIA_TYPE: &'static str = #media_type;
            const SCHEMA: &'static s::Schema = &#schema;

            fn value(&self) -> serde_json::Value {
                rt::Json::write(&self.body)
            }
        }
    }
}
