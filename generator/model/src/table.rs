//! The keywords of OpenAPI 3.0 to 3.2 and of JSON Schema 2020-12: one row a keyword.

use crate::OpenApiVersion::{V3_1, V3_2};
use crate::grammar::{Kind, Object, Rest, Row, Shape, row};

static DOCS: Shape = Shape::Object(&EXTERNAL_DOCS);
static SERVERS: Shape = Shape::List(&Shape::Object(&SERVER));
static PARAMETERS: Shape = Shape::List(&Shape::Object(&PARAMETER));
static SECURITY: Shape = Shape::List(&Shape::Object(&SECURITY_REQUIREMENT));
static EXAMPLES: Shape = Shape::Map(&Shape::Object(&EXAMPLE));
static CONTENT: Shape = Shape::Media(&Shape::Object(&MEDIA_TYPE));
static HEADERS: Shape = Shape::Map(&Shape::Object(&HEADER));
static SUB: Shape = Shape::Object(&SCHEMA);
static SUBS: Shape = Shape::Some(&Shape::Object(&SCHEMA));
static SUB_MAP: Shape = Shape::Map(&Shape::Object(&SCHEMA));
static OPERATION_ROW: Shape = Shape::Object(&OPERATION);
const STYLES: &[&str] =
    &["matrix", "label", "simple", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"];

const fn object(kind: Kind, name: &'static str, rows: &'static [Row]) -> Object {
    Object { kind, name, rows, rest: Rest::Extensions, follows: true, section: None }
}

const fn component(kind: Kind, name: &'static str, section: &'static str, rows: &'static [Row]) -> Object {
    Object { kind, name, rows, rest: Rest::Extensions, follows: true, section: Some(section) }
}

/// An object that the views read without following references.
const fn plain(kind: Kind, name: &'static str, rows: &'static [Row]) -> Object {
    Object { kind, name, rows, rest: Rest::Extensions, follows: false, section: None }
}

const fn map(kind: Kind, name: &'static str, entries: &'static Shape) -> Object {
    Object { kind, name, rows: &[], rest: Rest::Entries(entries), follows: false, section: None }
}

pub(crate) static ROOT: Object = object(
    Kind::Root,
    "an OpenAPI description",
    &[
        row("openapi", &Shape::Text).required(),
        row("$self", &Shape::Uri).since(V3_2),
        row("info", &Shape::Object(&INFO)).required(),
        row("jsonSchemaDialect", &Shape::Uri).since(V3_1),
        row("servers", &SERVERS),
        row("paths", &Shape::Object(&PATHS)),
        row("webhooks", &Shape::Map(&Shape::Object(&PATH_ITEM))).since(V3_1),
        row("components", &Shape::Object(&COMPONENTS)),
        row("security", &SECURITY),
        row("tags", &Shape::List(&Shape::Object(&TAG))),
        row("externalDocs", &DOCS),
    ],
);

static INFO: Object = plain(
    Kind::Info,
    "the info object",
    &[
        row("title", &Shape::Text).required(),
        row("summary", &Shape::Text).since(V3_1),
        row("description", &Shape::Text),
        row("termsOfService", &Shape::Uri),
        row("contact", &Shape::Object(&CONTACT)),
        row("license", &Shape::Object(&LICENSE)),
        row("version", &Shape::Text).required(),
    ],
);

static CONTACT: Object = plain(
    Kind::Contact,
    "a contact",
    &[row("name", &Shape::Text), row("url", &Shape::Uri), row("email", &Shape::Text)],
);

static LICENSE: Object = plain(
    Kind::License,
    "a license",
    &[row("name", &Shape::Text).expected(), row("identifier", &Shape::Text).since(V3_1), row("url", &Shape::Uri)],
);

static SERVER: Object = object(
    Kind::Server,
    "a server",
    &[
        row("url", &Shape::Text).expected(),
        row("name", &Shape::Text).since(V3_2),
        row("description", &Shape::Text),
        row("variables", &Shape::Map(&Shape::Object(&SERVER_VARIABLE))),
    ],
);

static SERVER_VARIABLE: Object = object(
    Kind::ServerVariable,
    "a server variable",
    &[
        row("enum", &Shape::Some(&Shape::Text)),
        row("default", &Shape::Text).required(),
        row("description", &Shape::Text),
    ],
);

static COMPONENTS: Object = object(
    Kind::Components,
    "the components",
    &[
        row("schemas", &Shape::Section("schemas", &SUB)),
        row("responses", &Shape::Section("responses", &Shape::Object(&RESPONSE))),
        row("parameters", &Shape::Section("parameters", &Shape::Object(&PARAMETER))),
        row("examples", &Shape::Section("examples", &Shape::Object(&EXAMPLE))),
        row("requestBodies", &Shape::Section("requestBodies", &Shape::Object(&REQUEST_BODY))),
        row("headers", &Shape::Section("headers", &Shape::Object(&HEADER))),
        row("securitySchemes", &Shape::Section("securitySchemes", &Shape::Object(&SECURITY_SCHEME))),
        row("links", &Shape::Section("links", &Shape::Object(&LINK))),
        row("callbacks", &Shape::Section("callbacks", &Shape::Object(&CALLBACK))),
        row("pathItems", &Shape::Section("pathItems", &Shape::Object(&PATH_ITEM))).since(V3_1),
        row("mediaTypes", &Shape::Section("mediaTypes", &Shape::Object(&MEDIA_TYPE))).since(V3_2),
    ],
);

static PATHS: Object = map(Kind::Paths, "the paths", &Shape::Object(&PATH_ITEM));

static PATH_ITEM: Object = component(
    Kind::PathItem,
    "a path item",
    "pathItems",
    &[
        row("$ref", &Shape::Uri),
        row("summary", &Shape::Text),
        row("description", &Shape::Text),
        row("get", &OPERATION_ROW),
        row("put", &OPERATION_ROW),
        row("post", &OPERATION_ROW),
        row("delete", &OPERATION_ROW),
        row("options", &OPERATION_ROW),
        row("head", &OPERATION_ROW),
        row("patch", &OPERATION_ROW),
        row("trace", &OPERATION_ROW),
        row("query", &OPERATION_ROW).since(V3_2),
        row("additionalOperations", &Shape::Map(&OPERATION_ROW)).since(V3_2),
        row("servers", &SERVERS),
        row("parameters", &PARAMETERS),
    ],
);

static OPERATION: Object = object(
    Kind::Operation,
    "an operation",
    &[
        row("tags", &Shape::List(&Shape::Text)),
        row("summary", &Shape::Text),
        row("description", &Shape::Text),
        row("externalDocs", &DOCS),
        row("operationId", &Shape::Text),
        row("parameters", &PARAMETERS),
        row("requestBody", &Shape::Object(&REQUEST_BODY)),
        row("responses", &Shape::Object(&RESPONSES)),
        row("callbacks", &Shape::Map(&Shape::Object(&CALLBACK))),
        row("deprecated", &Shape::Bool),
        row("security", &SECURITY),
        row("servers", &SERVERS),
    ],
);

static EXTERNAL_DOCS: Object = object(
    Kind::ExternalDocs,
    "external documentation",
    &[row("description", &Shape::Text), row("url", &Shape::Uri).expected()],
);

static PARAMETER: Object = component(
    Kind::Parameter,
    "a parameter",
    "parameters",
    &[
        row("name", &Shape::Text).required(),
        row("in", &Shape::Word(&["query", "header", "path", "cookie", "querystring"])).required(),
        row("description", &Shape::Text),
        row("required", &Shape::Bool),
        row("deprecated", &Shape::Bool),
        row("allowEmptyValue", &Shape::Bool),
        row("style", &Shape::Word(STYLES)),
        row("explode", &Shape::Bool),
        row("allowReserved", &Shape::Bool),
        row("schema", &SUB),
        row("example", &Shape::Any),
        row("examples", &EXAMPLES),
        row("content", &CONTENT),
    ],
);

static REQUEST_BODY: Object = component(
    Kind::RequestBody,
    "a request body",
    "requestBodies",
    &[row("description", &Shape::Text), row("content", &CONTENT).required(), row("required", &Shape::Bool)],
);

static MEDIA_TYPE: Object = component(
    Kind::MediaType,
    "a media type",
    "mediaTypes",
    &[
        row("schema", &SUB),
        row("itemSchema", &SUB).since(V3_2),
        row("example", &Shape::Any),
        row("examples", &EXAMPLES),
        row("encoding", &Shape::Map(&Shape::Object(&ENCODING))),
        row("prefixEncoding", &Shape::List(&Shape::Object(&ENCODING))).since(V3_2),
        row("itemEncoding", &Shape::Object(&ENCODING)).since(V3_2),
    ],
);

static ENCODING: Object = object(
    Kind::Encoding,
    "an encoding",
    &[
        row("contentType", &Shape::Text),
        row("headers", &HEADERS),
        row("style", &Shape::Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
        row("explode", &Shape::Bool),
        row("allowReserved", &Shape::Bool),
        row("encoding", &Shape::Map(&Shape::Object(&ENCODING))).since(V3_2),
        row("prefixEncoding", &Shape::List(&Shape::Object(&ENCODING))).since(V3_2),
        row("itemEncoding", &Shape::Object(&ENCODING)).since(V3_2),
    ],
);

static RESPONSES: Object = map(Kind::Responses, "the responses", &Shape::Object(&RESPONSE));

static RESPONSE: Object = component(
    Kind::Response,
    "a response",
    "responses",
    &[
        row("summary", &Shape::Text).since(V3_2),
        row("description", &Shape::Text).expected(),
        row("headers", &HEADERS),
        row("content", &CONTENT),
        row("links", &Shape::Map(&Shape::Object(&LINK))),
    ],
);

static CALLBACK: Object = Object {
    kind: Kind::Callback,
    name: "a callback",
    rows: &[],
    rest: Rest::Entries(&Shape::Object(&PATH_ITEM)),
    follows: true,
    section: Some("callbacks"),
};

static EXAMPLE: Object = component(
    Kind::Example,
    "an example",
    "examples",
    &[
        row("summary", &Shape::Text),
        row("description", &Shape::Text),
        row("value", &Shape::Any),
        row("externalValue", &Shape::Uri),
        row("dataValue", &Shape::Any).since(V3_2),
        row("serializedValue", &Shape::Text).since(V3_2),
    ],
);

static LINK: Object = component(
    Kind::Link,
    "a link",
    "links",
    &[
        row("operationRef", &Shape::OperationRef),
        row("operationId", &Shape::Text),
        row("parameters", &Shape::Map(&Shape::Any)),
        row("requestBody", &Shape::Any),
        row("description", &Shape::Text),
        row("server", &Shape::Object(&SERVER)),
        // 3.0's example of the specification itself has it; 3.1 dropped it.
        row("headers", &HEADERS),
    ],
);

static HEADER: Object = component(
    Kind::Header,
    "a header",
    "headers",
    &[
        row("description", &Shape::Text),
        row("required", &Shape::Bool),
        row("deprecated", &Shape::Bool),
        row("allowEmptyValue", &Shape::Bool),
        row("style", &Shape::Word(&["simple"])),
        row("explode", &Shape::Bool),
        row("schema", &SUB),
        row("example", &Shape::Any),
        row("examples", &EXAMPLES),
        row("content", &CONTENT),
    ],
);

static TAG: Object = object(
    Kind::Tag,
    "a tag",
    &[
        row("name", &Shape::Text).required(),
        row("summary", &Shape::Text).since(V3_2),
        row("description", &Shape::Text),
        row("externalDocs", &DOCS),
        row("parent", &Shape::Text).since(V3_2),
        row("kind", &Shape::Text).since(V3_2),
    ],
);

static SECURITY_REQUIREMENT: Object = Object {
    kind: Kind::SecurityRequirement,
    name: "a security requirement",
    rows: &[],
    rest: Rest::Entries(&Shape::List(&Shape::Text)),
    follows: true,
    section: None,
};

static SECURITY_SCHEME: Object = component(
    Kind::SecurityScheme,
    "a security scheme",
    "securitySchemes",
    &[
        row("type", &Shape::Word(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"])).required(),
        row("description", &Shape::Text),
        row("name", &Shape::Text),
        row("in", &Shape::Word(&["query", "header", "cookie"])),
        row("scheme", &Shape::Text),
        row("bearerFormat", &Shape::Text),
        row("flows", &Shape::Object(&FLOWS)),
        row("openIdConnectUrl", &Shape::Uri),
        row("oauth2MetadataUrl", &Shape::Uri).since(V3_2),
        row("deprecated", &Shape::Bool).since(V3_2),
    ],
);

static FLOWS: Object = plain(
    Kind::Flows,
    "the OAuth flows",
    &[
        row("implicit", &Shape::Object(&FLOW)),
        row("password", &Shape::Object(&FLOW)),
        row("clientCredentials", &Shape::Object(&FLOW)),
        row("authorizationCode", &Shape::Object(&FLOW)),
        row("deviceAuthorization", &Shape::Object(&FLOW)).since(V3_2),
    ],
);

static FLOW: Object = plain(
    Kind::Flow,
    "an OAuth flow",
    &[
        row("authorizationUrl", &Shape::Uri),
        row("tokenUrl", &Shape::Uri),
        row("deviceAuthorizationUrl", &Shape::Uri).since(V3_2),
        row("refreshUrl", &Shape::Uri),
        row("scopes", &Shape::Map(&Shape::Text)).expected(),
    ],
);

static DISCRIMINATOR: Object = plain(
    Kind::Discriminator,
    "a discriminator",
    &[
        row("propertyName", &Shape::Text).required(),
        row("mapping", &Shape::Mapping),
        row("defaultMapping", &Shape::Text).since(V3_2),
    ],
);

static XML: Object = plain(
    Kind::Xml,
    "an XML object",
    &[
        row("name", &Shape::Text),
        row("namespace", &Shape::Uri),
        row("prefix", &Shape::Text),
        row("attribute", &Shape::Bool),
        row("wrapped", &Shape::Bool),
        row("nodeType", &Shape::Word(&["element", "attribute", "text", "cdata", "none"])).since(V3_2),
    ],
);

pub(crate) static SCHEMA: Object = Object {
    kind: Kind::Schema,
    name: "a schema",
    rest: Rest::Anything,
    follows: true,
    section: Some("schemas"),
    rows: &[
        row("$schema", &Shape::Uri),
        row("$id", &Shape::Uri),
        row("$anchor", &Shape::Text),
        row("$dynamicAnchor", &Shape::Text),
        row("$ref", &Shape::Uri),
        row("$dynamicRef", &Shape::Uri),
        row("$defs", &SUB_MAP),
        row("definitions", &SUB_MAP),
        row("$comment", &Shape::Text),
        row("$vocabulary", &Shape::Map(&Shape::Bool)),
        row("type", &Shape::Types),
        row("enum", &Shape::List(&Shape::Any)),
        row("const", &Shape::Any),
        row("multipleOf", &Shape::Number),
        row("maximum", &Shape::Number),
        row("exclusiveMaximum", &Shape::Number),
        row("minimum", &Shape::Number),
        row("exclusiveMinimum", &Shape::Number),
        row("maxLength", &Shape::Count),
        row("minLength", &Shape::Count),
        row("pattern", &Shape::Regex),
        row("maxItems", &Shape::Count),
        row("minItems", &Shape::Count),
        row("uniqueItems", &Shape::Bool),
        row("maxContains", &Shape::Count),
        row("minContains", &Shape::Count),
        row("maxProperties", &Shape::Count),
        row("minProperties", &Shape::Count),
        row("required", &Shape::Names),
        row("dependentRequired", &Shape::Map(&Shape::Names)),
        row("allOf", &SUBS),
        row("anyOf", &SUBS),
        row("oneOf", &SUBS),
        row("not", &SUB),
        row("if", &SUB),
        row("then", &SUB),
        row("else", &SUB),
        row("dependentSchemas", &SUB_MAP),
        row("prefixItems", &SUBS),
        row("items", &SUB),
        row("contains", &SUB),
        row("properties", &SUB_MAP),
        row("patternProperties", &Shape::RegexMap(&SUB)),
        row("additionalProperties", &SUB),
        row("propertyNames", &SUB),
        row("unevaluatedItems", &SUB),
        row("unevaluatedProperties", &SUB),
        row("contentEncoding", &Shape::Text),
        row("contentMediaType", &Shape::Text),
        row("contentSchema", &SUB),
        row("format", &Shape::Text),
        row("title", &Shape::Text),
        row("description", &Shape::Text),
        row("default", &Shape::Any),
        row("deprecated", &Shape::Bool),
        row("readOnly", &Shape::Bool),
        row("writeOnly", &Shape::Bool),
        row("examples", &Shape::List(&Shape::Any)),
        row("example", &Shape::Any),
        row("externalDocs", &DOCS),
        row("discriminator", &Shape::Object(&DISCRIMINATOR)),
        row("xml", &Shape::Object(&XML)),
    ],
};

pub(crate) static ROOT_SHAPE: Shape = Shape::Object(&ROOT);
pub(crate) static SCHEMA_SHAPE: Shape = Shape::Object(&SCHEMA);
pub(crate) static OPERATION_SHAPE: Shape = Shape::Object(&OPERATION);
pub(crate) static EXTENSION_SHAPE: Shape = Shape::Extension;
