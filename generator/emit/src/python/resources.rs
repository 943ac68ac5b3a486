//! The modules below `resources`: one a tag, its operations as data and as thin methods, sync and async.

use std::fmt::Write as _;

use ir::{
    Content, ContentKind, Encoding, Idempotency, Location, Operation, PaginationKind, Param, Resource, Response,
    Status, Style,
};

use super::annotation::{Annotations, Uses, import_lines, or_none};
use super::calls::{self, Mode};
use super::expr::{Expr, WIDTH, arg, keyword};
use super::layout;
use super::models::{deprecation_note, notes};
use super::names::{self, ResourceNames};
use super::text;

/// A method: an operation in one of its modes.
struct Method<'a> {
    operation: &'a Operation,
    name: &'a str,
    table: String,
    mode: Mode,
    arguments: Vec<String>,
}

/// One module.
pub(super) fn module(on: Annotations<'_>, resource: &Resource, names: &ResourceNames, header: &str) -> String {
    let on = Annotations { list: "_t.List", ..on };
    let mut uses = Uses::default();
    let mut methods: Vec<Method<'_>> = Vec::new();
    for (operation, (name, streaming)) in on.api.operations_of(resource).zip(&names.methods) {
        let arguments = names::arguments(operation);
        methods.push(Method {
            operation,
            name,
            table: format!("_{}", name.to_uppercase()),
            mode: calls::mode(operation),
            arguments: arguments.clone(),
        });
        if let Some(name) = streaming {
            let table = format!("_{}", name.to_uppercase());
            methods.push(Method { operation, name, table, mode: Mode::Stream, arguments });
        }
    }
    let mut tables = String::new();
    let mut used = Used::default();
    for method in &methods {
        table(on, method, &mut uses, &mut used, &mut tables);
    }
    let mut classes = String::new();
    class(on, resource, names, &methods, false, &mut uses, &mut classes);
    class(on, resource, names, &methods, true, &mut uses, &mut classes);
    let raws = raw_classes(names, &methods, &mut classes);

    let has = |mode: Mode| methods.iter().any(|m| m.mode == mode);
    let imports = import_lines(on.names, &uses, None, "..types.").concat();
    let mut out = format!("{header}\n\nfrom __future__ import annotations\n\n");
    let (abc, mut typing): (Vec<&str>, Vec<&str>) =
        uses.typing.iter().copied().partition(|n| matches!(*n, "Mapping" | "Sequence"));
    if !imports.is_empty() {
        typing.insert(0, "TYPE_CHECKING");
    }
    for (module, names) in [("collections.abc", &abc), ("typing", &typing)] {
        if !names.is_empty() {
            let _ = writeln!(out, "from {module} import {}", names.join(", "));
        }
    }
    if !(abc.is_empty() && typing.is_empty()) {
        out.push('\n');
    }
    out.push_str("from .._runtime import types as _t\n");
    let mut import = |module: &str, names: &[(&str, bool)]| {
        let names: Vec<&str> = names.iter().filter(|(_, used)| *used).map(|(n, _)| *n).collect();
        if !names.is_empty() {
            let _ = writeln!(out, "from .._runtime.{module} import {}", names.join(", "));
        }
    };
    let (value, page) = (raws.0, raws.1);
    import("async_client", &[("AsyncResource", true), ("async_raw", value), ("async_raw_page", page)]);
    import(
        "operation",
        &[
            ("Content", used.content),
            ("Operation", has(Mode::Value) || has(Mode::Download)),
            ("PagedOperation", has(Mode::Pages)),
            ("Pagination", has(Mode::Pages)),
            ("Param", used.param),
            ("Part", used.part),
            ("StreamOperation", has(Mode::Stream)),
        ],
    );
    import("options", &[("RequestOptions", true)]);
    import("pagination", &[("AsyncPager", has(Mode::Pages)), ("Pager", has(Mode::Pages))]);
    import("response", &[("AsyncDownload", has(Mode::Download)), ("Download", has(Mode::Download))]);
    import("streams", &[("AsyncStream", has(Mode::Stream)), ("Stream", has(Mode::Stream))]);
    import("sync_client", &[("SyncResource", true), ("raw", value), ("raw_page", page)]);
    if !imports.is_empty() {
        out.push_str("\nif TYPE_CHECKING:\n");
        for line in imports.lines() {
            let pad = if line.starts_with(' ') { "" } else { "    " };
            let _ = writeln!(out, "{pad}{line}");
        }
    }
    out.push('\n');
    out.push_str(&tables);
    out.push_str(&classes);
    out
}

/// Which descriptors the tables name.
#[derive(Debug, Default)]
struct Used {
    content: bool,
    param: bool,
    part: bool,
}

fn table(on: Annotations<'_>, method: &Method<'_>, uses: &mut Uses, used: &mut Used, out: &mut String) {
    let operation = method.operation;
    let result = calls::returns(on, operation, method.mode, uses);
    let (class, annotation) = match (method.mode, &operation.pagination) {
        (Mode::Pages, Some(pagination)) => {
            let item = on.of(&pagination.item, uses);
            ("PagedOperation", format!("PagedOperation[{item}, {result}]"))
        }
        (Mode::Stream, _) => ("StreamOperation", format!("StreamOperation[{result}]")),
        (Mode::Download, _) => ("Operation", "Operation[bytes]".to_owned()),
        _ => ("Operation", format!("Operation[{result}]")),
    };
    let mut arguments = vec![
        arg(Expr::atom(text::string(&operation.id.wire))),
        arg(Expr::atom(text::string(operation.method.as_str()))),
        arg(Expr::atom(text::string(&operation.path))),
    ];
    if !operation.params.is_empty() {
        used.param = true;
        let params = operation.params.iter().zip(&method.arguments).map(|(p, name)| param(p, name)).collect();
        arguments.push(keyword("params", Expr::list(params)));
    }
    if let Some(body) = &operation.body {
        used.content = true;
        let contents = body.contents.iter().map(|c| content(on, c, true, used)).collect();
        arguments.push(keyword("body", Expr::list(contents)));
    }
    let responses: Vec<(String, Expr)> = operation
        .responses
        .iter()
        .map(|r| (status_key(r), Expr::list(response_contents(on, r, method.mode, used))))
        .collect();
    if !responses.is_empty() {
        arguments.push(keyword("responses", Expr::dict(responses)));
    }
    if !operation.security.is_empty() {
        let alternatives = operation
            .security
            .iter()
            .map(|all| {
                let schemes = all
                    .iter()
                    .map(|r| {
                        let scopes = r.scopes.iter().map(|s| Expr::atom(text::string(s))).collect();
                        (text::string(&r.scheme), Expr::list(scopes))
                    })
                    .collect();
                Expr::dict(schemes)
            })
            .collect();
        arguments.push(keyword("security", Expr::list(alternatives)));
    }
    if let Some(server) = operation.servers.first() {
        let mut url = server.url.clone();
        for variable in &server.variables {
            url = url.replace(&format!("{{{}}}", variable.name.wire), &variable.default);
        }
        arguments.push(keyword("server", Expr::atom(text::string(&url))));
    }
    match &operation.idempotency {
        Some(Idempotency::Header(name)) => {
            arguments.push(keyword("idempotency_header", Expr::atom(text::string(name))));
        }
        Some(Idempotency::Body(name)) => arguments.push(keyword("idempotency_body", Expr::atom(text::string(name)))),
        None => {}
    }
    if calls::is_oauth(on, operation) {
        arguments.push(keyword("oauth", Expr::atom("True")));
    }
    if method.mode == Mode::Pages {
        arguments.push(keyword("pagination", pagination(operation)));
    }
    if let Some(flag) = calls::stream_flag(on, operation).filter(|_| method.mode == Mode::Stream) {
        arguments.push(keyword("flag", Expr::atom(text::string(flag))));
    }
    let _ = writeln!(out, "{}", assigned(&method.table, &annotation, &Expr::call(class, arguments)));
}

/// `name: annotation = value`
fn assigned(name: &str, annotation: &str, value: &Expr) -> String {
    let head = format!("{name}: {annotation} = ");
    if head.chars().count() < WIDTH {
        return layout::bind(&head, value, 0);
    }
    let annotation = layout::render(annotation, 0, WIDTH, 0);
    format!("{name}: {annotation} = {}", value.render(0, WIDTH, 0))
}

fn status_key(response: &Response) -> String {
    match response.status {
        Status::Exact(code) => code.to_string(),
        other => text::string(&other.to_string()),
    }
}

fn response_contents(on: Annotations<'_>, response: &Response, mode: Mode, used: &mut Used) -> Vec<Expr> {
    let contents: Vec<&Content> = response
        .contents
        .iter()
        .filter(|c| !response.status.is_success() || (mode == Mode::Stream) == calls::is_stream(c))
        .collect();
    used.content |= !contents.is_empty();
    contents.into_iter().map(|c| content(on, c, false, used)).collect()
}

fn content(on: Annotations<'_>, content: &Content, request: bool, used: &mut Used) -> Expr {
    let mut arguments = vec![
        arg(Expr::atom(text::string(&content.media_type))),
        arg(Expr::atom(text::string(calls::kind_word(content)))),
    ];
    let typed = matches!(content.kind, ContentKind::Json | ContentKind::EventStream | ContentKind::JsonLines);
    if typed && !request {
        arguments.push(arg(on.runtime(&content.ty, None)));
    }
    if let (ContentKind::Form(encodings) | ContentKind::Multipart(encodings), true) = (&content.kind, request)
        && !encodings.is_empty()
    {
        used.part = true;
        let parts = encodings.iter().map(|e| (text::string(&e.property), part(e))).collect();
        arguments.push(keyword("parts", Expr::dict(parts)));
    }
    Expr::call("Content", arguments)
}

fn part(encoding: &Encoding) -> Expr {
    let mut arguments = Vec::new();
    if let Some(media_type) = &encoding.content_type {
        arguments.push(arg(Expr::atom(text::string(media_type))));
    }
    if let Some(style) = encoding.style {
        arguments.push(keyword("style", Expr::atom(text::string(style_word(style)))));
    }
    if let Some(explode) = encoding.explode {
        arguments.push(keyword("explode", boolean(explode)));
    }
    if encoding.allow_reserved {
        arguments.push(keyword("reserved", boolean(true)));
    }
    Expr::call("Part", arguments)
}

fn boolean(value: bool) -> Expr {
    Expr::atom(if value { "True" } else { "False" })
}

fn style_word(style: Style) -> &'static str {
    match style {
        Style::Simple => "simple",
        Style::Label => "label",
        Style::Matrix => "matrix",
        Style::Form => "form",
        Style::SpaceDelimited => "spaceDelimited",
        Style::PipeDelimited => "pipeDelimited",
        Style::DeepObject => "deepObject",
    }
}

fn param(param: &Param, name: &str) -> Expr {
    let location = match param.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let mut arguments = vec![arg(Expr::atom(text::string(name))), arg(Expr::atom(text::string(location)))];
    if name != param.name.wire {
        arguments.push(arg(Expr::atom(text::string(&param.name.wire))));
    }
    if let Some(media_type) = &param.content {
        arguments.push(keyword("content", Expr::atom(text::string(media_type))));
        return Expr::call("Param", arguments);
    }
    let usual = match param.location {
        Location::Query | Location::Cookie => Style::Form,
        Location::Path | Location::Header => Style::Simple,
    };
    if param.style != usual {
        arguments.push(keyword("style", Expr::atom(text::string(style_word(param.style)))));
    }
    if param.explode != (param.style == Style::Form) {
        arguments.push(keyword("explode", boolean(param.explode)));
    }
    if param.allow_reserved {
        arguments.push(keyword("reserved", boolean(true)));
    }
    Expr::call("Param", arguments)
}

fn pagination(operation: &Operation) -> Expr {
    let Some(pagination) = &operation.pagination else { return Expr::atom("None") };
    let path = |keys: &[String]| Expr::list(keys.iter().map(|k| Expr::atom(text::string(k))).collect());
    let word = |w: &str| arg(Expr::atom(text::string(w)));
    let named = |name: &str, value: &str| keyword(name, Expr::atom(text::string(value)));
    let mut arguments = match &pagination.kind {
        PaginationKind::Cursor { param, next, has_more } => {
            let mut a = vec![word("cursor"), named("param", param), keyword("next", path(next))];
            a.extend(has_more.as_ref().map(|m| keyword("has_more", path(m))));
            a
        }
        PaginationKind::LastItem { param, key, has_more } => {
            let mut a = vec![word("last_item"), named("param", param), named("key", key)];
            a.extend(has_more.as_ref().map(|m| keyword("has_more", path(m))));
            a
        }
        PaginationKind::Page { param, first } => {
            vec![word("page"), named("param", param), keyword("first", Expr::atom(first.to_string()))]
        }
        PaginationKind::Offset { param } => vec![word("offset"), named("param", param)],
        PaginationKind::LinkHeader => vec![word("link")],
        PaginationKind::NextUrl { next } => vec![word("url"), keyword("next", path(next))],
    };
    if !pagination.items.is_empty() {
        arguments.push(keyword("items", path(&pagination.items)));
    }
    if let Some(limit) = &pagination.limit_param {
        arguments.push(named("limit", limit));
    }
    Expr::call("Pagination", arguments)
}

/// The parameters of a method, as they are written, without `self`.
fn parameters(on: Annotations<'_>, method: &Method<'_>, uses: &mut Uses) -> Vec<String> {
    let operation = method.operation;
    let mut positional: Vec<String> = Vec::new();
    let mut named: Vec<String> = Vec::new();
    let mut optional: Vec<String> = Vec::new();
    for (param, name) in operation.params.iter().zip(&method.arguments) {
        let annotation = on.input(&param.ty, uses);
        if param.location == Location::Path {
            positional.push(format!("{name}: {annotation}"));
        } else if param.required && !is_idempotency(operation, param) {
            named.push(format!("{name}: {annotation}"));
        } else {
            optional.push(format!("{name}: {} = None", or_none(annotation, true)));
        }
    }
    if let Some(body) = &operation.body {
        let mut types: Vec<String> = Vec::new();
        let mut used = Uses::default();
        for content in &body.contents {
            let annotation = on.body(content, &mut used);
            if !types.contains(&annotation) {
                types.push(annotation);
            }
        }
        if types.iter().any(|t| t == "Any") {
            types = vec!["Any".into()];
            uses.typing.insert("Any");
        } else {
            uses.absorb(used);
        }
        if body.required {
            positional.push(format!("body: {}", types.join(" | ")));
        } else {
            positional.push(format!("body: {} = None", or_none(types.join(" | "), true)));
        }
        if body.contents.len() > 1 {
            uses.typing.insert("Literal");
            let media: Vec<String> = body.contents.iter().map(|c| text::string(&c.media_type)).collect();
            optional.push(format!("content_type: Literal[{}] = {}", media.join(", "), media[0]));
        }
    }
    if !named.is_empty() || !optional.is_empty() {
        positional.push("*".into());
    }
    positional.extend(named);
    positional.extend(optional);
    positional.push("**options: _t.Unpack[RequestOptions]".into());
    positional
}

/// Whether a parameter is the idempotency key, which the runtime makes when it is not given.
fn is_idempotency(operation: &Operation, param: &Param) -> bool {
    param.location == Location::Header
        && matches!(&operation.idempotency, Some(Idempotency::Header(name)) if name.eq_ignore_ascii_case(&param.name.wire))
}

fn class(
    on: Annotations<'_>,
    resource: &Resource,
    names: &ResourceNames,
    methods: &[Method<'_>],
    asynchronous: bool,
    uses: &mut Uses,
    out: &mut String,
) {
    let prefix = if asynchronous { "Async" } else { "" };
    let base = if asynchronous { "AsyncResource" } else { "SyncResource" };
    let _ = write!(out, "\n\nclass {prefix}{}({base}):\n", names.class);
    let mut doc = notes(&resource.docs, None, None);
    if doc.is_empty() {
        doc.push(format!("The operations of {}.", text::one_line(&resource.name.wire)));
    }
    out.push_str(&text::docstring(&doc, 4));
    for method in methods {
        out.push('\n');
        one_method(on, method, asynchronous, uses, out);
    }
    if methods.iter().any(|m| matches!(m.mode, Mode::Value | Mode::Pages)) {
        let _ = write!(
            out,
            "\n    @property\n    def with_raw_response(self) -> {prefix}{0}WithRawResponse:\n        \
             \"\"\"The same methods, giving the answer in the raw: status, header fields, and ``parse()``.\"\"\"\n        \
             return {prefix}{0}WithRawResponse(self)\n",
            names.class
        );
    }
}

fn one_method(on: Annotations<'_>, method: &Method<'_>, asynchronous: bool, uses: &mut Uses, out: &mut String) {
    let operation = method.operation;
    let result = calls::returns(on, operation, method.mode, uses);
    let prefix = if asynchronous { "Async" } else { "" };
    let (returned, call) = match (method.mode, &operation.pagination) {
        (Mode::Pages, Some(pagination)) => {
            (format!("{prefix}Pager[{}, {result}]", on.of(&pagination.item, uses)), "paginate")
        }
        (Mode::Stream, _) => (format!("{prefix}Stream[{result}]"), "stream"),
        (Mode::Download, _) => (format!("{prefix}Download"), "download"),
        _ => (result, "call"),
    };
    let awaited = asynchronous && method.mode != Mode::Pages;
    if let Some(deprecation) = &operation.deprecation {
        let note = text::string(&deprecation_note(deprecation));
        let _ = writeln!(out, "    @_t.deprecated({note})");
    }
    let parameters = parameters(on, method, uses);
    let def = format!("    {}def {}(", if awaited { "async " } else { "" }, method.name);
    let flat = format!("{def}self, {}) -> {returned}:", parameters.join(", "));
    if flat.chars().count() <= WIDTH {
        let _ = writeln!(out, "{flat}");
    } else {
        let _ = writeln!(out, "{def}\n        self,");
        for parameter in &parameters {
            let _ = writeln!(out, "        {},", layout::parameter(parameter, 8));
        }
        let _ = writeln!(out, "    ) -> {}:", layout::render(&returned, 4, 9, 1));
    }
    out.push_str(&text::docstring(&method_notes(method), 8));
    let mut entries: Vec<(String, Expr)> =
        method.arguments.iter().map(|name| (text::string(name), Expr::atom(name.clone()))).collect();
    if let Some(body) = &operation.body {
        entries.push((text::string("body"), Expr::atom("body")));
        if body.contents.len() > 1 {
            entries.push((text::string("content_type"), Expr::atom("content_type")));
        }
    }
    let head = format!("        return {}", if awaited { "await " } else { "" });
    let expression = Expr::call(
        format!("self._core.{call}"),
        vec![arg(Expr::atom(method.table.clone())), arg(Expr::dict(entries)), arg(Expr::atom("options"))],
    );
    let _ = writeln!(out, "{head}{}", expression.render(8, head.chars().count(), 0));
}

fn method_notes(method: &Method<'_>) -> Vec<String> {
    let operation = method.operation;
    let mut notes = notes(&operation.docs, operation.deprecation.as_ref(), None);
    if notes.is_empty() {
        notes.push(format!("``{} {}``", operation.method.as_str(), text::one_line(&operation.path)));
    }
    if method.mode == Mode::Stream && calls::both(operation) {
        notes.push("The answer comes as a stream.".into());
    }
    let mut lines: Vec<String> = Vec::new();
    for (param, name) in operation.params.iter().zip(&method.arguments) {
        let what = param.docs.description.as_ref().or(param.docs.summary.as_ref());
        let mut said: Vec<String> = what.map(|w| text::one_line(w)).into_iter().collect();
        if let Some(default) = &param.default {
            said.push(format!("The server's default: ``{}``.", text::one_line(&text::value(default))));
        }
        said.extend(param.deprecation.as_ref().map(deprecation_note));
        if !said.is_empty() {
            lines.push(format!("    {name}: {}", said.join(" ")));
        }
    }
    if let Some(what) = operation.body.as_ref().and_then(|b| b.description.as_ref()) {
        lines.push(format!("    body: {}", text::one_line(what)));
    }
    if !lines.is_empty() {
        notes.push(format!("Args:\n{}", lines.join("\n")));
    }
    notes
}

/// Writes the raw classes; tells whether `raw` and `raw_page` are needed.
fn raw_classes(names: &ResourceNames, methods: &[Method<'_>], out: &mut String) -> (bool, bool) {
    let raw: Vec<&Method<'_>> = methods.iter().filter(|m| matches!(m.mode, Mode::Value | Mode::Pages)).collect();
    if raw.is_empty() {
        return (false, false);
    }
    for (prefix, function) in [("", ""), ("Async", "async_")] {
        let class = format!("{prefix}{}", names.class);
        let _ = write!(
            out,
            "\n\nclass {class}WithRawResponse:\n    \"\"\"The methods of :class:`{class}`, giving the answer in the \
             raw.\"\"\"\n\n    def __init__(self, resource: {class}) -> None:\n"
        );
        for method in &raw {
            let wrap = if method.mode == Mode::Pages { "raw_page" } else { "raw" };
            let head = format!("        self.{} = ", method.name);
            let inner = vec![arg(Expr::atom(format!("resource.{}", method.name)))];
            let call = Expr::call(format!("{function}{wrap}"), inner);
            if head.len() + call.flat().len() <= WIDTH {
                let _ = writeln!(out, "{head}{}", call.flat());
            } else {
                let _ = writeln!(out, "{head}{function}{wrap}(\n            resource.{}\n        )", method.name);
            }
        }
    }
    (raw.iter().any(|m| m.mode == Mode::Value), raw.iter().any(|m| m.mode == Mode::Pages))
}
