//! The service: which implementation runs which operation.

use ir::Api;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    operations::{OperationNames, ResourceNames},
    security::schemes,
    text::{optional, string},
};

/// The items of the module.
pub(super) fn module(api: &Api, resources: &[ResourceNames], operations: &[OperationNames]) -> TokenStream {
    let bounds = resources.iter().map(|r| {
        let (module, name) = (&r.module, &r.name);
        quote!(super::#module::#name<S::Caller>)
    });
    let bounds = if resources.is_empty() { quote!(Send + Sync + 'static) } else { quote!(#(#bounds)+*) };
    let mut module_of = vec![None; api.operations.len()];
    for (resource, names) in api.resources.iter().zip(resources) {
        for i in &resource.operations {
            module_of[*i] = Some(&names.module);
        }
    }
    let (mut tables, mut arms) = (Vec::new(), Vec::new());
    for (i, names) in operations.iter().enumerate() {
        let Some(module) = module_of[i] else { continue };
        let (table, runner) = (&names.table, &names.runner);
        let position = Literal::usize_unsuffixed(tables.len());
        tables.push(quote!(&super::#module::#table));
        arms.push(quote!(#position => Box::pin(super::#module::#runner(handler, security, request))));
    }
    let (title, version) = (string(&api.info.title), string(&api.info.version));
    let tags = api.resources.iter().filter(|r| api.operations_of(r).any(|op| !op.tags.is_empty())).map(|r| {
        let (name, description) = (string(&r.name.wire), optional(r.docs.description.as_deref()));
        quote!((#name, #description))
    });
    let schemes = schemes(api);
    quote! {
        use std::sync::Arc;

        use super::security::Security;
        use crate::runtime as rt;

        /// An implementation of all operations, and what judges its callers.
        pub struct Routes<H, S> {
            handler: Arc<H>,
            security: Arc<S>,
        }

        impl<H, S> std::fmt::Debug for Routes<H, S> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct("Routes").finish_non_exhaustive()
            }
        }

        /// Serves an implementation of all operations.
        pub fn service<H, S>(handler: H, security: S) -> rt::Builder<Routes<H, S>>
        where
            H: #bounds,
            S: Security,
        {
            rt::Builder::new(Routes { handler: Arc::new(handler), security: Arc::new(security) })
        }

        impl<H, S> rt::Api for Routes<H, S>
        where
            H: #bounds,
            S: Security,
        {
            const INFO: (&'static str, &'static str) = (#title, #version);
            const OPERATIONS: &'static [&'static rt::operation::Operation] = &[#(#tables),*];
            const TAGS: &'static [(&'static str, Option<&'static str>)] = &[#(#tags),*];
            const SCHEMES: &'static [rt::meta::Scheme] = &[#(#schemes),*];

            fn run(&self, operation: usize, request: rt::Incoming) -> rt::Pending<Result<rt::Answer, rt::Failure>> {
                let (handler, security) = (Arc::clone(&self.handler), Arc::clone(&self.security));
                match operation {
                    #(#arms,)*
                    _ => Box::pin(async move {
                        drop((handler, security, request));
                        Err(rt::Failure::new(rt::Reason::NoSuchPath, rt::Problem::new(404)))
                    }),
                }
            }
        }
    }
}
