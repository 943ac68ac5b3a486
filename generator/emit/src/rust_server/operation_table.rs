//! The table of an operation: what the router, the checks and poem-openapi's metadata read.

use ir::{Content, ContentKind, Kind, Location, Operation, Param, Response, Status, Style, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::operations::{OperationNames, default_of, is_ignored_header, params};
use super::{
    shape::Shapes,
    tables::{Tables, about},
    text::{code, doc, optional, string},
};

pub(super) fn table(
    tables: &mut Tables<'_>,
    shapes: &Shapes<'_>,
    op: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let name = &names.table;
    let (id, method, path) = (string(&op.id.wire), string(op.method.as_str()), string(&op.path));
    let tags = op.tags.iter().map(|t| string(t));
    let (summary, description) = (optional(op.docs.summary.as_deref()), optional(op.docs.description.as_deref()));
    let deprecated = op.deprecation.is_some();
    let params: Vec<_> = params(op).into_iter().map(|p| param(tables, shapes, p)).collect();
    let body = match op.body.as_ref().filter(|b| !b.contents.is_empty()) {
        None => quote!(None),
        Some(body) => {
            let (required, description) = (body.required, optional(body.description.as_deref()));
            let contents: Vec<_> = body.contents.iter().map(|c| content(tables, c, true)).collect();
            quote!(Some(o::Body { required: #required, description: #description, contents: &[#(#contents),*] }))
        }
    };
    let responses: Vec<_> = op.responses.iter().map(|r| response(tables, r)).collect();
    let security = op.security.iter().map(|alternative| {
        let requirements = alternative.iter().map(|r| {
            let scheme = string(&r.scheme);
            let scopes = r.scopes.iter().map(|s| string(s));
            quote!(o::Requirement { scheme: #scheme, scopes: &[#(#scopes),*] })
        });
        quote!(&[#(#requirements),*])
    });
    let docs = doc(&format!("What {} takes and gives.", code(&format!("{} {}", op.method.as_str(), op.path))));
    quote! {
        #docs
        pub static #name: o::Operation = o::Operation {
            id: #id,
            method: #method,
            path: #path,
            tags: &[#(#tags),*],
            summary: #summary,
            description: #description,
            deprecated: #deprecated,
            params: &[#(#params),*],
            body: #body,
            responses: &[#(#responses),*],
            security: &[#(#security),*],
        };
    }
}

fn style(style: Style) -> TokenStream {
    match style {
        Style::Simple => quote!(o::Style::Simple),
        Style::Label => quote!(o::Style::Label),
        Style::Matrix => quote!(o::Style::Matrix),
        Style::Form => quote!(o::Style::Form),
        Style::SpaceDelimited => quote!(o::Style::SpaceDelimited),
        Style::PipeDelimited => quote!(o::Style::PipeDelimited),
        Style::DeepObject => quote!(o::Style::DeepObject),
    }
}

fn param(tables: &mut Tables<'_>, shapes: &Shapes<'_>, param: &Param) -> TokenStream {
    let name = string(&param.name.wire);
    let location = match param.location {
        Location::Path => quote!(o::Location::Path),
        Location::Query => quote!(o::Location::Query),
        Location::Header => quote!(o::Location::Header),
        Location::Cookie => quote!(o::Location::Cookie),
    };
    if param.content.as_deref().is_some_and(|c| c != "application/json" && !c.ends_with("+json")) {
        tables.gap("parameter-media-type", "the parameter is read as JSON");
    }
    let schema = tables.schema(&param.ty);
    let (required, explode, style, content) =
        (param.required, param.explode, style(param.style), optional(param.content.as_deref()));
    let default = optional(default_of(shapes, param).map(ToString::to_string).as_deref());
    let about = about(&param.docs, param.deprecation.as_ref(), param.default.as_ref(), (false, false))
        .unwrap_or_else(|| quote!(s::About::NOTHING));
    quote!(o::Param {
        name: #name,
        location: #location,
        required: #required,
        schema: #schema,
        style: #style,
        explode: #explode,
        content: #content,
        default: #default,
        about: #about,
    })
}

fn content(tables: &mut Tables<'_>, content: &Content, request: bool) -> TokenStream {
    let media_type = string(&content.media_type);
    let none = Vec::new();
    let (kind, encodings) = match &content.kind {
        ContentKind::Json => (quote!(Json), &none),
        ContentKind::Form(encodings) => (quote!(Form), encodings),
        ContentKind::Multipart(encodings) if content.media_type == "multipart/form-data" => {
            (quote!(Multipart), encodings)
        }
        ContentKind::Multipart(_) => {
            if request {
                tables.gap("multipart-not-form-data", "the body is handed over as bytes");
            }
            (quote!(Raw), &none)
        }
        ContentKind::Text => (quote!(Text), &none),
        ContentKind::EventStream => {
            if request {
                tables.gap("event-stream-request", "the body is handed over as bytes");
            }
            (quote!(EventStream), &none)
        }
        ContentKind::JsonLines => (quote!(JsonLines), &none),
        ContentKind::Xml => {
            tables.gap("xml-body", if request { "the body is handed over as bytes" } else { "write the XML yourself" });
            (quote!(Raw), &none)
        }
        ContentKind::Binary => (quote!(Raw), &none),
    };
    let ty = match &content.kind {
        // A body of lines is read as an array of them.
        ContentKind::JsonLines if request => &Type::plain(Kind::Array(Box::new(content.ty.clone()))),
        _ => &content.ty,
    };
    let schema = tables.schema(ty);
    let encodings = encodings.iter().map(|e| {
        let (property, content_type) = (string(&e.property), optional(e.content_type.as_deref()));
        let (style, explode) =
            (style(e.style.unwrap_or(Style::Form)), e.explode.unwrap_or(e.style.is_none_or(|s| s == Style::Form)));
        quote!(o::Encoding { property: #property, content_type: #content_type, style: #style, explode: #explode })
    });
    quote!(o::Content {
        media_type: #media_type,
        kind: o::ContentKind::#kind,
        schema: #schema,
        encodings: &[#(#encodings),*],
    })
}

fn response(tables: &mut Tables<'_>, response: &Response) -> TokenStream {
    let status = match response.status {
        Status::Exact(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(o::Status::Exact(#code))
        }
        Status::Range(digit) => {
            let digit = Literal::u8_unsuffixed(digit);
            quote!(o::Status::Range(#digit))
        }
        Status::Default => quote!(o::Status::Default),
    };
    let description = string(response.description.as_deref().unwrap_or_default());
    let headers: Vec<_> = response
        .headers
        .iter()
        .filter(|h| !is_ignored_header(&h.name.wire))
        .map(|h| {
            let (name, required, explode) = (string(&h.name.wire), h.required, h.explode);
            let schema = tables.schema(&h.ty);
            let about = about(&h.docs, h.deprecation.as_ref(), None, (false, false))
                .unwrap_or_else(|| quote!(s::About::NOTHING));
            quote!(o::Header { name: #name, required: #required, schema: #schema, explode: #explode, about: #about })
        })
        .collect();
    let contents: Vec<_> = response.contents.iter().map(|c| content(tables, c, false)).collect();
    quote!(o::Response {
        status: #status,
        description: #description,
        headers: &[#(#headers),*],
        contents: &[#(#contents),*],
    })
}
