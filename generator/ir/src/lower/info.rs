//! `info` and `servers`.

use model::{Document, Node};

use super::docs::text;
use crate::{Contact, Info, License, Name, Server, ServerVariable};

pub(super) fn info(document: Document<'_>) -> Info {
    let Some(node) = document.get("info") else { return Info::default() };
    let of = |node: Node<'_>, key: &str| node.get(key).and_then(text);
    Info {
        title: of(node, "title").unwrap_or_default(),
        version: of(node, "version").unwrap_or_default(),
        summary: of(node, "summary"),
        description: of(node, "description"),
        terms_of_service: of(node, "termsOfService"),
        contact: node.get("contact").map(|c| Contact { name: of(c, "name"), url: of(c, "url"), email: of(c, "email") }),
        license: node.get("license").map(|l| License {
            name: of(l, "name").unwrap_or_default(),
            identifier: of(l, "identifier"),
            url: of(l, "url"),
        }),
        release_date: of(node, "x-release-date"),
    }
}

pub(super) fn server(server: model::Server<'_>) -> Server {
    let mut variables: Vec<_> = server
        .variables()
        .map(|(name, variable)| ServerVariable {
            name: Name::of(name),
            default: variable.default().unwrap_or_default().to_owned(),
            choices: variable.choices().into_iter().map(str::to_owned).collect(),
            description: variable.description().map(str::to_owned),
        })
        .collect();
    variables.sort_by(|a, b| a.name.wire.cmp(&b.name.wire));
    Server {
        url: server.url().unwrap_or("/").to_owned(),
        description: server.description().map(str::to_owned),
        variables,
    }
}
