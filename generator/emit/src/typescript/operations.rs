//! Operations: one function each, with its description as data, in a module a resource.

use std::{collections::BTreeSet, fmt::Write as _};

use ir::{
    Api, Body, Content, ContentKind, DeclBody, Encoding, Idempotency, Kind, Location, Operation, Pagination,
    PaginationKind, Param, PathSegment, Style,
};

use super::{
    answer::{Answer, errors},
    names::{Names, OperationNames, Used, value_scope},
    text::{Doc, inline, string, type_key, value_key},
    types::{Types, WIDTH, deprecated, describe, remarks},
};

/// Names that a module takes from elsewhere.
#[derive(Debug, Default)]
pub(super) struct Imports {
    /// Types: of the API or of the runtime
    pub(super) types: Used,
    /// Values of the runtime
    pub(super) values: Used,
}

/// Everything that rendering needs.
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a Names,
    pub(super) types: &'a Types<'a>,
    /// First lines of each file
    pub(super) header: &'a str,
}

/// An argument of an operation.
#[derive(Debug, Clone)]
pub(super) struct Argument {
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) required: bool,
    pub(super) doc: String,
}

/// Parameters of the params object: with their keys.
pub(super) fn object_params(operation: &Operation) -> Vec<(String, &Param)> {
    let mut scope = ir::naming::Scope::new(&["constructor", "__proto__"]);
    let key = match &operation.idempotency {
        Some(Idempotency::Header(name)) => Some(name),
        _ => None,
    };
    operation
        .params
        .iter()
        .filter(|p| p.location != Location::Path)
        // OpenAPI: header parameters of these names are ignored, other fields of the document say it.
        .filter(|p| {
            p.location != Location::Header
                || !["accept", "content-type", "authorization"].iter().any(|n| p.name.wire.eq_ignore_ascii_case(n))
        })
        .filter(|p| p.location != Location::Header || key.is_none_or(|k| !p.name.wire.eq_ignore_ascii_case(k)))
        .map(|p| (scope.claim(&p.name.camel(), "_"), p))
        .collect()
}

/// Path parameters in the order in which the template names them first.
pub(super) fn path_params(operation: &Operation) -> Vec<(String, Option<&Param>)> {
    let mut scope = value_scope();
    let mut seen: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for segment in &operation.segments {
        let PathSegment::Param(wire) = segment else { continue };
        if seen.contains(&wire.as_str()) {
            continue;
        }
        seen.push(wire);
        let param = operation.params_in(Location::Path).find(|p| &p.name.wire == wire);
        let wish = param.map_or_else(|| ir::Name::of(wire).camel(), |p| p.name.camel());
        found.push((scope.claim(&wish, "_"), param));
    }
    found
}

impl Context<'_> {
    /// Arguments of the call, `options` last.
    pub(super) fn arguments(&self, operation: &Operation, names: &OperationNames, used: &mut Used) -> Vec<Argument> {
        let mut arguments = Vec::new();
        for (name, param) in path_params(operation) {
            let ty = param.map_or_else(|| "string".into(), |p| self.types.print(&p.ty, used));
            let doc = param.map(param_words).unwrap_or_default();
            arguments.push(Argument { name, ty, required: true, doc });
        }
        let params = object_params(operation);
        let params_required = params.iter().any(|(_, p)| p.required);
        if let Some(body) = operation.body.as_ref().filter(|b| !b.contents.is_empty()) {
            let members: Vec<String> = body.contents.iter().map(|c| self.types.print_request(c, used)).collect();
            let mut ty = super::types::union_of(members);
            if !body.required && params_required {
                ty.push_str(" | undefined");
            }
            let doc = body.description.as_deref().map(inline).unwrap_or_default();
            arguments.push(Argument { name: "body".into(), ty, required: body.required || params_required, doc });
        }
        if !params.is_empty() {
            used.insert(names.params.clone());
            arguments.push(Argument {
                name: "params".into(),
                ty: names.params.clone(),
                required: params_required,
                doc: String::new(),
            });
        }
        used.insert("RequestOptions".into());
        arguments.push(Argument {
            name: "options".into(),
            ty: "RequestOptions".into(),
            required: false,
            doc: String::new(),
        });
        arguments
    }

    /// What the call gives back.
    pub(super) fn result(&self, operation: &Operation, answer: &Answer<'_>, used: &mut Used) -> String {
        if answer.is_stream() {
            return self.stream_result(answer, used);
        }
        let value = answer.value_type(self.types, used);
        match &operation.pagination {
            Some(pages) => {
                used.insert("PagePromise".into());
                let item = self.types.print(&pages.item, used);
                format!("PagePromise<{item}, {value}>")
            }
            None => {
                used.insert("ApiPromise".into());
                format!("ApiPromise<{value}>")
            }
        }
    }

    fn stream_result(&self, answer: &Answer<'_>, used: &mut Used) -> String {
        used.insert("StreamPromise".into());
        let item = answer.stream.as_ref().map_or_else(|| "unknown".into(), |s| self.types.print(&s.content.ty, used));
        format!("StreamPromise<{item}>")
    }

    /// The module of a resource's operations.
    pub(super) fn module(&self, resource: usize) -> String {
        let mut body = String::new();
        let mut imports = Imports::default();
        let mut own = BTreeSet::new();
        for &index in &self.api.resources[resource].operations {
            let operation = &self.api.operations[index];
            let names = &self.names.operations[index];
            own.insert(names.params.clone());
            own.insert(names.errors.clone());
            self.operation(operation, names, &mut body, &mut imports);
        }
        imports.types.retain(|name| !own.contains(name));
        let mut out = self.header.to_owned();
        out.push_str(&render_imports(&imports));
        out.push_str(&body);
        out
    }

    fn operation(&self, operation: &Operation, names: &OperationNames, out: &mut String, imports: &mut Imports) {
        let answer = Answer::of(self.api, operation);
        let params = object_params(operation);
        if !params.is_empty() {
            self.params_interface(names, &params, out, &mut imports.types);
        }
        let found = errors(operation, self.types, &mut imports.types);
        let error_type = if found.is_empty() {
            imports.types.insert("NoErrors".into());
            "NoErrors".to_owned()
        } else {
            let _ = writeln!(out, "\n/** Bodies of the errors of {{@link {}}}, by status. */", names.function);
            let _ = writeln!(out, "export interface {} {{", names.errors);
            for (status, ty) in found {
                let _ = writeln!(out, "  {status}: {ty};");
            }
            out.push_str("}\n");
            names.errors.clone()
        };
        imports.types.insert("Operation".into());
        imports.values.insert("operation".into());
        let arguments = self.arguments(operation, names, &mut imports.types);
        let list: Vec<String> =
            arguments.iter().map(|a| format!("{}{}: {}", a.name, if a.required { "" } else { "?" }, a.ty)).collect();
        let args = format!("[{}]", list.join(", "));
        let result = self.result(operation, &answer, &mut imports.types);
        let spec = self.spec(operation, &answer, answer.is_stream(), imports);
        self.constant(operation, &names.function, &args, &result, &error_type, &spec, out);
        if let Some((function, _)) = names.stream.as_ref().filter(|_| answer.has_both()) {
            let result = self.stream_result(&answer, &mut imports.types);
            let spec = self.spec(operation, &answer, true, imports);
            self.constant(operation, function, &args, &result, &error_type, &spec, out);
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn constant(
        &self,
        operation: &Operation,
        function: &str,
        args: &str,
        result: &str,
        errors: &str,
        spec: &str,
        out: &mut String,
    ) {
        out.push('\n');
        let mut doc = Doc::default();
        let summary = operation.docs.summary.as_deref().or(operation.docs.description.as_deref());
        if let Some(line) = summary.and_then(|s| s.trim().lines().next()) {
            doc.text(line);
        }
        doc.own(format!("`{} {}`", operation.method.as_str(), inline(&operation.path)));
        deprecated(&mut doc, operation.deprecation.as_ref());
        doc.write(out, "");
        let head =
            format!("export const {function}: Operation<{args}, {result}, {errors}> = /* @__PURE__ */ operation(");
        if head.len() <= WIDTH {
            out.push_str(&head);
        } else {
            let _ = write!(
                out,
                "export const {function}: Operation<\n  {args},\n  {result},\n  {errors}\n> = /* @__PURE__ */ operation("
            );
        }
        let _ = writeln!(out, "{spec});");
    }

    fn params_interface(&self, names: &OperationNames, params: &[(String, &Param)], out: &mut String, used: &mut Used) {
        let _ = writeln!(out, "\n/** Parameters of {{@link {}}}. */", names.function);
        let _ = writeln!(out, "export interface {} {{", names.params);
        for (key, param) in params {
            let mut doc = Doc::default();
            describe(&mut doc, &param.docs);
            remarks(&mut doc, &param.ty);
            if let Some(default) = &param.default {
                doc.tag("default", &inline(&default.to_string()));
            }
            deprecated(&mut doc, param.deprecation.as_ref());
            doc.write(out, "  ");
            let ty = self.types.print(&param.ty, used);
            if param.required {
                let _ = writeln!(out, "  {}: {ty};", type_key(key));
            } else {
                let ty = if ty == "unknown" { ty } else { format!("{ty} | undefined") };
                let _ = writeln!(out, "  {}?: {ty};", type_key(key));
            }
        }
        out.push_str("}\n");
    }

    /// The operation as data.
    fn spec(&self, operation: &Operation, answer: &Answer<'_>, stream: bool, imports: &mut Imports) -> String {
        let mut lines: Vec<String> = Vec::new();
        lines.push(format!("id: {}", string(&operation.id.wire)));
        lines.push(format!("method: {}", string(operation.method.as_str())));
        lines.push(format!("path: {}", string(&template(operation))));
        let styles: Vec<String> = path_params(operation)
            .into_iter()
            .filter_map(|(_, p)| p)
            .filter_map(|p| path_style(p).map(|style| (p, style)))
            .map(|(p, style)| {
                imports.values.insert(style.to_owned());
                format!("{}: {style}", value_key(&p.name.wire))
            })
            .collect();
        if !styles.is_empty() {
            lines.push(format!("pathStyles: {{ {} }}", styles.join(", ")));
        }
        if let Some(server) = operation.servers.first() {
            lines.push(format!("server: {}", string(&server_url(server))));
        }
        let params = object_params(operation);
        if !params.is_empty() {
            let items: Vec<String> =
                params.iter().map(|(key, p)| format!("    {},\n", param_spec(key, p, &mut imports.values))).collect();
            lines.push(format!("params: [\n{}  ]", items.concat()));
        }
        if let Some(body) = operation.body.as_ref().filter(|b| !b.contents.is_empty()) {
            lines.push(format!("body: {{ {} }}", self.encoders(body, &mut imports.values)));
        }
        if stream {
            if let Some(found) = &answer.stream {
                lines.push(format!("accept: {}", string(&found.content.media_type)));
                lines.push(format!("run: streamCall,\n  stream: {}", found.decoder));
                imports.values.extend(["streamCall".to_owned(), found.decoder.to_owned()]);
                if answer.has_both() && self.has_stream_switch(operation) {
                    lines.push("bodyDefaults: { stream: true }".into());
                }
            }
        } else {
            if let Some(accept) = answer.accept() {
                lines.push(format!("accept: {}", string(&accept)));
            }
            if let Some(returns) = answer.returns() {
                lines.push(format!("returns: \"{returns}\""));
            }
            if let Some(pages) = &operation.pagination {
                imports.values.insert("pagedCall".into());
                lines.push(format!("run: pagedCall,\n  pages: {}", strategy(pages, &mut imports.values)));
            }
        }
        if !operation.security.is_empty() {
            let alternatives: Vec<String> = operation
                .security
                .iter()
                .map(|all| format!("[{}]", all.iter().map(|r| string(&r.scheme)).collect::<Vec<_>>().join(", ")))
                .collect();
            lines.push(format!("security: [{}]", alternatives.join(", ")));
        }
        match &operation.idempotency {
            Some(Idempotency::Header(name)) => lines.push(format!("idempotency: {{ header: {} }}", string(name))),
            Some(Idempotency::Body(key)) => lines.push(format!("idempotency: {{ body: {} }}", string(key))),
            None => {}
        }
        format!("{{\n  {},\n}}", lines.join(",\n  "))
    }

    /// Whether the body has the switch that asks for a stream.
    fn has_stream_switch(&self, operation: &Operation) -> bool {
        let Some(content) = operation.body.as_ref().and_then(|b| b.contents.first()) else { return false };
        let Kind::Declared(id) = content.ty.kind else { return false };
        matches!(&self.api.decl(id).body, DeclBody::Object(o) if o.fields.iter().any(|f| f.name.wire == "stream"))
    }

    fn encoders(&self, body: &Body, used: &mut Used) -> String {
        let entries: Vec<String> =
            body.contents.iter().map(|c| format!("{}: {}", value_key(&c.media_type), encoder(c, used))).collect();
        entries.join(", ")
    }
}

fn encoder(content: &Content, used: &mut Used) -> String {
    let (name, encodings) = match &content.kind {
        ContentKind::Json => ("json", None),
        ContentKind::Form(encodings) => ("urlEncoded", Some(encodings)),
        ContentKind::Multipart(encodings) => ("multipart", Some(encodings)),
        ContentKind::Text | ContentKind::Xml => ("text", None),
        ContentKind::EventStream | ContentKind::JsonLines => ("jsonLines", None),
        ContentKind::Binary => ("binary", None),
    };
    used.insert(name.to_owned());
    let Some(encodings) = encodings else { return name.to_owned() };
    let entries: Vec<String> = encodings.iter().filter_map(|e| encoding(e, used)).collect();
    let argument = if entries.is_empty() { String::new() } else { format!("{{ {} }}", entries.join(", ")) };
    format!("/* @__PURE__ */ {name}({argument})")
}

fn encoding(encoding: &Encoding, used: &mut Used) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(media) = &encoding.content_type {
        parts.push(format!("contentType: {}", string(media)));
    }
    if let Some(style) = encoding.style {
        let explode = encoding.explode.unwrap_or(style == Style::Form);
        let (expression, value) = pair_style(style, explode).unwrap_or(("form", "form"));
        used.insert(value.to_owned());
        parts.push(format!("style: {expression}"));
    }
    (!parts.is_empty()).then(|| format!("{}: {{ {} }}", value_key(&encoding.property), parts.join(", ")))
}

/// The template with braces only where parameters stand.
fn template(operation: &Operation) -> String {
    let mut out = String::new();
    for segment in &operation.segments {
        match segment {
            PathSegment::Literal(text) => {
                out.push_str(&text.replace('{', "%7B").replace('}', "%7D").replace('?', "%3F").replace('#', "%23"))
            }
            PathSegment::Param(name) => {
                let _ = write!(out, "{{{}}}", name.replace(['{', '}'], ""));
            }
        }
    }
    out
}

/// A server's URL with the defaults of its variables.
pub(super) fn server_url(server: &ir::Server) -> String {
    let mut url = server.url.clone();
    for variable in &server.variables {
        url = url.replace(&format!("{{{}}}", variable.name.wire), &variable.default);
    }
    url
}

/// The function of the runtime, unless it is the default.
fn path_style(param: &Param) -> Option<&'static str> {
    Some(match (param.style, param.explode) {
        _ if param.content.is_some() => "jsonPath",
        (Style::Label, false) => "label",
        (Style::Label, true) => "labelExploded",
        (Style::Matrix, false) => "matrix",
        (Style::Matrix, true) => "matrixExploded",
        (_, true) => "simpleExploded",
        _ => return None,
    })
}

/// The expression, and the name in it; none: the default.
fn pair_style(style: Style, explode: bool) -> Option<(&'static str, &'static str)> {
    let name = match (style, explode) {
        (Style::DeepObject, _) => "deepObject",
        (Style::SpaceDelimited, false) => "spaceDelimited",
        (Style::PipeDelimited, false) => "pipeDelimited",
        (Style::Form, false) => "commaDelimited",
        _ => return None,
    };
    Some((name, name))
}

fn param_spec(key: &str, param: &Param, used: &mut Used) -> String {
    let mut parts = vec![format!("name: {}", string(key))];
    if key != param.name.wire {
        parts.push(format!("wire: {}", string(&param.name.wire)));
    }
    let header = match param.location {
        Location::Header => {
            parts.push("in: \"header\"".into());
            true
        }
        Location::Cookie => {
            parts.push("in: \"cookie\"".into());
            false
        }
        Location::Query | Location::Path => false,
    };
    let style = if param.content.is_some() {
        Some("jsonValue")
    } else if header {
        if param.explode {
            parts.push("explode: true".into());
        }
        None
    } else {
        pair_style(param.style, param.explode).map(|(name, _)| name)
    };
    let reserved = param.allow_reserved && param.location == Location::Query;
    if let Some(style) = style.or(reserved.then_some("form")) {
        used.insert(style.to_owned());
        if reserved {
            used.insert("allowReserved".into());
            parts.push(format!("style: /* @__PURE__ */ allowReserved({style})"));
        } else {
            parts.push(format!("style: {style}"));
        }
    }
    format!("{{ {} }}", parts.join(", "))
}

fn strategy(pages: &Pagination, used: &mut Used) -> String {
    let keys = |path: &[String]| format!("[{}]", path.iter().map(|k| string(k)).collect::<Vec<_>>().join(", "));
    let items = keys(&pages.items);
    let limit = pages.limit_param.as_ref().map(|l| format!(", {}", string(l))).unwrap_or_default();
    let more = |path: &Option<Vec<String>>| path.as_ref().map(|p| format!(", {}", keys(p))).unwrap_or_default();
    let (name, arguments) = match &pages.kind {
        PaginationKind::Cursor { param, next, has_more } => {
            ("cursorPages", format!("{items}, {}, {}{}", string(param), keys(next), more(has_more)))
        }
        PaginationKind::LastItem { param, key, has_more } => {
            ("lastItemPages", format!("{items}, {}, {}{}", string(param), string(key), more(has_more)))
        }
        PaginationKind::Page { param, first } => {
            ("numberedPages", format!("{items}, {}, {first}{limit}", string(param)))
        }
        PaginationKind::Offset { param } => ("offsetPages", format!("{items}, {}{limit}", string(param))),
        PaginationKind::LinkHeader => ("linkHeaderPages", items),
        PaginationKind::NextUrl { next } => ("nextUrlPages", format!("{items}, {}", keys(next))),
    };
    used.insert(name.to_owned());
    format!("/* @__PURE__ */ {name}({arguments})")
}

/// One line about a parameter.
fn param_words(param: &Param) -> String {
    param.docs.description.as_deref().or(param.docs.summary.as_deref()).map(inline).unwrap_or_default()
}

/// Where the runtime keeps what generated modules use.
fn home_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "operation" | "pagedCall" | "plainCall" | "streamCall" | "Operation" | "NoErrors" | "bind" => "operation",
        "json" | "text" | "binary" | "jsonLines" | "urlEncoded" | "multipart" | "BinaryBody" | "Upload" => "body",
        "allowReserved" | "commaDelimited" | "deepObject" | "form" | "jsonPath" | "jsonValue" | "label"
        | "labelExploded" | "matrix" | "matrixExploded" | "pipeDelimited" | "simple" | "simpleExploded"
        | "spaceDelimited" => "serialize",
        "cursorPages" | "lastItemPages" | "linkHeaderPages" | "nextUrlPages" | "numberedPages" | "offsetPages"
        | "PagePromise" => "pagination",
        "jsonEvents" | "jsonLineValues" | "textEvents" | "StreamPromise" => "stream",
        "ApiPromise" => "promise",
        "RequestOptions" | "Core" => "core",
        "UnknownVariant" => "variants",
        _ => return None,
    })
}

/// Import statements: the API's types first, then the runtime's modules by name.
pub(super) fn render_imports(imports: &Imports) -> String {
    let mut out = String::new();
    let own: Vec<&str> = imports.types.iter().filter(|n| home_of(n).is_none()).map(String::as_str).collect();
    if !own.is_empty() {
        out.push_str(&import_line("import type", &own, "../types.js"));
    }
    let mut modules: std::collections::BTreeMap<&str, Vec<String>> = std::collections::BTreeMap::new();
    for name in &imports.values {
        if let Some(module) = home_of(name) {
            modules.entry(module).or_default().push(name.clone());
        }
    }
    for name in &imports.types {
        if let Some(module) = home_of(name) {
            modules.entry(module).or_default().push(format!("type {name}"));
        }
    }
    for (module, names) in modules {
        let only_types = names.iter().all(|n| n.starts_with("type "));
        let list: Vec<&str> = names.iter().map(|n| if only_types { &n[5..] } else { n.as_str() }).collect();
        out.push_str(&import_line(
            if only_types { "import type" } else { "import" },
            &list,
            &format!("../runtime/{module}.js"),
        ));
    }
    out
}

/// An import on one line, or one name a line when it is long.
pub(super) fn import_line(keyword: &str, names: &[&str], from: &str) -> String {
    let line = format!("{keyword} {{ {} }} from \"{from}\";\n", names.join(", "));
    if line.len() <= WIDTH + 1 {
        return line;
    }
    format!("{keyword} {{\n  {},\n}} from \"{from}\";\n", names.join(",\n  "))
}
