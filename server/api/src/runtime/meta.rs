//! The tables as metadata of poem-openapi, so that the document it derives says what the routes do.
//!
//! That document is OpenAPI 3.0: what 3.0 has no word for (closed records, tuples, examples by name) is not in it.

use poem_openapi::{
    ParameterStyle,
    registry::{
        MetaApi, MetaDiscriminatorObject, MetaHeader, MetaMediaType, MetaOAuthFlow, MetaOAuthFlows, MetaOAuthScope,
        MetaOperation, MetaOperationParam, MetaParamIn, MetaPath, MetaRequest, MetaResponse, MetaResponses, MetaSchema,
        MetaSchemaRef, MetaSecurityScheme, MetaTag, Registry,
    },
};
use serde_json::Value;

use super::{
    operation::{Content, Location, Operation, Param, Response, Status, Style},
    schema::{About, Declared, Kind, Limits, Presence, Property, Rest, Scalar, Schema, Tag, UnionTable},
};

/// A security scheme.
#[derive(Debug)]
pub struct Scheme {
    /// Its name
    pub name: &'static str,
    /// CommonMark
    pub description: Option<&'static str>,
    /// What it is
    pub kind: SchemeKind,
}

/// Kinds of security schemes.
#[derive(Debug)]
pub enum SchemeKind {
    /// A key: name, and `header`, `query` or `cookie`
    ApiKey(&'static str, &'static str),
    /// An HTTP scheme, and the format of a bearer token
    Http(&'static str, Option<&'static str>),
    /// OAuth 2.0
    OAuth2(&'static [Flow]),
    /// OpenID Connect discovery URL
    OpenIdConnect(&'static str),
    /// A client certificate
    MutualTls,
}

/// A flow of OAuth 2.0.
#[derive(Debug)]
pub struct Flow {
    /// `clientCredentials`, ...
    pub kind: &'static str,
    /// `authorizationUrl`
    pub authorization_url: Option<&'static str>,
    /// `tokenUrl`
    pub token_url: Option<&'static str>,
    /// `refreshUrl`
    pub refresh_url: Option<&'static str>,
    /// Scope and description
    pub scopes: &'static [(&'static str, &'static str)],
}

/// Paths and operations.
pub fn api(operations: &'static [&'static Operation]) -> MetaApi {
    let mut paths: Vec<MetaPath> = Vec::new();
    for operation in operations {
        let meta = meta_operation(operation);
        match paths.iter_mut().find(|p| p.path == operation.path) {
            Some(path) => path.operations.push(meta),
            None => paths.push(MetaPath { path: operation.path.to_owned(), operations: vec![meta] }),
        }
    }
    MetaApi { paths }
}

/// Types, tags and schemes.
pub fn register_all(
    operations: &'static [&'static Operation],
    tags: &[(&'static str, Option<&'static str>)],
    schemes: &[Scheme],
    registry: &mut Registry,
) {
    for (name, description) in tags {
        registry.create_tag(MetaTag { name, description: *description, external_docs: None });
    }
    for scheme in schemes {
        registry.create_security_scheme(scheme.name, security_scheme(scheme));
    }
    for operation in operations {
        operation.params.iter().for_each(|p| register_schema(&p.schema, registry));
        let contents = operation.body.iter().flat_map(|b| b.contents);
        contents
            .chain(operation.responses.iter().flat_map(|r| r.contents))
            .for_each(|c| register_schema(&c.schema, registry));
        operation.responses.iter().flat_map(|r| r.headers).for_each(|h| register_schema(&h.schema, registry));
    }
}

/// A reference to a named type.
pub fn reference(declared: &Declared) -> MetaSchemaRef {
    MetaSchemaRef::Reference(declared.name.to_owned())
}

/// Registers a named type and those that it is made of.
pub fn register(declared: &'static Declared, registry: &mut Registry) {
    if registry.schemas.contains_key(declared.name) {
        return;
    }
    // It may hold itself: its place is taken before its parts are looked at.
    registry.schemas.insert(declared.name.to_owned(), MetaSchema::ANY);
    let schema = match meta(&declared.schema, &declared.about) {
        MetaSchemaRef::Inline(schema) => *schema,
        reference @ MetaSchemaRef::Reference(_) => MetaSchema { all_of: vec![reference], ..MetaSchema::ANY },
    };
    registry.schemas.insert(declared.name.to_owned(), schema);
    register_schema(&declared.schema, registry);
}

fn register_schema(schema: &Schema, registry: &mut Registry) {
    match schema.kind {
        Kind::Named(declared) => register(declared, registry),
        Kind::Array(item) | Kind::Map(item) => register_schema(item, registry),
        Kind::Tuple(tuple) => tuple.prefix.iter().chain(&tuple.rest).for_each(|s| register_schema(s, registry)),
        Kind::Union(union) => union.variants.iter().for_each(|v| register_schema(&v.schema, registry)),
        Kind::Object(object) => {
            object.properties.iter().for_each(|p| register_schema(&p.schema, registry));
            if let Rest::Typed(schema) = object.rest {
                register_schema(schema, registry);
            }
        }
        _ => {}
    }
}

fn json(text: Option<&str>) -> Option<Value> {
    text.and_then(|text| serde_json::from_str(text).ok())
}

/// The schema of a place, with what people read about it there.
fn meta(schema: &Schema, about: &About) -> MetaSchemaRef {
    let mut meta = match kind(&schema.kind) {
        MetaSchemaRef::Inline(inline) => *inline,
        reference @ MetaSchemaRef::Reference(_) => {
            let plain = schema.limits.is_none()
                && !schema.nullable
                && about.description.is_none()
                && about.default.is_none()
                && about.example.is_none()
                && !(about.deprecated || about.read_only || about.write_only);
            if plain {
                return reference;
            }
            MetaSchema { all_of: vec![reference], ..MetaSchema::ANY }
        }
    };
    meta.nullable |= schema.nullable;
    if schema.nullable && !meta.enum_items.is_empty() && !meta.enum_items.contains(&Value::Null) {
        meta.enum_items.push(Value::Null);
    }
    meta.description = about.description;
    meta.deprecated = about.deprecated;
    meta.read_only = about.read_only;
    meta.write_only = about.write_only;
    meta.default = json(about.default);
    meta.example = json(about.example);
    if let Some(limits) = schema.limits {
        limit(&mut meta, limits);
    }
    MetaSchemaRef::Inline(Box::new(meta))
}

fn of(schema: &Schema) -> MetaSchemaRef {
    meta(schema, &About::NOTHING)
}

fn kind(kind: &Kind) -> MetaSchemaRef {
    let schema = match kind {
        Kind::Named(declared) => return reference(declared),
        Kind::Any => MetaSchema::ANY,
        Kind::Never => MetaSchema { max_properties: Some(0), ..MetaSchema::new("object") },
        Kind::Null => MetaSchema { nullable: true, enum_items: vec![Value::Null], ..MetaSchema::ANY },
        Kind::Boolean => MetaSchema::new("boolean"),
        Kind::Integer(format) => MetaSchema::new_with_format("integer", format.as_str()),
        Kind::Number(format) => MetaSchema { format: Some(format), ..MetaSchema::new("number") },
        Kind::Text(format) => MetaSchema { format: format.as_str(), ..MetaSchema::new("string") },
        Kind::Constant(scalar) => choice(&[*scalar]),
        Kind::Choice(scalars) => choice(scalars),
        Kind::Array(item) => MetaSchema { items: Some(Box::new(of(item))), ..MetaSchema::new("array") },
        Kind::Tuple(tuple) => MetaSchema {
            items: Some(Box::new(MetaSchemaRef::Inline(Box::new(MetaSchema::ANY)))),
            min_items: Some(tuple.required),
            max_items: tuple.rest.is_none().then_some(tuple.prefix.len()),
            ..MetaSchema::new("array")
        },
        Kind::Map(value) => {
            MetaSchema { additional_properties: Some(Box::new(of(value))), ..MetaSchema::new("object") }
        }
        Kind::Object(object) => MetaSchema {
            required: object.properties.iter().filter(|p| p.presence != Presence::Never).map(|p| p.name).collect(),
            properties: object.properties.iter().map(|p: &Property| (p.name, meta(&p.schema, &p.about))).collect(),
            additional_properties: match object.rest {
                Rest::Typed(schema) => Some(Box::new(of(schema))),
                Rest::Any => Some(Box::new(MetaSchemaRef::Inline(Box::new(MetaSchema::ANY)))),
                Rest::Ignored | Rest::Forbidden => None,
            },
            ..MetaSchema::new("object")
        },
        Kind::Union(union) => one_of(union),
    };
    MetaSchemaRef::Inline(Box::new(schema))
}

fn choice(scalars: &[Scalar]) -> MetaSchema {
    let values: Vec<Value> = scalars.iter().map(|s| s.value()).collect();
    let ty = match values.first() {
        Some(Value::String(_)) if values.iter().all(Value::is_string) => "string",
        Some(Value::Number(_)) if values.iter().all(|v| v.is_i64() || v.is_u64()) => "integer",
        Some(Value::Number(_)) if values.iter().all(Value::is_number) => "number",
        Some(Value::Bool(_)) if values.iter().all(Value::is_boolean) => "boolean",
        _ => "",
    };
    MetaSchema { enum_items: values, ..MetaSchema::new(ty) }
}

fn one_of(union: &UnionTable) -> MetaSchema {
    let variants: Vec<MetaSchemaRef> = union.variants.iter().map(|v| of(&v.schema)).collect();
    let mut schema = MetaSchema::ANY;
    if let Tag::Property(name, true) = union.tag {
        let mapping = union.variants.iter().flat_map(|v| {
            let Kind::Named(declared) = v.schema.kind else { return Vec::new() };
            let reference = format!("#/components/schemas/{}", declared.name);
            v.tags.iter().filter_map(|t| Some((t.value().as_str()?.to_owned(), reference.clone()))).collect()
        });
        schema.discriminator = Some(MetaDiscriminatorObject { property_name: name, mapping: mapping.collect() });
    }
    if union.exclusive {
        schema.one_of = variants;
    } else {
        schema.any_of = variants;
    }
    schema
}

fn limit(schema: &mut MetaSchema, limits: &Limits) {
    let size = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok());
    // 3.0 has one number and a flag; where both are said the narrower one is.
    schema.minimum = limits.minimum.map(super::schema::Bound::as_f64);
    if let Some(bound) = limits.exclusive_minimum.map(super::schema::Bound::as_f64)
        && schema.minimum.is_none_or(|least| bound >= least)
    {
        schema.minimum = Some(bound);
        schema.exclusive_minimum = Some(true);
    }
    schema.maximum = limits.maximum.map(super::schema::Bound::as_f64);
    if let Some(bound) = limits.exclusive_maximum.map(super::schema::Bound::as_f64)
        && schema.maximum.is_none_or(|most| bound <= most)
    {
        schema.maximum = Some(bound);
        schema.exclusive_maximum = Some(true);
    }
    schema.multiple_of = limits.multiple_of;
    schema.min_length = size(limits.min_length);
    schema.max_length = size(limits.max_length);
    if let Some((first, more)) = limits.patterns.split_first() {
        schema.pattern = Some(first.source.to_owned());
        schema.all_of.extend(more.iter().map(|pattern| {
            let pattern = Some(pattern.source.to_owned());
            MetaSchemaRef::Inline(Box::new(MetaSchema { pattern, ..MetaSchema::ANY }))
        }));
    }
    schema.min_items = size(limits.min_items).or(schema.min_items);
    schema.max_items = size(limits.max_items).or(schema.max_items);
    schema.unique_items = limits.unique_items.then_some(true);
    schema.min_properties = size(limits.min_properties);
    schema.max_properties = size(limits.max_properties);
}

fn meta_operation(operation: &'static Operation) -> MetaOperation {
    MetaOperation {
        method: operation.method.parse().unwrap_or_default(),
        tags: operation.tags.to_vec(),
        summary: operation.summary,
        description: operation.description,
        external_docs: None,
        params: operation.params.iter().map(param).collect(),
        request: operation.body.as_ref().map(|body| MetaRequest {
            description: body.description,
            content: contents(body.contents),
            required: body.required,
        }),
        responses: MetaResponses { responses: operation.responses.iter().map(response).collect() },
        deprecated: operation.deprecated,
        security: operation
            .security
            .iter()
            .map(|alternative| alternative.iter().map(|r| (r.scheme, r.scopes.to_vec())).collect())
            .collect(),
        operation_id: Some(operation.id),
        code_samples: Vec::new(),
    }
}

fn param(param: &Param) -> MetaOperationParam {
    let about = About { description: None, deprecated: false, ..param.about };
    MetaOperationParam {
        name: param.name.to_owned(),
        schema: meta(&param.schema, &about),
        in_type: match param.location {
            Location::Path => MetaParamIn::Path,
            Location::Query => MetaParamIn::Query,
            Location::Header => MetaParamIn::Header,
            Location::Cookie => MetaParamIn::Cookie,
        },
        description: param.about.description.map(str::to_owned),
        required: param.required,
        deprecated: param.about.deprecated,
        explode: param.explode,
        style: Some(match param.style {
            Style::Simple => ParameterStyle::Simple,
            Style::Label => ParameterStyle::Label,
            Style::Matrix => ParameterStyle::Matrix,
            Style::Form => ParameterStyle::Form,
            Style::SpaceDelimited => ParameterStyle::SpaceDelimited,
            Style::PipeDelimited => ParameterStyle::PipeDelimited,
            Style::DeepObject => ParameterStyle::DeepObject,
        }),
    }
}

fn contents(contents: &'static [Content]) -> Vec<MetaMediaType> {
    contents.iter().map(|c| MetaMediaType { content_type: c.media_type, schema: of(&c.schema) }).collect()
}

fn response(response: &Response) -> MetaResponse {
    MetaResponse {
        description: response.description,
        status: match response.status {
            Status::Exact(code) => Some(code),
            Status::Range(_) | Status::Default => None,
        },
        status_range: match response.status {
            Status::Range(digit) => Some(format!("{digit}XX")),
            Status::Exact(_) | Status::Default => None,
        },
        content: contents(response.contents),
        headers: response
            .headers
            .iter()
            .map(|h| MetaHeader {
                name: h.name.to_owned(),
                description: h.about.description.map(str::to_owned),
                required: h.required,
                deprecated: h.about.deprecated,
                schema: meta(&h.schema, &About { description: None, deprecated: false, ..h.about }),
            })
            .collect(),
    }
}

fn security_scheme(scheme: &Scheme) -> MetaSecurityScheme {
    let mut meta = MetaSecurityScheme {
        ty: "http",
        description: scheme.description,
        name: None,
        key_in: None,
        scheme: None,
        bearer_format: None,
        flows: None,
        openid_connect_url: None,
    };
    match &scheme.kind {
        SchemeKind::ApiKey(name, place) => {
            meta.ty = "apiKey";
            meta.name = Some(name);
            meta.key_in = Some(place);
        }
        SchemeKind::Http(name, format) => {
            meta.scheme = Some(name);
            meta.bearer_format = *format;
        }
        SchemeKind::OAuth2(flows) => {
            meta.ty = "oauth2";
            let flow = |kind: &str| {
                flows.iter().find(|f| f.kind == kind).map(|f| MetaOAuthFlow {
                    authorization_url: f.authorization_url,
                    token_url: f.token_url,
                    refresh_url: f.refresh_url,
                    scopes: f
                        .scopes
                        .iter()
                        .map(|(name, text)| MetaOAuthScope { name, description: Some(text) })
                        .collect(),
                })
            };
            meta.flows = Some(MetaOAuthFlows {
                implicit: flow("implicit"),
                password: flow("password"),
                client_credentials: flow("clientCredentials"),
                authorization_code: flow("authorizationCode"),
            });
        }
        SchemeKind::OpenIdConnect(url) => {
            meta.ty = "openIdConnect";
            meta.openid_connect_url = Some(url);
        }
        SchemeKind::MutualTls => meta.ty = "mutualTLS",
    }
    meta
}
