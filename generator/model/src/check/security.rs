//! Security schemes, their use, and tags.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Check;
use crate::check::keywords::place;
use crate::grammar::Kind;
use crate::suggest::suggestion;
use crate::{Diagnostic, Node, uri};

pub(super) fn check(check: &mut Check<'_>) {
    for scheme in check.objects(Kind::SecurityScheme).collect::<Vec<_>>() {
        one_scheme(check, scheme);
    }
    requirements(check);
    tags(check);
}

fn one_scheme(check: &mut Check<'_>, scheme: Node<'_>) {
    let needed: &[&str] = match scheme.get("type").and_then(Node::as_str) {
        Some("apiKey") => &["name", "in"],
        Some("http") => &["scheme"],
        Some("oauth2") => &["flows"],
        Some("openIdConnect") => &["openIdConnectUrl"],
        _ => &[],
    };
    for key in needed {
        if scheme.get(key).is_none() && !check.is_torn(scheme) {
            check.diagnostics.push(Diagnostic::error(
                "missing-keyword",
                place(scheme),
                format!("a security scheme of this type needs the keyword `{key}`"),
            ));
        }
    }
    for (name, flow) in scheme.get("flows").into_iter().flat_map(Node::entries) {
        let needed: &[&str] = match name {
            "implicit" => &["authorizationUrl"],
            "password" | "clientCredentials" => &["tokenUrl"],
            "authorizationCode" => &["authorizationUrl", "tokenUrl"],
            _ => &[],
        };
        for key in needed {
            if flow.is_object() && flow.get(key).is_none() && !check.is_torn(flow) {
                check.diagnostics.push(Diagnostic::warning(
                    "missing-keyword",
                    place(flow),
                    format!("the flow `{name}` needs the keyword `{key}`"),
                ));
            }
        }
    }
}

fn requirements(check: &mut Check<'_>) {
    let schemes = check.node(check.root).get("components").and_then(|n| n.get("securitySchemes"));
    if schemes.is_some_and(|n| check.broken.contains(&n.id())) {
        return;
    }
    let known: Vec<&str> = schemes.into_iter().flat_map(Node::entries).map(|(k, _)| k).collect();
    let set: BTreeSet<&str> = known.iter().copied().collect();
    // One word a name: an API without the scheme's definition uses it everywhere.
    let mut missing: BTreeMap<&str, Vec<crate::Span>> = BTreeMap::new();
    for requirement in check.objects(Kind::SecurityRequirement) {
        for (name, scopes) in requirement.entries() {
            if !set.contains(name) && !uri::is_absolute(name) {
                missing.entry(name).or_default().push(scopes.key_span());
            }
        }
    }
    for (at, (name, places)) in missing.into_iter().enumerate() {
        if check.lost.iter().any(|span| check.sources.text(*span).contains(name)) {
            continue;
        }
        let mut diagnostic = Diagnostic::warning(
            "unknown-security-scheme",
            places[0],
            format!("no security scheme `{name}` stands in `components.securitySchemes`"),
        );
        for place in places.iter().skip(1).take(4) {
            diagnostic = diagnostic.related(*place, "and here");
        }
        if at < 100
            && let Some(near) = suggestion(name, &known)
        {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        check.diagnostics.push(diagnostic);
    }
}

fn tags(check: &mut Check<'_>) {
    let mut declared: BTreeMap<&str, crate::Span> = BTreeMap::new();
    let list: Vec<_> = check.node(check.root).get("tags").into_iter().flat_map(Node::items).collect();
    for tag in list {
        let tag = check.follow(tag);
        let Some(name) = tag.get("name") else {
            continue;
        };
        let Some(text) = name.as_str() else {
            continue;
        };
        if let Some(first) = declared.get(text) {
            check.diagnostics.push(
                Diagnostic::warning("duplicate-tag", name.span(), format!("the tag `{text}` is declared twice"))
                    .related(*first, "first here"),
            );
        }
        declared.entry(text).or_insert(name.span());
    }
    if declared.is_empty() {
        return;
    }
    let names: Vec<&str> = declared.keys().copied().collect();
    let mut said = BTreeSet::new();
    for operation in check.objects(Kind::Operation).collect::<Vec<_>>() {
        for tag in operation.get("tags").into_iter().flat_map(Node::items) {
            let Some(text) = tag.as_str() else {
                continue;
            };
            if declared.contains_key(text) || !said.insert(text) || !check.lost.is_empty() {
                continue;
            }
            let mut diagnostic = Diagnostic::note(
                "undeclared-tag",
                tag.span(),
                format!("the tag `{text}` is not among the declared ones"),
            );
            if said.len() < 100
                && let Some(near) = suggestion(text, &names)
            {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            }
            check.diagnostics.push(diagnostic);
        }
    }
}
