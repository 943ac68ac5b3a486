//! Paths, operations, parameters and status codes.

use std::collections::{BTreeSet, HashMap};

use crate::check::keywords::place;
use crate::check::{Check, Mend};
use crate::grammar::Kind;
use crate::suggest::suggestion;
use crate::{Diagnostic, Node, OpenApiVersion, Severity, Span};

pub(super) fn check(check: &mut Check<'_>) {
    operation_ids(check);
    paths(check);
    for operation in check.objects(Kind::Operation).collect::<Vec<_>>() {
        duplicates(check, operation);
        if operation.get("responses").is_none() && check.version == OpenApiVersion::V3_0 && !check.is_torn(operation) {
            check.diagnostics.push(Diagnostic::warning(
                "missing-keyword",
                place(operation),
                "an operation needs the keyword `responses`",
            ));
        }
    }
    for item in check.objects(Kind::PathItem).collect::<Vec<_>>() {
        duplicates(check, item);
    }
    for parameter in check.objects(Kind::Parameter).collect::<Vec<_>>() {
        one_parameter(check, parameter);
    }
    for header in check.objects(Kind::Header).collect::<Vec<_>>() {
        content_or_schema(check, header, "a header");
        one_example(check, header);
    }
    for responses in check.objects(Kind::Responses).collect::<Vec<_>>() {
        statuses(check, responses);
    }
    links(check);
}

fn operation_ids(check: &mut Check<'_>) {
    let mut first: HashMap<&str, Node<'_>> = HashMap::new();
    for operation in check.objects(Kind::Operation).collect::<Vec<_>>() {
        let Some(id) = operation.get("operationId") else {
            continue;
        };
        let Some(text) = id.as_str() else {
            continue;
        };
        match first.get(text) {
            Some(other) => check.diagnostics.push(
                Diagnostic::error(
                    "duplicate-operation-id",
                    id.span(),
                    format!("another operation is called `{text}` already"),
                )
                .related(other.span(), "the other one")
                .help("an operationId is unique in the whole description"),
            ),
            None => {
                first.insert(text, id);
            }
        }
    }
}

/// The names in the braces of a template; none when they are not closed.
fn template(path: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        if rest.as_bytes()[open] == b'}' {
            return None;
        }
        let inner = &rest[open + 1..];
        let close = inner.find(['{', '}'])?;
        if inner.as_bytes()[close] == b'{' {
            return None;
        }
        names.push(&inner[..close]);
        rest = &inner[close + 1..];
    }
    Some(names)
}

/// A template without the names of its parameters.
fn outline(path: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in path.chars() {
        match c {
            '{' => {
                inside = true;
                out.push_str("{}");
            }
            '}' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

fn paths(check: &mut Check<'_>) {
    let Some(paths) = check.node(check.root).get("paths") else {
        return;
    };
    let mut outlines: HashMap<String, (&str, Span)> = HashMap::new();
    for (path, item) in paths.entries() {
        if path.starts_with("x-") {
            continue;
        }
        let span = item.key_span();
        if !path.starts_with('/') {
            check.diagnostics.push(
                Diagnostic::error("bad-path", span, format!("the path `{path}` does not begin with `/`"))
                    .help(format!("write `/{path}`, or `x-...` for an extension")),
            );
            continue;
        }
        let Some(names) = template(path) else {
            check.diagnostics.push(Diagnostic::error(
                "bad-path",
                span,
                format!("the braces of the path `{path}` do not close each other"),
            ));
            continue;
        };
        let fixed = path.split_once('#').map_or(path, |(fixed, _)| fixed);
        if fixed == path
            && let Some((other, at)) = outlines.get(&outline(path)).copied()
        {
            check.diagnostics.push(
                Diagnostic::warning(
                    "duplicate-path",
                    span,
                    format!("`{path}` and `{other}` differ only in the names of their parameters"),
                )
                .related(at, "the other one")
                .help("a request cannot tell them apart: merge them"),
            );
        }
        outlines.entry(outline(path)).or_insert((path, span));
        let item = check.follow(item);
        if !check.broken.contains(&item.id()) {
            parameters_of_path(check, path, span, &names, item);
        }
    }
}

/// Path parameters by name with their places; none when a reference is broken, so that nothing can be said.
fn defined<'x>(check: &Check<'x>, holder: Node<'x>) -> Option<Vec<(&'x str, Span)>> {
    let mut all = Vec::new();
    let list = holder.get("parameters").into_iter().flat_map(Node::items);
    for parameter in list {
        let place = parameter.span();
        let parameter = check.follow(parameter);
        if check.broken.contains(&parameter.id()) || !parameter.is_object() || check.is_torn(parameter) {
            return None;
        }
        let text = |key: &str| parameter.get(key).and_then(Node::as_str);
        if text("in") == Some("path") {
            all.push((text("name")?, parameter.get("name").map_or(place, Node::span)));
        }
    }
    Some(all)
}

fn parameters_of_path(check: &mut Check<'_>, path: &str, span: Span, names: &[&str], item: Node<'_>) {
    let item = check.node(item.id());
    if check.is_torn(item) {
        return;
    }
    let mut twice = BTreeSet::new();
    if let Some(name) = names.iter().find(|name| !twice.insert(**name)) {
        check.diagnostics.push(Diagnostic::warning(
            "bad-path",
            span,
            format!("`{{{name}}}` stands twice in this path"),
        ));
    }
    let Some(shared) = defined(check, item) else {
        return;
    };
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut any = false;
    let mut missing: Vec<(&str, Span)> = Vec::new();
    let mut mends = Vec::new();
    for (method, operation) in item.entries() {
        if !(crate::METHODS.contains(&method) || method == "query") {
            continue;
        }
        let site = operation.key_span();
        let operation = check.follow(operation);
        if !operation.is_object() || check.broken.contains(&operation.id()) {
            continue;
        }
        any = true;
        let Some(own) = defined(check, operation) else {
            used.extend(shared.iter().map(|(name, _)| *name));
            continue;
        };
        for name in names {
            if own.iter().chain(&shared).any(|(n, _)| n == name) {
                continue;
            }
            mends.push(Mend::PathParameter { operation: operation.id(), name: (*name).to_owned(), span });
            if !missing.iter().any(|(n, _)| n == name) {
                missing.push((name, site));
            }
        }
        for (name, at) in own {
            if !names.contains(&name) {
                unused(check, path, name, at, names);
            }
        }
    }
    check.mends.extend(mends);
    for (name, at) in missing {
        let mut diagnostic = Diagnostic::warning(
            "undefined-path-parameter",
            span,
            format!("nothing defines the parameter `{name}` of the path `{path}`"),
        )
        .related(at, "in this operation");
        diagnostic = diagnostic
            .help(format!("add a parameter with `name: {name}`, `in: path`, `required: true`; it is taken for a text"));
        check.diagnostics.push(diagnostic);
    }
    if any {
        for (name, at) in &shared {
            if !names.contains(name) && !used.contains(name) {
                unused(check, path, name, *at, names);
            }
        }
    }
}

fn unused(check: &mut Check<'_>, path: &str, name: &str, at: Span, names: &[&str]) {
    let mut diagnostic =
        Diagnostic::warning("unused-path-parameter", at, format!("the path `{path}` has no `{{{name}}}`"));
    if let Some(near) = suggestion(name, names) {
        diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
    }
    check.diagnostics.push(diagnostic);
}

fn duplicates(check: &mut Check<'_>, holder: Node<'_>) {
    let mut first: HashMap<(&str, &str), Span> = HashMap::new();
    let list: Vec<_> = check.node(holder.id()).get("parameters").into_iter().flat_map(Node::items).collect();
    let mut gone = Vec::new();
    for (at, parameter) in list.into_iter().enumerate() {
        let site = parameter.span();
        let target = check.follow(parameter);
        let text = |key: &str| target.get(key).and_then(Node::as_str);
        let (Some(name), Some(location)) = (text("name"), text("in")) else {
            continue;
        };
        match first.get(&(name, location)) {
            Some(other) => {
                gone.push(at);
                check.diagnostics.push(
                    Diagnostic::error(
                        "duplicate-parameter",
                        site,
                        format!("the {location} parameter `{name}` stands twice in this list"),
                    )
                    .related(*other, "first here")
                    .help("the first one is used"),
                );
            }
            None => {
                first.insert((name, location), site);
            }
        }
    }
    if !gone.is_empty()
        && let Some(list) = check.node(holder.id()).get("parameters")
    {
        check.mends.push(Mend::Drop(list.id(), gone));
    }
}

fn one_parameter(check: &mut Check<'_>, parameter: Node<'_>) {
    let location = parameter.get("in").and_then(Node::as_str);
    if location == Some("path")
        && parameter.get("required").and_then(Node::as_bool) != Some(true)
        && !check.is_torn(parameter)
    {
        check.diagnostics.push(
            Diagnostic::warning("optional-path-parameter", place(parameter), "a path parameter is always required")
                .help("add `required: true`"),
        );
    }
    if let Some(node) = parameter.get("allowReserved")
        && check.version == OpenApiVersion::V3_1
        && matches!(location, Some("path" | "header" | "cookie"))
        && !matches!((location, parameter.get("style").and_then(Node::as_str)), (Some("cookie"), Some("form")))
    {
        check.diagnostics.push(Diagnostic::error(
            "unknown-keyword",
            node.key_span(),
            "`allowReserved` belongs to query parameters only",
        ));
    }
    if let Some(style) = parameter.get("style").and_then(Node::as_str) {
        let allowed: &[&str] = match location {
            Some("path") => &["matrix", "label", "simple"],
            Some("header") => &["simple"],
            Some("query") => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            Some("cookie") => &["form", "cookie"],
            _ => return,
        };
        if !allowed.contains(&style) {
            check.diagnostics.push(
                Diagnostic::warning(
                    "wrong-value",
                    parameter.get("style").map_or(parameter.span(), Node::span),
                    format!("the style `{style}` does not exist for a {} parameter", location.unwrap_or("such")),
                )
                .help(format!("use one of: {}", allowed.join(", "))),
            );
        }
    }
    content_or_schema(check, parameter, "a parameter");
    one_example(check, parameter);
}

fn content_or_schema(check: &mut Check<'_>, node: Node<'_>, name: &str) {
    match (node.get("schema"), node.get("content")) {
        (Some(_), Some(content)) => check.diagnostics.push(Diagnostic::warning(
            "schema-and-content",
            content.key_span(),
            format!("{name} has either `schema` or `content`; `content` is used here"),
        )),
        (None, None) if !check.is_torn(node) => {
            check.diagnostics.push(
                Diagnostic::warning("missing-keyword", place(node), format!("{name} needs `schema` or `content`"))
                    .help("it is read as a text"),
            );
        }
        (None, Some(content)) if content.is_object() && content.entries().len() != 1 => {
            check.diagnostics.push(Diagnostic::error(
                "wrong-value",
                content.key_span(),
                format!("`content` of {name} has exactly one media type"),
            ));
        }
        _ => {}
    }
}

/// `example` and `examples` exclude each other.
pub(super) fn one_example(check: &mut Check<'_>, node: Node<'_>) {
    if let (Some(_), Some(examples)) = (node.get("example"), node.get("examples")) {
        let mut diagnostic = Diagnostic::error(
            "example-and-examples",
            examples.key_span(),
            "`example` and `examples` exclude each other",
        )
        .help("move the single one into `examples`");
        if check.version == OpenApiVersion::V3_0 {
            diagnostic.severity = Severity::Warning;
        }
        check.diagnostics.push(diagnostic);
    }
}

fn statuses(check: &mut Check<'_>, responses: Node<'_>) {
    for (key, value) in responses.entries() {
        let bytes = key.as_bytes();
        let shape = bytes.len() == 3
            && (b'1'..=b'5').contains(&bytes[0])
            && (bytes[1..].iter().all(u8::is_ascii_digit) || &bytes[1..] == b"XX");
        if key == "default" || key.starts_with("x-") || shape {
            continue;
        }
        let near = bytes.len() == 3 && bytes[0].is_ascii_digit();
        let message = format!("`{key}` is no status code");
        let diagnostic = if near {
            Diagnostic::warning("bad-status", value.key_span(), message)
        } else {
            Diagnostic::error("bad-status", value.key_span(), message)
        };
        check.diagnostics.push(diagnostic.help("`200`, `4XX` and `default` are such keys"));
    }
}

fn links(check: &mut Check<'_>) {
    let ids: BTreeSet<&str> =
        check.objects(Kind::Operation).filter_map(|o| o.get("operationId").and_then(Node::as_str)).collect();
    let names: Vec<&str> = ids.iter().copied().collect();
    let mut said = 0;
    for link in check.objects(Kind::Link).collect::<Vec<_>>() {
        let Some(node) = link.get("operationId") else {
            continue;
        };
        let Some(id) = node.as_str().filter(|id| !ids.contains(id)) else {
            continue;
        };
        if !check.lost.is_empty() {
            continue;
        }
        let mut diagnostic =
            Diagnostic::warning("unknown-operation", node.span(), format!("no operation is called `{id}`"));
        said += 1;
        if said < 100
            && let Some(near) = suggestion(id, &names)
        {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        check.diagnostics.push(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_taken_apart() {
        assert_eq!(template("/a/{b}/c.{d}"), Some(vec!["b", "d"]));
        assert_eq!(template("/a"), Some(vec![]));
        for broken in ["/{a", "/a}", "/{a{b}}"] {
            assert_eq!(template(broken), None, "{broken}");
        }
        assert_eq!(outline("/a/{b}/c.{d}"), "/a/{}/c.{}");
    }
}
