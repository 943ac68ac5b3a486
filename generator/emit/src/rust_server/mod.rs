//! The server target: a crate with types, one trait a tag, and a poem service that leads from requests to them.
//!
//! Types and operations are tables (`runtime/rust_server/schema.rs`, `operation.rs`) beside a thin layer of Rust types: one
//! table validates requests, serves routes, and gives poem-openapi the metadata that it derives its document from.

mod cargo;
mod format;
mod names;
mod operation_table;
mod operations;
mod pattern;
mod security;
mod service;
mod shape;
mod tables;
mod text;
mod types;
mod webhooks;

use std::collections::BTreeMap;

use ir::{Api, DeclId, Gap};
use quote::quote;
use rayon::prelude::*;

use crate::{OutFile, Package, PackageOptions};
use shape::Shapes;

/// Files that are the same for every API.
const RUNTIME: &[(&str, &str)] = &[
    ("adapter.rs", include_str!("../../runtime/rust_server/adapter.rs")),
    ("context.rs", include_str!("../../runtime/rust_server/context.rs")),
    ("form.rs", include_str!("../../runtime/rust_server/form.rs")),
    ("formats.rs", include_str!("../../runtime/rust_server/formats.rs")),
    ("json.rs", include_str!("../../runtime/rust_server/json.rs")),
    ("media.rs", include_str!("../../runtime/rust_server/media.rs")),
    ("meta.rs", include_str!("../../runtime/rust_server/meta.rs")),
    ("mod.rs", include_str!("../../runtime/rust_server/mod.rs")),
    ("operation.rs", include_str!("../../runtime/rust_server/operation.rs")),
    ("params.rs", include_str!("../../runtime/rust_server/params.rs")),
    ("problem.rs", include_str!("../../runtime/rust_server/problem.rs")),
    ("reply.rs", include_str!("../../runtime/rust_server/reply.rs")),
    ("router.rs", include_str!("../../runtime/rust_server/router.rs")),
    ("schema.rs", include_str!("../../runtime/rust_server/schema.rs")),
    ("security.rs", include_str!("../../runtime/rust_server/security.rs")),
    ("server.rs", include_str!("../../runtime/rust_server/server.rs")),
    ("text.rs", include_str!("../../runtime/rust_server/text.rs")),
    ("validate.rs", include_str!("../../runtime/rust_server/validate.rs")),
    ("webhook.rs", include_str!("../../runtime/rust_server/webhook.rs")),
];

/// Renders the package.
pub fn emit(api: &Api, options: &PackageOptions) -> Package {
    let shapes = Shapes::new(api);
    let (resources, operations) = operations::names(api);
    let header = cargo::header(options);

    let mut files: Vec<OutFile> = RUNTIME
        .iter()
        .map(|(name, text)| OutFile { path: format!("src/runtime/{name}"), text: (*text).to_owned() })
        .collect();
    files.push(OutFile { path: "Cargo.toml".to_owned(), text: cargo::manifest(api, options) });

    let (mut type_files, mut gaps) = type_modules(&shapes, &header);
    files.append(&mut type_files);

    let rendered: Vec<(OutFile, Vec<Gap>)> = api
        .resources
        .par_iter()
        .zip(&resources)
        .map(|(resource, names)| {
            let uses = format::items(quote! {
                #[allow(unused_imports)]
                use crate::runtime::{self as rt, operation as o, schema as s};
                use super::security::Security;
            });
            let trait_text = format::items(operations::resource(api, resource, &names.name, &operations));
            let parts: Vec<(String, Vec<Gap>)> = resource
                .operations
                .par_iter()
                .map(|i| {
                    let (tokens, gaps) =
                        operations::operation(&shapes, &api.operations[*i], &names.name, &operations[*i]);
                    (format::items(tokens), gaps)
                })
                .collect();
            let mut text = format!("{header}{uses}\n{trait_text}");
            let mut gaps = Vec::new();
            for (part, mut found) in parts {
                text.push('\n');
                text.push_str(&part);
                gaps.append(&mut found);
            }
            (OutFile { path: format!("src/{}.rs", names.module), text }, gaps)
        })
        .collect();
    for (file, mut found) in rendered {
        files.push(file);
        gaps.append(&mut found);
    }

    let mut module = |path: &str, tokens| {
        files.push(OutFile { path: path.to_owned(), text: format!("{header}{}", format::items(tokens)) })
    };
    module("src/security.rs", security::module(api));
    module("src/service.rs", service::module(api, &resources, &operations));
    let has_callbacks = api.operations.iter().any(|op| !op.callbacks.is_empty());
    if !api.webhooks.is_empty() {
        let (tokens, mut found) = webhooks::webhooks(&shapes);
        module("src/webhooks.rs", tokens);
        gaps.append(&mut found);
    }
    if has_callbacks {
        let (tokens, mut found) = webhooks::callbacks(&shapes);
        module("src/callbacks.rs", tokens);
        gaps.append(&mut found);
    }
    let modules: Vec<String> = resources.iter().map(|r| r.module.to_string()).collect();
    let lib = cargo::lib(api, options, &modules, !api.webhooks.is_empty(), has_callbacks);
    files.push(OutFile { path: "src/lib.rs".to_owned(), text: lib });

    files.sort();
    gaps.sort();
    gaps.dedup();
    Package { files, gaps }
}

/// `src/types/`: one file for all declarations whose names begin with the same word.
fn type_modules(shapes: &Shapes<'_>, header: &str) -> (Vec<OutFile>, Vec<Gap>) {
    let mut by_module: BTreeMap<&str, Vec<DeclId>> = BTreeMap::new();
    for index in 0..shapes.api.decls.len() {
        let id = DeclId(u32::try_from(index).unwrap_or(u32::MAX));
        by_module.entry(shapes.names.module(id)).or_default().push(id);
    }
    let rendered: Vec<(OutFile, Vec<Gap>)> = by_module
        .par_iter()
        .map(|(module, ids)| {
            let uses = format::items(quote! {
                #[allow(unused_imports)]
                use crate::runtime::{self as rt, schema as s};
            });
            let parts: Vec<(String, Vec<Gap>)> = ids
                .par_iter()
                .map(|id| {
                    let (tokens, gaps) = types::decl(shapes, *id);
                    (format::items(tokens), gaps)
                })
                .collect();
            let own: Vec<_> = ids.iter().filter(|id| types::is_own_type(shapes, **id)).collect();
            let mut text = format!("{header}{uses}");
            let mut gaps = Vec::new();
            for (part, mut found) in parts {
                text.push('\n');
                text.push_str(&part);
                gaps.append(&mut found);
            }
            if !own.is_empty() {
                text.push_str("\ncrate::json_types! {\n");
                for id in own {
                    text.push_str(&format!("    {}: {},\n", shapes.names.ty(*id), shapes.names.table(*id)));
                }
                text.push_str("}\n");
            }
            (OutFile { path: format!("src/types/{module}.rs"), text }, gaps)
        })
        .collect();
    let mut root = format!("{header}//! Types of the description, and their tables.\n\n");
    for module in by_module.keys() {
        root.push_str(&format!("mod {module};\n"));
    }
    root.push('\n');
    for module in by_module.keys() {
        root.push_str(&format!("pub use {module}::*;\n"));
    }
    let mut gaps = Vec::new();
    let mut files = vec![OutFile { path: "src/types/mod.rs".to_owned(), text: root }];
    for (file, mut found) in rendered {
        files.push(file);
        gaps.append(&mut found);
    }
    (files, gaps)
}
