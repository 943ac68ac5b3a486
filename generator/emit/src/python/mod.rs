//! The Python target: a publishable package for Python 3.10 and later over httpx and pydantic 2, with a sync and an async client.
//!
//! What is written where: [`names`] decides who is called what, [`annotation`] writes types, [`models`] the modules below
//! `types`, [`resources`] those below `resources`, [`client`] the clients and what is beside them, [`docs`] what people
//! read. The behaviour lives in the hand-written runtime ([`runtime`]); generated code is data and thin methods.
//!
//! Modules import each other for type checkers only. At runtime a model names another one by a reference that is followed
//! when the first value of it is read, so that importing even the largest package builds nothing.

mod annotation;
mod calls;
mod client;
mod docs;
mod doors;
mod errors;
mod expr;
mod gaps;
mod layout;
mod models;
mod names;
mod resources;
mod runtime;
mod text;

#[cfg(test)]
mod tests;

use ir::Api;
use rayon::prelude::*;

use crate::{OutFile, Package, PackageOptions};
use annotation::Annotations;
use names::Names;

/// Renders the package.
pub fn emit(api: &Api, options: &PackageOptions) -> Package {
    let names = Names::of(api, &options.name, calls::both);
    let on = Annotations { api, names: &names, list: "list" };
    let title = text::one_line(&api.info.title);
    let command = text::one_line(&options.command);
    let made = format!("# Made by `{command}`; changes here are lost.");
    let head = |doc: &str| format!("{made}\n{}", text::docstring(&[doc.to_owned()], 0).trim_end());
    let root = format!("src/{}", names.package);

    let mut files: Vec<OutFile> = Vec::new();
    let mut add = |path: String, text: String| files.push(OutFile { path, text });
    let version = &options.version;
    add("pyproject.toml".into(), docs::pyproject(on, &made, version));
    add("README.md".into(), docs::readme(on, &client::credentials(on)));
    add(
        "CHANGELOG.md".into(),
        format!(
            "# Changelog\n\n## {}\n\n* Client of {} {}.\n",
            text::one_line(version),
            text::cell(&title),
            text::cell(&api.info.version)
        ),
    );
    add("LICENSE".into(), include_str!("../../templates/python/LICENSE").into());
    add(".gitignore".into(), "__pycache__/\n*.egg-info/\n.mypy_cache/\n.ruff_cache/\n.venv/\ndist/\n".into());
    add(format!("{root}/py.typed"), "\n".into());
    add(format!("{root}/__init__.py"), doors::front_door(on, &head(&format!("Client of {title}."))));
    add(format!("{root}/client.py"), client::client(on, &head("The clients."), version));
    add(format!("{root}/errors.py"), errors::errors(on, &head("What may go wrong.")));
    if let Some(text) = client::webhooks(on, &head("What the API sends on its own.")) {
        add(format!("{root}/webhooks.py"), text);
    }
    if let Some(text) =
        client::oauth(on, &head("The authorization code grant with PKCE, for programs that act for a user."))
    {
        add(format!("{root}/oauth.py"), text);
    }
    add(format!("{root}/resources/__init__.py"), head("The operations, a module a tag.") + "\n");
    let (types, stub) = doors::types_doors(on, &head("The types of the API."));
    add(format!("{root}/types/__init__.py"), types);
    add(format!("{root}/types/__init__.pyi"), stub);
    for (name, text) in runtime::FILES {
        add(format!("{root}/_runtime/{name}"), (*text).into());
    }
    let header = head("Types of the API.");
    let modules: Vec<OutFile> = names
        .modules
        .par_iter()
        .enumerate()
        .map(|(index, module)| OutFile {
            path: format!("{root}/types/{}.py", module.name),
            text: models::module(on, index, module, &header),
        })
        .collect();
    files.extend(modules);
    let resources: Vec<[OutFile; 2]> = api
        .resources
        .par_iter()
        .zip(&names.resources)
        .map(|(resource, resource_names)| {
            let header = head(&format!("The operations of {}.", text::one_line(&resource.name.wire)));
            [
                OutFile {
                    path: format!("{root}/resources/{}.py", resource_names.attribute),
                    text: resources::module(on, resource, resource_names, &header),
                },
                OutFile {
                    path: format!("docs/{}.md", resource_names.attribute),
                    text: docs::page(on, resource, resource_names),
                },
            ]
        })
        .collect();
    files.extend(resources.into_iter().flatten());
    files.sort();
    Package { files, gaps: gaps::gaps(api) }
}
