//! Resources, their methods, and the types of their arguments and results.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ir::{
    Content, ContentKind, Encoding, Idempotency, Kind, Location, Operation, PaginationKind, Param, Presence, Status,
    Style, Type,
};

use super::model::Model;
use super::plan::{Call, Gives, MethodPlan, ResourcePlan};
use super::text::{self, Rows, comment, one_line, quote};
use super::types::{clip, literal};

/// The alternatives of security requirements that occur, each a variable of the package.
pub(super) struct Security {
    known: BTreeMap<Vec<Vec<String>>, usize>,
}

impl Security {
    pub(super) fn of(api: &ir::Api) -> Self {
        let mut known = BTreeMap::new();
        for op in &api.operations {
            known.insert(Self::key(op), 0);
        }
        known.remove(&Vec::new());
        known.values_mut().enumerate().for_each(|(i, n)| *n = i);
        Self { known }
    }

    fn key(op: &Operation) -> Vec<Vec<String>> {
        op.security.iter().map(|all| all.iter().map(|r| r.scheme.clone()).collect()).collect()
    }

    fn name(&self, op: &Operation) -> String {
        self.known.get(&Self::key(op)).map_or_else(|| "nil".to_owned(), |n| format!("security{n}"))
    }

    /// The declarations.
    pub(super) fn write(&self, out: &mut String) {
        let mut all: Vec<_> = self.known.iter().map(|(k, n)| (*n, k)).collect();
        all.sort_unstable();
        for (n, alternatives) in all {
            let text = alternatives
                .iter()
                .map(|all| format!("{{{}}}", all.iter().map(|s| quote(s)).collect::<Vec<_>>().join(", ")))
                .collect::<Vec<_>>()
                .join(", ");
            let _ = writeln!(out, "\nvar security{n} = [][]string{{{text}}}");
        }
    }
}

/// Renders the file of a resource, without its header and imports.
pub(super) fn resource(model: &Model<'_>, plan: &ResourcePlan<'_>, security: &Security) -> String {
    let mut out = String::new();
    let mut docs = vec![format!("{} calls the operations of {}.", plan.ty, one_line(&plan.resource.name.wire))];
    docs.extend(text::docs(&plan.resource.docs));
    comment(&mut out, "", &docs);
    let _ = writeln!(out, "type {} struct {{\n\tcore *core\n}}", plan.ty);
    for call in &plan.calls {
        params(&mut out, model, call);
        outcome(&mut out, model, call);
        if let Some(builder) = &call.builder {
            let _ =
                write!(out, "\nfunc (r *{}) {builder}({}) *call {{\n", plan.ty, arguments(model, call, None, false));
            build(&mut out, model, call, security);
            out.push_str("\treturn q\n}\n");
        }
        for method in &call.methods {
            self::method(&mut out, model, plan, call, method, security);
        }
    }
    out
}

fn params(out: &mut String, model: &Model<'_>, call: &Call<'_>) {
    let Some(name) = &call.params else { return };
    out.push('\n');
    comment(out, "", &[format!("{name} are the parameters of {}.", call.methods[0].name)]);
    let _ = writeln!(out, "type {name} struct {{");
    let mut rows = Rows::new("\t");
    for (param, field) in &call.others {
        if let Some(field) = field {
            rows.push(&param_docs(param), vec![field.clone(), param_type(model, param)]);
        }
    }
    rows.write(out);
    out.push_str("}\n");
}

pub(super) fn param_type(model: &Model<'_>, param: &Param) -> String {
    let presence = if param.required { Presence::Required } else { Presence::Optional };
    model.slot(&param.ty, presence, None)
}

fn param_docs(param: &Param) -> Vec<String> {
    let mut docs = text::docs(&param.docs);
    if let Some(default) = param.default.as_ref().filter(|d| !d.is_null()) {
        docs.push(format!("Default: {}", clip(&default.to_string())));
    }
    if let Some(pii) = &param.pii {
        docs.push(format!("Personal data: {}", one_line(pii)));
    }
    docs.extend(text::deprecation(param.deprecation.as_ref()));
    docs
}

fn outcome(out: &mut String, model: &Model<'_>, call: &Call<'_>) {
    let Some(name) = &call.outcome else { return };
    let Some(fields) = call.methods.iter().find_map(|m| match &m.gives {
        Gives::Outcome(fields) => Some(fields),
        _ => None,
    }) else {
        return;
    };
    out.push('\n');
    comment(
        out,
        "",
        &[format!("{name} is what {} gives: the field of the response's status is set.", call.methods[0].name)],
    );
    let _ = writeln!(out, "type {name} struct {{");
    let mut rows = Rows::new("\t");
    rows.push(&["StatusCode of the response".to_owned()], vec!["StatusCode".to_owned(), "int".to_owned()]);
    for (field, status, ty) in fields {
        let doc = match status {
            Status::Default => format!("{field} is the body of a response with any other status."),
            status => format!("{field} is the body of a response with status {status}."),
        };
        let ty = ty.map_or_else(|| "string".to_owned(), |t| model.ty(t, None));
        rows.push(&[doc], vec![field.clone(), format!("*{ty}")]);
    }
    rows.write(out);
    out.push_str("}\n");
}

/// The argument of a body, and how it is passed.
pub(super) fn body_argument(model: &Model<'_>, required: bool, content: &Content) -> String {
    match &content.kind {
        ContentKind::Json | ContentKind::Form(_) | ContentKind::Multipart(_) => {
            let mut plain = model.ty(&content.ty, None);
            if matches!(content.kind, ContentKind::Multipart(_))
                && matches!(model.resolve(&content.ty).kind, Kind::String(ir::StringFormat::Binary))
            {
                plain = "File".to_owned();
            }
            if model.is_nullable(&content.ty) && !model.is_any(&content.ty) {
                format!("Nullable[{plain}]")
            } else if required || model.has_nil(&content.ty) {
                plain
            } else {
                format!("*{plain}")
            }
        }
        ContentKind::Text | ContentKind::Xml => if required { "string" } else { "*string" }.to_owned(),
        ContentKind::JsonLines => format!("[]{}", model.item(&content.ty, None)),
        ContentKind::EventStream | ContentKind::Binary => "io.Reader".to_owned(),
    }
}

/// The arguments: path parameters, body, params, options.
pub(super) fn arguments(model: &Model<'_>, call: &Call<'_>, body: Option<&Content>, public: bool) -> String {
    let mut list = Vec::new();
    if public {
        list.push("ctx context.Context".to_owned());
    }
    for (param, name) in &call.path {
        list.push(format!("{name} {}", path_type(model, param)));
    }
    if let Some(content) = body.filter(|_| public) {
        let required = call.op.body.as_ref().is_some_and(|b| b.required);
        list.push(format!("body {}", body_argument(model, required, content)));
    }
    if let Some(params) = &call.params {
        list.push(format!("params {params}"));
    }
    if public {
        list.push("options ...RequestOption".to_owned());
    }
    list.join(", ")
}

fn path_type(model: &Model<'_>, param: &Param) -> String {
    model.ty(&param.ty, None)
}

fn style_of(param: &Param) -> String {
    if param.content.is_some() {
        return "styleContent".to_owned();
    }
    style_text(param.style, param.explode, param.allow_reserved)
}

fn style_text(style: Style, explode: bool, reserved: bool) -> String {
    let mut text = match style {
        Style::Simple => "styleSimple",
        Style::Label => "styleLabel",
        Style::Matrix => "styleMatrix",
        Style::Form => "styleForm",
        Style::SpaceDelimited => "styleSpace",
        Style::PipeDelimited => "stylePipe",
        Style::DeepObject => "styleDeep",
    }
    .to_owned();
    if explode && style != Style::DeepObject {
        text.push_str("|exploded");
    }
    if reserved {
        text.push_str("|allowReserved");
    }
    text
}

/// The statements that put a call together, but for its body and what it asks for.
fn build(out: &mut String, model: &Model<'_>, call: &Call<'_>, security: &Security) {
    let op = call.op;
    let method = match op.method {
        ir::Method::Get => "http.MethodGet",
        ir::Method::Put => "http.MethodPut",
        ir::Method::Post => "http.MethodPost",
        ir::Method::Delete => "http.MethodDelete",
        ir::Method::Options => "http.MethodOptions",
        ir::Method::Head => "http.MethodHead",
        ir::Method::Patch => "http.MethodPatch",
        ir::Method::Trace => "http.MethodTrace",
    };
    let _ = writeln!(
        out,
        "\tq := r.core.operation({}, {method}, {}, {})",
        quote(&op.id.wire),
        quote(&op.path),
        security.name(op)
    );
    if let Some(server) = op.servers.first() {
        let _ = writeln!(out, "\tq.server = &{}", server_text(server, "serverTemplate"));
    }
    for (param, name) in &call.path {
        let _ = writeln!(out, "\tq.pathParam({}, {name}, {})", quote(&param.name.wire), style_of(param));
    }
    for (param, field) in &call.others {
        let value = match (field, &model.resolve(&param.ty).kind) {
            (Some(field), _) => format!("params.{field}"),
            (None, Kind::Constant(v)) => literal(v),
            (None, _) => continue,
        };
        let place = match param.location {
            Location::Query => "queryParam",
            Location::Header => "headerParam",
            Location::Cookie => "cookieParam",
            Location::Path => continue,
        };
        let _ = writeln!(out, "\tq.{place}({}, {value}, {})", quote(&param.name.wire), style_of(param));
    }
    match &op.idempotency {
        Some(Idempotency::Header(name)) => {
            let _ = writeln!(out, "\tq.keyHeader = {}", quote(name));
        }
        Some(Idempotency::Body(name)) => {
            let _ = writeln!(out, "\tq.keyField = {}", quote(name));
        }
        None => {}
    }
    failures(out, model, op);
}

/// The types of error bodies, unless all are the common one.
fn failures(out: &mut String, model: &Model<'_>, op: &Operation) {
    let common = model.error_body.map(|id| model.name(id));
    let mut by_type: BTreeMap<String, Vec<u16>> = BTreeMap::new();
    let successes = op.successes().next().is_some();
    for response in op.errors() {
        if response.status == Status::Default && !successes {
            continue;
        }
        let status = match response.status {
            Status::Exact(code) => code,
            Status::Range(digit) => u16::from(digit),
            Status::Default => 0,
        };
        let Some(content) = response.contents.first() else { continue };
        let ty = match content.kind {
            ContentKind::Json => model.ty(&content.ty, None),
            ContentKind::Text | ContentKind::Xml => "string".to_owned(),
            _ => continue,
        };
        if ty != "any" {
            by_type.entry(ty).or_default().push(status);
        }
    }
    if by_type.keys().all(|t| Some(t.as_str()) == common) {
        return;
    }
    for (ty, statuses) in by_type {
        let list = statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "\tq.fails(reflect.TypeFor[{ty}](), {list})");
    }
}

/// The media type that is sent: a range of them (`image/*`) is no type, and the caller may say better with `WithHeader`.
fn sent_as(media: &str) -> &str {
    match media.split_once('*') {
        None => media,
        Some(("text/", _)) => "text/plain",
        Some((_, rest)) if rest.ends_with("+json") => "application/json",
        Some(_) => "application/octet-stream",
    }
}

fn body_text(content: &Content) -> String {
    let media = quote(sent_as(&content.media_type));
    match &content.kind {
        ContentKind::Json => format!("q.bodyJSON({media}, body)"),
        ContentKind::Form(e) => format!("q.bodyForm({media}, body{})", encodings(e, true)),
        ContentKind::Multipart(e) => format!("q.bodyMultipart({media}, body{})", encodings(e, false)),
        ContentKind::Text | ContentKind::Xml => format!("q.bodyText({media}, body)"),
        ContentKind::JsonLines => format!("q.bodyJSONLines({media}, body)"),
        ContentKind::EventStream | ContentKind::Binary => format!("q.bodyStream({media}, body)"),
    }
}

fn encodings(encodings: &[Encoding], form: bool) -> String {
    let mut out = String::new();
    for e in encodings {
        let mut fields = vec![format!("property: {}", quote(&e.property))];
        if let Some(media) = &e.content_type {
            fields.push(format!("contentType: {}", quote(media)));
        }
        if form && (e.style.is_some() || e.explode.is_some() || e.allow_reserved) {
            let style = e.style.unwrap_or(Style::Form);
            let text = style_text(style, e.explode.unwrap_or(style == Style::Form), e.allow_reserved);
            fields.push(format!("style: {text}, styled: true"));
        }
        let headers: Vec<String> = e
            .headers
            .iter()
            .filter_map(|h| match &h.ty.kind {
                Kind::Constant(v) => Some(format!("{}, {}", quote(&h.name.wire), quote(v.as_str()?))),
                _ => None,
            })
            .collect();
        if !headers.is_empty() {
            fields.push(format!("headers: []string{{{}}}", headers.join(", ")));
        }
        if fields.len() > 1 {
            let _ = write!(out, ", fieldEncoding{{{}}}", fields.join(", "));
        }
    }
    out
}

/// A server as a literal.
pub(super) fn server_text(server: &ir::Server, ty: &str) -> String {
    let mut text = format!("{ty}{{url: {}", quote(&server.url));
    if !server.variables.is_empty() {
        let list: Vec<String> = server
            .variables
            .iter()
            .map(|v| {
                let mut one = format!("{{name: {}, value: {}", quote(&v.name.wire), quote(&v.default));
                if !v.choices.is_empty() {
                    let _ = write!(
                        one,
                        ", choices: []string{{{}}}",
                        v.choices.iter().map(|c| quote(c)).collect::<Vec<_>>().join(", ")
                    );
                }
                one.push('}');
                one
            })
            .collect();
        let _ = write!(text, ", variables: []serverVariable{{{}}}", list.join(", "));
    }
    text.push('}');
    text
}

/// The result of a method.
pub(super) fn result(model: &Model<'_>, call: &Call<'_>, gives: &Gives<'_>) -> String {
    match gives {
        Gives::Nothing => "error".to_owned(),
        Gives::Json(ty) => format!("({}, error)", model.result(ty)),
        Gives::Text => "(string, error)".to_owned(),
        Gives::Bytes => "(io.ReadCloser, error)".to_owned(),
        Gives::Events(ty) => format!("iter.Seq2[StreamEvent[{}], error]", stream_type(model, ty)),
        Gives::Lines(ty) => format!("iter.Seq2[{}, error]", model.result(ty)),
        Gives::Outcome(_) => format!("(*{}, error)", call.outcome.as_deref().unwrap_or("struct{}")),
        Gives::Pages => format!("iter.Seq2[{}, error]", page_item(model, call)),
    }
}

/// Event data is a value: the zero value of a pointer would be nil.
fn stream_type(model: &Model<'_>, ty: &Type) -> String {
    model.item(ty, None)
}

fn page_item(model: &Model<'_>, call: &Call<'_>) -> String {
    call.op.pagination.as_ref().map_or_else(|| "any".to_owned(), |p| model.result(&p.item))
}

fn method(
    out: &mut String,
    model: &Model<'_>,
    plan: &ResourcePlan<'_>,
    call: &Call<'_>,
    method: &MethodPlan<'_>,
    security: &Security,
) {
    let op = call.op;
    out.push('\n');
    comment(out, "", &method_docs(op, method));
    let _ = writeln!(
        out,
        "func (r *{}) {}({}) {} {{",
        plan.ty,
        method.name,
        arguments(model, call, method.body, true),
        result(model, call, &method.gives)
    );
    if let Some(builder) = &call.builder {
        let mut list: Vec<&str> = call.path.iter().map(|(_, n)| n.as_str()).collect();
        if call.params.is_some() {
            list.push("params");
        }
        let _ = writeln!(out, "\tq := r.{builder}({})", list.join(", "));
    } else {
        build(out, model, call, security);
    }
    if let Some(content) = method.body {
        let required = op.body.as_ref().is_some_and(|b| b.required);
        if required {
            let _ = writeln!(out, "\t{}", body_text(content));
        } else {
            let _ = write!(out, "\tif !isNothing(body) {{\n\t\t{}\n\t}}\n", body_text(content));
        }
    }
    if let Some(accept) = method.accept {
        let _ = writeln!(out, "\tq.accept = {}", quote(accept));
    }
    let text = match &method.gives {
        Gives::Nothing => "fetchNothing(ctx, q, options)".to_owned(),
        Gives::Json(ty) => format!("fetch[{}](ctx, q, options)", model.result(ty)),
        Gives::Text => "fetchText(ctx, q, options)".to_owned(),
        Gives::Bytes => "fetchBytes(ctx, q, options)".to_owned(),
        Gives::Events(ty) => format!("fetchEvents[{}](ctx, q, options)", stream_type(model, ty)),
        Gives::Lines(ty) => format!("fetchLines[{}](ctx, q, options)", model.result(ty)),
        Gives::Pages => format!("paginate[{}](ctx, q, options, {})", page_item(model, call), pager(op)),
        Gives::Outcome(fields) => {
            let _ = write!(
                out,
                "\tout := new({})\n\terr := fetchOutcome(ctx, q, options, &out.StatusCode",
                call.outcome.as_deref().unwrap_or("struct{}")
            );
            for (field, status, _) in fields {
                let code = match status {
                    Status::Exact(code) => *code,
                    Status::Range(digit) => u16::from(*digit),
                    Status::Default => 0,
                };
                let _ = write!(out, ", outcome{{{code}, &out.{field}}}");
            }
            out.push_str(")\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn out, nil\n}\n");
            return;
        }
    };
    let _ = writeln!(out, "\treturn {text}\n}}");
}

fn pager(op: &Operation) -> String {
    let Some(p) = &op.pagination else { return "pager{}".to_owned() };
    let list =
        |keys: &[String]| format!("[]string{{{}}}", keys.iter().map(|k| quote(k)).collect::<Vec<_>>().join(", "));
    let mut fields = Vec::new();
    let more = |fields: &mut Vec<String>, more: &Option<Vec<String>>| {
        if let Some(keys) = more {
            fields.push(format!("more: {}", list(keys)));
        }
    };
    match &p.kind {
        PaginationKind::Cursor { param, next, has_more } => {
            fields.push(format!("kind: pageCursor, param: {}, next: {}", quote(param), list(next)));
            more(&mut fields, has_more);
        }
        PaginationKind::LastItem { param, key, has_more } => {
            fields.push(format!("kind: pageLastItem, param: {}, key: {}", quote(param), quote(key)));
            more(&mut fields, has_more);
        }
        PaginationKind::Page { param, first } => {
            fields.push(format!("kind: pageNumber, param: {}, first: {first}", quote(param)));
        }
        PaginationKind::Offset { param } => fields.push(format!("kind: pageOffset, param: {}", quote(param))),
        PaginationKind::LinkHeader => fields.push("kind: pageLink".to_owned()),
        PaginationKind::NextUrl { next } => fields.push(format!("kind: pageNextURL, next: {}", list(next))),
    }
    if !p.items.is_empty() {
        fields.push(format!("items: {}", list(&p.items)));
    }
    if let Some(limit) = &p.limit_param {
        fields.push(format!("limit: {}", quote(limit)));
    }
    format!("pager{{{}}}", fields.join(", "))
}

/// What people read of a method.
pub(super) fn method_docs(op: &Operation, method: &MethodPlan<'_>) -> Vec<String> {
    let mut docs = Vec::new();
    let mut own = text::docs(&op.docs);
    if own.is_empty() {
        docs.push(format!("{} calls {} {}.", method.name, op.method.as_str(), one_line(&op.path)));
    } else {
        let first = own.remove(0);
        docs.push(format!("{}: {}", method.name, first.trim_start()));
        docs.append(&mut own);
        docs.push(format!("{} {}", op.method.as_str(), one_line(&op.path)));
    }
    match &method.gives {
        Gives::Pages => docs.push("It walks all pages, as far as the loop over it goes.".to_owned()),
        Gives::Events(_) => {
            docs.push("It is sent when it is ranged over; leaving the loop ends the stream.".to_owned())
        }
        Gives::Bytes => docs.push("The caller closes what it gives.".to_owned()),
        _ => {}
    }
    docs.extend(method.note.clone());
    let scopes: Vec<String> = op
        .security
        .iter()
        .map(|all| all.iter().flat_map(|r| &r.scopes).map(|s| one_line(s)).collect::<Vec<_>>().join(" "))
        .filter(|s| !s.is_empty())
        .collect();
    if !scopes.is_empty() {
        docs.push(format!("Scopes: {}", scopes.join(", or ")));
    }
    docs.extend(text::deprecation(op.deprecation.as_ref()));
    docs
}

#[cfg(test)]
mod tests {
    use super::sent_as;

    #[test]
    fn ranges_are_not_sent() {
        assert_eq!(sent_as("application/json"), "application/json");
        assert_eq!(sent_as("image/*"), "application/octet-stream");
        assert_eq!(sent_as("*/*"), "application/octet-stream");
        assert_eq!(sent_as("text/*"), "text/plain");
        assert_eq!(sent_as("application/*+json"), "application/json");
    }
}
