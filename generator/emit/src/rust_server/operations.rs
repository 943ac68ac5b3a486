//! Operations: one trait a tag, a struct for the call, an enum for the outcome, the table, and what runs it.

use ir::{
    Content, ContentKind, Gap, Header, Json, Kind, Location, Operation, Param, Resource, Response, Status,
    StringFormat, naming::Scope,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    names::fields,
    operation_table::table,
    shape::Shapes,
    tables::Tables,
    text::{Id, TYPE_NAMES, VARIANT_NAMES, code, doc, docs, ident, string},
};

/// Identifiers of an operation.
pub(super) struct OperationNames {
    /// Trait method, and stem of the runner
    pub(super) method: Id,
    /// Struct of the call
    pub(super) call: Id,
    pub(super) outcome: Id,
    pub(super) body: Id,
    pub(super) table: Id,
    pub(super) runner: Id,
}

/// Identifiers of a resource.
pub(super) struct ResourceNames {
    pub(super) module: Id,
    pub(super) name: Id,
}

/// Names of all operations, in the order of [`ir::Api::operations`]. Types, so that they can all be imported together,
/// are unique in the API.
pub(super) fn names(api: &ir::Api) -> (Vec<ResourceNames>, Vec<OperationNames>) {
    let mut modules = Scope::new(super::names::MODULES).folding_case();
    let mut types = Scope::new(TYPE_NAMES);
    let mut methods = fields();
    let mut tables = Scope::new(&[]);
    let resources = api
        .resources
        .iter()
        .map(|r| ResourceNames {
            module: ident(&modules.claim(&r.name.snake(), "n")),
            name: ident(&types.claim(&r.name.pascal(), "T")),
        })
        .collect();
    let operations = api
        .operations
        .iter()
        .map(|op| {
            let method = methods.claim(&op.id.snake(), "n");
            let call = ident(&types.claim(&op.id.pascal(), "Op"));
            OperationNames {
                outcome: ident(&types.claim(&format!("{call}Outcome"), "T")),
                body: ident(&types.claim(&format!("{call}Body"), "T")),
                table: ident(&tables.claim(&op.id.screaming(), "T")),
                runner: ident(&format!("run_{}", method.trim_end_matches('_'))),
                method: ident(&method),
                call,
            }
        })
        .collect();
    (resources, operations)
}

/// Whether an operation needs a caller.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Callers {
    Nobody,
    Maybe,
    Always,
}

fn callers(operation: &Operation) -> Callers {
    if operation.security.is_empty() {
        Callers::Nobody
    } else if operation.security.iter().any(Vec::is_empty) {
        if operation.security.iter().all(Vec::is_empty) { Callers::Nobody } else { Callers::Maybe }
    } else {
        Callers::Always
    }
}

/// The trait of a resource.
pub(super) fn resource(api: &ir::Api, resource: &Resource, name: &Id, names: &[OperationNames]) -> TokenStream {
    let docs = docs(&resource.docs, None, &format!("Operations of {}.", code(&resource.name.wire)));
    let methods = resource.operations.iter().map(|i| {
        let (op, names) = (&api.operations[*i], &names[*i]);
        let docs = operation_docs(op);
        let (method, call, outcome) = (&names.method, &names.call, &names.outcome);
        let caller = match callers(op) {
            Callers::Nobody => quote!(),
            Callers::Maybe => quote!(, caller: Option<C>),
            Callers::Always => quote!(, caller: C),
        };
        quote!(#docs fn #method(&self, call: #call #caller) -> impl Future<Output = #outcome> + Send;)
    });
    quote! {
        #docs
        pub trait #name<C>: Send + Sync + 'static { #(#methods)* }
    }
}

fn operation_docs(op: &Operation) -> TokenStream {
    let wire = code(&format!("{} {}", op.method.as_str(), op.path));
    let mut described = op.docs.clone();
    let summary = described.summary.take().unwrap_or_else(|| wire.clone());
    let text = match described.description.take().filter(|d| *d != summary) {
        Some(description) if summary == wire => format!("{summary}\n\n{description}"),
        Some(description) => format!("{summary}\n\n{wire}\n\n{description}"),
        None if summary == wire => summary,
        None => format!("{summary}\n\n{wire}"),
    };
    docs(&ir::Docs { summary: Some(text), ..ir::Docs::default() }, op.deprecation.as_ref(), "")
}

/// How a content is handed over.
enum Handed {
    /// Read and written as JSON values
    Typed,
    /// Read line by line, or written as a stream
    Lines,
    Events,
    Text,
    Bytes,
    Media,
}

fn handed_in(content: &Content) -> Handed {
    match &content.kind {
        ContentKind::Json | ContentKind::Form(_) | ContentKind::Text => Handed::Typed,
        ContentKind::Multipart(_) if content.media_type == "multipart/form-data" => Handed::Typed,
        ContentKind::JsonLines => Handed::Lines,
        _ if content.media_type.contains('*') => Handed::Media,
        _ => Handed::Bytes,
    }
}

fn handed_out(content: &Content) -> Handed {
    match &content.kind {
        _ if content.media_type.contains('*') => Handed::Media,
        ContentKind::Json => Handed::Typed,
        ContentKind::JsonLines => Handed::Lines,
        ContentKind::EventStream => Handed::Events,
        ContentKind::Text | ContentKind::Xml => Handed::Text,
        ContentKind::Multipart(_) => Handed::Media,
        ContentKind::Form(_) | ContentKind::Binary => Handed::Bytes,
    }
}

/// Headers that OpenAPI says are described elsewhere: as media types and credentials.
pub(super) fn is_ignored_header(name: &str) -> bool {
    ["accept", "content-type", "authorization"].iter().any(|n| name.eq_ignore_ascii_case(n))
}

pub(super) fn params(op: &Operation) -> Vec<&Param> {
    op.params.iter().filter(|p| p.location != Location::Header || !is_ignored_header(&p.name.wire)).collect()
}

/// A default that can stand in for an absent value: its type can be read from it whatever it is.
pub(super) fn default_of<'p>(shapes: &Shapes<'_>, param: &'p Param) -> Option<&'p Json> {
    let default = param.default.as_ref().filter(|_| !param.ty.nullable && !param.required)?;
    let fits = match &param.ty.kind {
        Kind::Boolean => default.is_boolean(),
        Kind::Integer(ir::IntegerFormat::Int32) => default.as_i64().is_some_and(|n| i32::try_from(n).is_ok()),
        Kind::Integer(ir::IntegerFormat::Int64) => default.is_i64(),
        Kind::Integer(ir::IntegerFormat::Uint32) => default.as_u64().is_some_and(|n| u32::try_from(n).is_ok()),
        Kind::Integer(ir::IntegerFormat::Uint64) => default.is_u64(),
        Kind::Number(_) => default.is_number(),
        Kind::String(StringFormat::Plain | StringFormat::Other(_) | StringFormat::Uri) => default.is_string(),
        Kind::Declared(id) => match &shapes.api.decl(*id).body {
            ir::DeclBody::Enum(e) => e.members.iter().any(|m| m.value == *default),
            _ => false,
        },
        _ => false,
    };
    fits.then_some(default)
}

/// All items of an operation.
pub(super) fn operation(
    shapes: &Shapes<'_>,
    op: &Operation,
    resource: &Id,
    names: &OperationNames,
) -> (TokenStream, Vec<Gap>) {
    let types = quote!(super::types);
    let mut tables = Tables::new(shapes, types.clone(), &op.at, &op.pointer);
    let table = table(&mut tables, shapes, op, names);
    let outcome = outcome(shapes, op, names, &types);
    let (call, body_enum, read_body) = call(shapes, op, names, &types);
    let runner = runner(shapes, op, resource, names, read_body);
    (quote!(#call #body_enum #outcome #table #runner), tables.gaps)
}

fn body_type(shapes: &Shapes<'_>, content: &Content, types: &TokenStream) -> TokenStream {
    match handed_in(content) {
        Handed::Typed => shapes.ty(&content.ty, None, types),
        Handed::Lines => {
            let ty = shapes.ty(&content.ty, None, types);
            quote!(Vec<#ty>)
        }
        Handed::Media => quote!(rt::Media),
        Handed::Events | Handed::Text | Handed::Bytes => quote!(rt::Bytes),
    }
}

fn body_read(content: &Content) -> TokenStream {
    match handed_in(content) {
        Handed::Typed | Handed::Lines => quote!(input.body()?),
        Handed::Media => quote!(input.media_body()),
        Handed::Events | Handed::Text | Handed::Bytes => quote!(input.raw_body()),
    }
}

/// A short name for a media type: its subtype.
fn media_name(media_type: &str) -> String {
    let name = ir::Name::of(media_type.split_once('/').map_or(media_type, |p| p.1));
    let form = media_type == "application/x-www-form-urlencoded";
    if form { "Form".to_owned() } else { name.pascal() }
}

fn call(
    shapes: &Shapes<'_>,
    op: &Operation,
    names: &OperationNames,
    types: &TokenStream,
) -> (TokenStream, TokenStream, TokenStream) {
    let mut scope = fields();
    for taken in ["context", "body"] {
        scope.claim(taken, "n");
    }
    let (mut members, mut reads) = (Vec::new(), Vec::new());
    for (i, param) in params(op).into_iter().enumerate() {
        let i = Literal::usize_unsuffixed(i);
        let name = ident(&scope.claim(&param.name.snake(), "n"));
        let place = match param.location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        };
        let otherwise = format!("{} of the {place}", code(&param.name.wire));
        let docs = docs(&param.docs, param.deprecation.as_ref(), &otherwise);
        let ty = shapes.ty(&param.ty, None, types);
        let default = default_of(shapes, param);
        let always = param.required || param.location == Location::Path || default.is_some();
        let note = default.map(|d| doc(&format!("\n\nDefault: {}", code(&d.to_string()))));
        let gap = note.as_ref().map(|_| quote!(#[doc = ""]));
        if always {
            members.push(quote!(#docs #gap #note pub #name: #ty));
            reads.push(quote!(#name: input.required(#i)?));
        } else {
            members.push(quote!(#docs pub #name: Option<#ty>));
            reads.push(quote!(#name: input.optional(#i)?));
        }
    }
    let mut body_enum = quote!();
    if let Some(body) = op.body.as_ref().filter(|b| !b.contents.is_empty()) {
        let body_docs = doc(body.description.as_deref().filter(|d| !d.trim().is_empty()).unwrap_or("The body"));
        let (ty, read) = if let [content] = body.contents.as_slice() {
            (body_type(shapes, content, types), body_read(content))
        } else {
            let mut scope = Scope::new(VARIANT_NAMES);
            let name = &names.body;
            let (mut variants, mut arms) = (Vec::new(), Vec::new());
            for (i, content) in body.contents.iter().enumerate() {
                let i = Literal::usize_unsuffixed(i);
                let variant = ident(&scope.claim(&media_name(&content.media_type), "V"));
                let (docs, ty) = (doc(&code(&content.media_type)), body_type(shapes, content, types));
                let read = body_read(content);
                variants.push(quote!(#docs #variant(#ty)));
                arms.push(quote!(Some(#i) => #name::#variant(#read)));
            }
            let docs = doc(&format!("Body of [`{}`], by media type.", names.call));
            body_enum = quote!(#docs #[derive(Debug, Clone, PartialEq)] pub enum #name { #(#variants),* });
            (quote!(#name), quote!(match input.content() { #(#arms,)* _ => return Err(input.no_body()) }))
        };
        if body.required {
            members.push(quote!(#body_docs pub body: #ty));
            reads.push(quote!(body: #read));
        } else {
            members.push(quote!(#body_docs pub body: Option<#ty>));
            reads.push(quote!(body: if input.content().is_some() { Some(#read) } else { None }));
        }
    }
    let name = &names.call;
    let docs = doc(&format!("A call of {}.", code(&format!("{} {}", op.method.as_str(), op.path))));
    let call = quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct #name {
            #(#members,)*
            /// Metadata of the request
            pub context: rt::RequestContext,
        }
    };
    (call, body_enum, quote!(#name { #(#reads,)* context: input.context() }))
}

/// The word of a status, as a variant.
fn status_name(status: Status) -> String {
    let name = match status {
        Status::Default => "Default",
        Status::Range(1) => "Informational",
        Status::Range(2) => "Success",
        Status::Range(3) => "Redirection",
        Status::Range(4) => "ClientError",
        Status::Range(5) => "ServerError",
        Status::Range(digit) => return format!("Status{digit}xx"),
        Status::Exact(code) => match code {
            100 => "Continue",
            101 => "SwitchingProtocols",
            200 => "Ok",
            201 => "Created",
            202 => "Accepted",
            203 => "NonAuthoritative",
            204 => "NoContent",
            205 => "ResetContent",
            206 => "PartialContent",
            207 => "MultiStatus",
            300 => "MultipleChoices",
            301 => "MovedPermanently",
            302 => "Found",
            303 => "SeeOther",
            304 => "NotModified",
            307 => "TemporaryRedirect",
            308 => "PermanentRedirect",
            400 => "BadRequest",
            401 => "Unauthorized",
            402 => "PaymentRequired",
            403 => "Forbidden",
            404 => "NotFound",
            405 => "MethodNotAllowed",
            406 => "NotAcceptable",
            408 => "RequestTimeout",
            409 => "Conflict",
            410 => "Gone",
            411 => "LengthRequired",
            412 => "PreconditionFailed",
            413 => "PayloadTooLarge",
            414 => "UriTooLong",
            415 => "UnsupportedMediaType",
            416 => "RangeNotSatisfiable",
            417 => "ExpectationFailed",
            418 => "ImATeapot",
            421 => "MisdirectedRequest",
            422 => "UnprocessableContent",
            423 => "Locked",
            424 => "FailedDependency",
            425 => "TooEarly",
            426 => "UpgradeRequired",
            428 => "PreconditionRequired",
            429 => "TooManyRequests",
            431 => "RequestHeaderFieldsTooLarge",
            451 => "UnavailableForLegalReasons",
            500 => "InternalServerError",
            501 => "NotImplemented",
            502 => "BadGateway",
            503 => "ServiceUnavailable",
            504 => "GatewayTimeout",
            507 => "InsufficientStorage",
            _ => return format!("Status{code}"),
        },
    };
    name.to_owned()
}

/// Headers that an implementation gives. The request's id is known to the runtime.
fn own_headers(response: &Response) -> Vec<(usize, &Header)> {
    let known = |name: &str| is_ignored_header(name) || name.eq_ignore_ascii_case("x-request-id");
    response.headers.iter().enumerate().filter(|(_, h)| !known(&h.name.wire)).collect()
}

fn outcome(shapes: &Shapes<'_>, op: &Operation, names: &OperationNames, types: &TokenStream) -> TokenStream {
    let (name, table) = (&names.outcome, &names.table);
    let mut scope = Scope::new(VARIANT_NAMES);
    scope.claim("Problem", "V");
    let (mut variants, mut arms, mut structs) = (Vec::new(), Vec::new(), Vec::new());
    for (r, response) in op.responses.iter().enumerate() {
        let status_word = status_name(response.status);
        let headers = own_headers(response);
        let headers_name = ident(&format!("{}{}Headers", names.call, status_word));
        if !headers.is_empty() {
            structs.push(headers_struct(shapes, &headers, &headers_name, op, response, types));
        }
        let (status_field, status) = match response.status {
            Status::Exact(code) => {
                let code = Literal::u16_unsuffixed(code);
                (None, quote!(#code))
            }
            _ => (Some(quote!(u16)), quote!(status)),
        };
        let set_headers: Vec<_> = headers_set(&headers);
        let contents: Vec<Option<(usize, &Content)>> = if response.contents.is_empty() {
            vec![None]
        } else {
            response.contents.iter().enumerate().map(Some).collect()
        };
        for content in contents {
            let word = match content {
                Some((_, content)) if response.contents.len() > 1 => {
                    format!("{status_word}{}", media_name(&content.media_type))
                }
                _ => status_word.clone(),
            };
            let variant = ident(&scope.claim(&word, "V"));
            let mut field_types: Vec<TokenStream> = status_field.clone().into_iter().collect();
            let mut bindings: Vec<TokenStream> = status_field.iter().map(|_| quote!(status)).collect();
            let mut body = quote!();
            if let Some((c, content)) = content {
                let (r, c) = (Literal::usize_unsuffixed(r), Literal::usize_unsuffixed(c));
                let (ty, write) = payload(shapes, content, types, &quote!(&#table.responses[#r].contents[#c]));
                field_types.push(ty);
                bindings.push(quote!(body));
                body = write;
            }
            if !headers.is_empty() {
                field_types.push(quote!(#headers_name));
                bindings.push(quote!(headers));
            }
            let status_text = response.status.to_string();
            let described = response.description.as_deref().filter(|d| !d.trim().is_empty());
            let docs = doc(&format!("{status_text}{}", described.map(|d| format!(": {d}")).unwrap_or_default()));
            if field_types.is_empty() {
                variants.push(quote!(#docs #variant));
                arms.push(quote!(Self::#variant => rt::Answer::new(#status)));
            } else {
                variants.push(quote!(#docs #variant(#(#field_types),*)));
                arms.push(quote!(Self::#variant(#(#bindings),*) => rt::Answer::new(#status) #(#set_headers)* #body));
            }
        }
    }
    let docs = doc(&format!("What {} may answer.", code(&format!("{} {}", op.method.as_str(), op.path))));
    quote! {
        #(#structs)*

        #docs
        #[derive(Debug)]
        pub enum #name {
            #(#variants,)*
            /// A problem, rendered by [`rt::Failures`]. One of a status that the operation does not document becomes a 500.
            Problem(rt::Problem),
        }

        impl From<rt::Problem> for #name {
            fn from(problem: rt::Problem) -> Self {
                Self::Problem(problem)
            }
        }

        impl rt::Outcome for #name {
            fn answer(self) -> rt::Answer {
                match self {
                    #(#arms,)*
                    Self::Problem(problem) => rt::Answer::problem(problem),
                }
            }
        }
    }
}

/// Type of what a variant carries, and the call that puts it into the answer.
fn payload(
    shapes: &Shapes<'_>,
    content: &Content,
    types: &TokenStream,
    table: &TokenStream,
) -> (TokenStream, TokenStream) {
    let media_type = string(&content.media_type);
    match handed_out(content) {
        Handed::Typed => (shapes.ty(&content.ty, None, types), quote!(.json(#table, &body))),
        Handed::Lines => {
            let ty = shapes.ty(&content.ty, None, types);
            (quote!(rt::Values<#ty>), quote!(.lines(#media_type, body)))
        }
        Handed::Events => {
            let ty = shapes.ty(&content.ty, None, types);
            (quote!(rt::Values<#ty>), quote!(.events(#media_type, body)))
        }
        Handed::Text => (quote!(String), quote!(.text(#media_type, body))),
        Handed::Bytes => (quote!(rt::Bytes), quote!(.bytes(#media_type, body))),
        Handed::Media => (quote!(rt::Media), quote!(.media(body))),
    }
}

fn header_fields<'h>(headers: &[(usize, &'h Header)]) -> Vec<(Id, &'h Header)> {
    let mut scope = fields();
    headers.iter().map(|(_, h)| (ident(&scope.claim(&h.name.snake(), "n")), *h)).collect()
}

fn headers_struct(
    shapes: &Shapes<'_>,
    headers: &[(usize, &Header)],
    name: &Id,
    op: &Operation,
    response: &Response,
    types: &TokenStream,
) -> TokenStream {
    let members = header_fields(headers).into_iter().map(|(field, header)| {
        let docs = docs(&header.docs, header.deprecation.as_ref(), &code(&header.name.wire));
        let ty = shapes.ty(&header.ty, None, types);
        if header.required { quote!(#docs pub #field: #ty) } else { quote!(#docs pub #field: Option<#ty>) }
    });
    let derive_default = headers.iter().all(|(_, h)| !h.required).then(|| quote!(, Default));
    let docs = doc(&format!("Headers of the {} of {}.", response.status, code(&op.id.wire)));
    quote!(#docs #[derive(Debug, Clone, PartialEq #derive_default)] pub struct #name { #(#members),* })
}

fn headers_set(headers: &[(usize, &Header)]) -> Vec<TokenStream> {
    header_fields(headers)
        .into_iter()
        .map(|(field, header)| {
            let (name, explode) = (string(&header.name.wire.to_ascii_lowercase()), header.explode);
            if header.required {
                quote!(.header(#name, #explode, Some(&headers.#field)))
            } else {
                quote!(.header(#name, #explode, headers.#field.as_ref()))
            }
        })
        .collect()
}

fn runner(
    shapes: &Shapes<'_>,
    op: &Operation,
    resource: &Id,
    names: &OperationNames,
    read: TokenStream,
) -> TokenStream {
    let (runner, method, table) = (&names.runner, &names.method, &names.table);
    let (authorize, argument) = match callers(op) {
        Callers::Nobody => (quote!(let _ = security;), quote!()),
        Callers::Maybe => (
            quote!(let caller = rt::security::authorize(&super::security::Guarded(&*security), &#table, request.context()).await?;),
            quote!(, caller),
        ),
        Callers::Always => (
            quote!(let caller = rt::security::authorize_strictly(&super::security::Guarded(&*security), &#table, request.context()).await?;),
            quote!(, caller),
        ),
    };
    let reads_input = !params(op).is_empty() || op.body.as_ref().is_some_and(|b| !b.contents.is_empty());
    let _ = shapes;
    let mutable = reads_input.then(|| quote!(mut));
    quote! {
        pub(super) async fn #runner<H: #resource<S::Caller>, S: Security>(
            handler: std::sync::Arc<H>,
            security: std::sync::Arc<S>,
            request: rt::Incoming,
        ) -> Result<rt::Answer, rt::Failure> {
            #authorize
            let #mutable input = request.read(&#table).await?;
            let call = #read;
            Ok(rt::Outcome::answer(handler.#method(call #argument).await))
        }
    }
}
