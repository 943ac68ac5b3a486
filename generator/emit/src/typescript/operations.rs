//! Operations: one function each, with its description as data, in a module a resource.

use std::{collections::BTreeSet, fmt::Write as _};

use ir::{
    Api, Content, ContentKind, DeclBody, Encoding, Idempotency, Kind, Location, Operation, Pagination, PaginationKind,
    Param, PathSegment, Style,
};

use super::{
    answer::{Answer, errors},
    layout::Code,
    names::{Names, OperationNames, Used, value_scope},
    text::{Doc, inline, string, type_key, value_key},
    types::{Types, WIDTH, deprecated, describe, property, remarks},
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
    pub(super) fn result(&self, operation: &Operation, answer: &Answer<'_>, used: &mut Used) -> Code {
        if answer.is_stream() {
            return self.stream_result(answer, used);
        }
        let value = Code::text(answer.value_type(self.types, used));
        match &operation.pagination {
            Some(pages) => {
                used.insert("PagePromise".into());
                let item = Code::text(self.types.print(&pages.item, used));
                Code::generic("PagePromise", vec![item, value])
            }
            None => {
                used.insert("ApiPromise".into());
                Code::generic("ApiPromise", vec![value])
            }
        }
    }

    fn stream_result(&self, answer: &Answer<'_>, used: &mut Used) -> Code {
        used.insert("StreamPromise".into());
        let item = answer.stream.as_ref().map_or_else(|| "unknown".into(), |s| self.types.print(&s.content.ty, used));
        Code::generic("StreamPromise", vec![Code::text(item)])
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
                property(out, &status, &ty);
            }
            out.push_str("}\n");
            names.errors.clone()
        };
        imports.types.insert("Operation".into());
        imports.values.insert("operation".into());
        let arguments = self.arguments(operation, names, &mut imports.types);
        let list: Vec<Code> = arguments
            .iter()
            .map(|a| Code::text(format!("{}{}: {}", a.name, if a.required { "" } else { "?" }, a.ty)))
            .collect();
        let args = Code::array(list);
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
        args: &Code,
        result: &Code,
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
        let ty = Code::generic("Operation", vec![args.clone(), result.clone(), Code::text(errors)]);
        let head = format!("export const {function}: ");
        let tail = " = /* @__PURE__ */ operation({".len();
        let _ = write!(out, "{head}{} = /* @__PURE__ */ operation(", ty.render(0, head.len(), tail));
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
                property(out, &type_key(key), &ty);
            } else {
                let ty = if ty == "unknown" { ty } else { format!("{ty} | undefined") };
                property(out, &format!("{}?", type_key(key)), &ty);
            }
        }
        out.push_str("}\n");
    }

    /// The operation as data.
    fn spec(&self, operation: &Operation, answer: &Answer<'_>, stream: bool, imports: &mut Imports) -> String {
        let text = |text: &str| Code::text(string(text));
        let used = &mut imports.values;
        let mut lines: Vec<Code> = vec![
            Code::pair("id", text(&operation.id.wire)),
            Code::pair("method", text(operation.method.as_str())),
            Code::pair("path", text(&template(operation))),
        ];
        let mut styles = Vec::new();
        for param in path_params(operation).into_iter().filter_map(|(_, p)| p) {
            if let Some(style) = path_style(param) {
                used.insert(style.to_owned());
                styles.push(Code::pair(value_key(&param.name.wire), Code::text(style)));
            }
        }
        if !styles.is_empty() {
            lines.push(Code::pair("pathStyles", Code::object(styles)));
        }
        if let Some(server) = operation.servers.first() {
            lines.push(Code::pair("server", text(&server_url(server))));
        }
        let params = object_params(operation);
        if !params.is_empty() {
            let items = params.iter().map(|(key, p)| param_spec(key, p, used)).collect();
            lines.push(Code::pair("params", Code::array(items)));
        }
        if let Some(body) = operation.body.as_ref().filter(|b| !b.contents.is_empty()) {
            let encoders =
                body.contents.iter().map(|c| Code::pair(value_key(&c.media_type), encoder(c, used))).collect();
            lines.push(Code::pair("body", Code::object(encoders)));
        }
        if let Some(found) = answer.stream.as_ref().filter(|_| stream) {
            lines.push(Code::pair("accept", text(&found.content.media_type)));
            lines.push(Code::pair("run", Code::text("streamCall")));
            lines.push(Code::pair("stream", Code::text(found.decoder)));
            used.extend(["streamCall".to_owned(), found.decoder.to_owned()]);
            if answer.has_both() && self.has_stream_switch(operation) {
                lines.push(Code::pair("bodyDefaults", Code::text("{ stream: true }")));
            }
        } else {
            if let Some(accept) = answer.accept() {
                lines.push(Code::pair("accept", text(&accept)));
            }
            if let Some(returns) = answer.returns() {
                lines.push(Code::pair("returns", text(returns)));
            }
            if let Some(pages) = &operation.pagination {
                used.insert("pagedCall".into());
                lines.push(Code::pair("run", Code::text("pagedCall")));
                lines.push(Code::pair("pages", strategy(pages, used)));
            }
        }
        if !operation.security.is_empty() {
            let all = |all: &Vec<ir::Requirement>| Code::array(all.iter().map(|r| text(&r.scheme)).collect());
            lines.push(Code::pair("security", Code::array(operation.security.iter().map(all).collect())));
        }
        let key = match &operation.idempotency {
            Some(Idempotency::Header(name)) => Some(("header", name)),
            Some(Idempotency::Body(name)) => Some(("body", name)),
            None => None,
        };
        if let Some((place, name)) = key {
            lines.push(Code::pair("idempotency", Code::object(vec![Code::pair(place, text(name))])));
        }
        Code::object(lines).broken().render(0, 0, 2)
    }

    /// Whether the body has the switch that asks for a stream.
    fn has_stream_switch(&self, operation: &Operation) -> bool {
        let Some(content) = operation.body.as_ref().and_then(|b| b.contents.first()) else { return false };
        let Kind::Declared(id) = content.ty.kind else { return false };
        matches!(&self.api.decl(id).body, DeclBody::Object(o) if o.fields.iter().any(|f| f.name.wire == "stream"))
    }
}

fn encoder(content: &Content, used: &mut Used) -> Code {
    let (name, encodings) = match &content.kind {
        ContentKind::Json => ("json", None),
        ContentKind::Form(encodings) => ("urlEncoded", Some(encodings)),
        ContentKind::Multipart(encodings) => ("multipart", Some(encodings)),
        ContentKind::Text | ContentKind::Xml => ("text", None),
        ContentKind::EventStream | ContentKind::JsonLines => ("jsonLines", None),
        ContentKind::Binary => ("binary", None),
    };
    used.insert(name.to_owned());
    let Some(encodings) = encodings else { return Code::text(name) };
    let entries: Vec<Code> = encodings.iter().filter_map(|e| encoding(e, used)).collect();
    let name = format!("/* @__PURE__ */ {name}");
    if entries.is_empty() {
        Code::text(format!("{name}()"))
    } else {
        Code::Hug(format!("{name}("), Box::new(Code::object(entries)), ")")
    }
}

fn encoding(encoding: &Encoding, used: &mut Used) -> Option<Code> {
    let mut parts = Vec::new();
    if let Some(media) = &encoding.content_type {
        parts.push(Code::pair("contentType", Code::text(string(media))));
    }
    if encoding.style.is_some() || encoding.allow_reserved {
        let style = encoding.style.unwrap_or(Style::Form);
        let explode = encoding.explode.unwrap_or(style == Style::Form);
        let name = pair_style(style, explode).unwrap_or("form");
        parts.push(Code::pair("style", styled(name, encoding.allow_reserved, used)));
    }
    (!parts.is_empty()).then(|| Code::pair(value_key(&encoding.property), Code::object(parts)))
}

/// A style function of the runtime, noted as used.
fn styled(name: &str, reserved: bool, used: &mut Used) -> Code {
    used.insert(name.to_owned());
    if reserved {
        used.insert("allowReserved".into());
        Code::text(format!("/* @__PURE__ */ allowReserved({name})"))
    } else {
        Code::text(name)
    }
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

/// The function of the runtime, unless it is the default.
fn pair_style(style: Style, explode: bool) -> Option<&'static str> {
    Some(match (style, explode) {
        (Style::DeepObject, _) => "deepObject",
        (Style::SpaceDelimited, false) => "spaceDelimited",
        (Style::PipeDelimited, false) => "pipeDelimited",
        (Style::Form, false) => "commaDelimited",
        _ => return None,
    })
}

fn param_spec(key: &str, param: &Param, used: &mut Used) -> Code {
    let mut parts = vec![Code::pair("name", Code::text(string(key)))];
    if key != param.name.wire {
        parts.push(Code::pair("wire", Code::text(string(&param.name.wire))));
    }
    match param.location {
        Location::Header => parts.push(Code::pair("in", Code::text("\"header\""))),
        Location::Cookie => parts.push(Code::pair("in", Code::text("\"cookie\""))),
        Location::Query | Location::Path => {}
    }
    let header = param.location == Location::Header;
    if header && param.explode && param.content.is_none() {
        parts.push(Code::pair("explode", Code::text("true")));
    }
    let style = if param.content.is_some() {
        Some("jsonValue")
    } else if header {
        None
    } else {
        pair_style(param.style, param.explode)
    };
    let reserved = param.allow_reserved && param.location == Location::Query;
    if let Some(style) = style.or(reserved.then_some("form")) {
        parts.push(Code::pair("style", styled(style, reserved, used)));
    }
    Code::object(parts)
}

fn strategy(pages: &Pagination, used: &mut Used) -> Code {
    let text = |text: &str| Code::text(string(text));
    let keys = |path: &[String]| Code::array(path.iter().map(|k| text(k)).collect());
    let mut arguments = vec![keys(&pages.items)];
    let mut more = None;
    let mut limit = None;
    let name = match &pages.kind {
        PaginationKind::Cursor { param, next, has_more } => {
            arguments.extend([text(param), keys(next)]);
            more = has_more.as_ref();
            "cursorPages"
        }
        PaginationKind::LastItem { param, key, has_more } => {
            arguments.extend([text(param), text(key)]);
            more = has_more.as_ref();
            "lastItemPages"
        }
        PaginationKind::Page { param, first } => {
            arguments.extend([text(param), Code::text(first.to_string())]);
            limit = pages.limit_param.as_ref();
            "numberedPages"
        }
        PaginationKind::Offset { param } => {
            arguments.push(text(param));
            limit = pages.limit_param.as_ref();
            "offsetPages"
        }
        PaginationKind::LinkHeader => "linkHeaderPages",
        PaginationKind::NextUrl { next } => {
            arguments.push(keys(next));
            "nextUrlPages"
        }
    };
    arguments.extend(more.map(|path| keys(path)));
    arguments.extend(limit.map(|l| text(l)));
    used.insert(name.to_owned());
    Code::call(format!("/* @__PURE__ */ {name}"), arguments)
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
