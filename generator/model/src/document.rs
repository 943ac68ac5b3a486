//! Typed views of an OpenAPI 3.1 document. A view trusts nothing: a keyword of a wrong type reads as absent, because
//! the checks in `load` have reported it already.

use crate::{Node, NodeId, Resolved, Schema};

/// How an author pointed to something instead of writing it in place.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'d> {
    /// The object with `$ref`; its `summary` and `description` override those of the target.
    pub node: Node<'d>,
    /// The text of `$ref`.
    pub text: &'d str,
}

macro_rules! views {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $name<'d> {
            doc: &'d Resolved,
            id: NodeId,
            via: Option<NodeId>,
        }

        impl std::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.node().pointer())
            }
        }

        impl<'d> $name<'d> {
            /// The view of a node; references are followed.
            pub fn at(doc: &'d Resolved, id: NodeId) -> Self {
                let target = doc.follow(id);
                Self { doc, id: target, via: (target != id).then_some(id) }
            }

            /// The node itself, after references.
            pub fn node(self) -> Node<'d> {
                self.doc.node(self.id)
            }

            /// The document that it stands in.
            pub fn resolved(self) -> &'d Resolved {
                self.doc
            }

            /// How the author pointed here, if by a reference.
            pub fn via(self) -> Option<Reference<'d>> {
                let node = self.doc.node(self.via?);
                Some(Reference { node, text: node.get("$ref").and_then(Node::as_str).unwrap_or("") })
            }

            /// The node where it is used: the reference if there is one, else the object.
            pub fn site(self) -> Node<'d> {
                self.doc.node(self.via.unwrap_or(self.id))
            }

            /// The value of an extension (`x-...`) or of any other keyword.
            pub fn get(self, key: &str) -> Option<Node<'d>> {
                self.node().get(key)
            }

            /// The extensions, in order.
            pub fn extensions(self) -> impl Iterator<Item = (&'d str, Node<'d>)> {
                self.node().entries().filter(|(k, _)| k.starts_with("x-"))
            }

            #[allow(dead_code)]
            fn text(self, key: &str) -> Option<&'d str> {
                self.get(key).and_then(Node::as_str)
            }

            #[allow(dead_code)]
            fn flag(self, key: &str) -> bool {
                self.get(key).and_then(Node::as_bool).unwrap_or(false)
            }
        }
    )*};
}

views! {
    /// The root object.
    Document;
    /// `servers[]`
    Server;
    /// `servers[].variables.*`
    ServerVariable;
    /// `tags[]`
    Tag;
    /// `externalDocs`
    ExternalDocs;
    /// `components`
    Components;
    /// A path item: of `paths`, `webhooks` or a callback.
    PathItem;
    /// An operation.
    Operation;
    /// A parameter.
    Parameter;
    /// A request body.
    RequestBody;
    /// A media type object.
    MediaType;
    /// An encoding object.
    Encoding;
    /// A response.
    Response;
    /// A response or part header.
    Header;
    /// An example object.
    Example;
    /// A link.
    Link;
    /// A callback: expressions to path items.
    Callback;
    /// A security scheme.
    SecurityScheme;
    /// A security requirement: all of its entries together.
    SecurityRequirement;
}

macro_rules! described {
    ($($name:ident)*) => {$(
        impl<'d> $name<'d> {
            /// `description`; that of the reference wins over that of the target.
            pub fn description(self) -> Option<&'d str> {
                self.via().and_then(|r| r.node.get("description")).and_then(Node::as_str).or_else(|| self.text("description"))
            }
        }
    )*};
}
described!(Server ServerVariable Tag ExternalDocs PathItem Operation Parameter RequestBody Response Header Example Link SecurityScheme);

macro_rules! lists {
    ($($on:ident { $($(#[$doc:meta])* $method:ident: $key:literal => $item:ident;)* })*) => {$(
        impl<'d> $on<'d> { $(
            $(#[$doc])*
            pub fn $method(self) -> impl Iterator<Item = $item<'d>> {
                let doc = self.doc;
                self.get($key).into_iter().flat_map(Node::items).map(move |n| $item::at(doc, n.id()))
            }
        )* }
    )*};
}
lists! {
    Document {
        /// `servers`
        servers: "servers" => Server;
        /// `tags`
        tags: "tags" => Tag;
    }
    PathItem {
        /// `servers`
        servers: "servers" => Server;
        /// `parameters` shared by all operations
        parameters: "parameters" => Parameter;
    }
    Operation {
        /// `servers` of this operation only; see [`Operation::effective_servers`]
        servers: "servers" => Server;
        /// `parameters` of this operation only; see [`Operation::effective_parameters`]
        parameters: "parameters" => Parameter;
    }
}

macro_rules! maps {
    ($($on:ident { $($(#[$doc:meta])* $method:ident: $key:literal => $item:ident;)* })*) => {$(
        impl<'d> $on<'d> { $(
            $(#[$doc])*
            pub fn $method(self) -> impl Iterator<Item = (&'d str, $item<'d>)> {
                let doc = self.doc;
                self.get($key)
                    .into_iter()
                    .flat_map(Node::entries)
                    .filter(|(k, _)| !k.starts_with("x-") || !matches!($key, "paths" | "callbacks" | "responses"))
                    .map(move |(k, n)| (k, $item::at(doc, n.id())))
            }
        )* }
    )*};
}
maps! {
    Document {
        /// `paths`: template to item
        paths: "paths" => PathItem;
        /// `webhooks`: name to item
        webhooks: "webhooks" => PathItem;
    }
    Server {
        /// `variables`
        variables: "variables" => ServerVariable;
    }
    Components {
        /// `schemas`
        schemas: "schemas" => Schema;
        /// `responses`
        responses: "responses" => Response;
        /// `parameters`
        parameters: "parameters" => Parameter;
        /// `examples`
        examples: "examples" => Example;
        /// `requestBodies`
        request_bodies: "requestBodies" => RequestBody;
        /// `headers`
        headers: "headers" => Header;
        /// `securitySchemes`
        security_schemes: "securitySchemes" => SecurityScheme;
        /// `links`
        links: "links" => Link;
        /// `callbacks`
        callbacks: "callbacks" => Callback;
        /// `pathItems`
        path_items: "pathItems" => PathItem;
    }
    Operation {
        /// `responses`: `200`, `4XX`, `default`
        responses: "responses" => Response;
        /// `callbacks`
        callbacks: "callbacks" => Callback;
    }
    Parameter {
        /// `content`: one entry at most
        content: "content" => MediaType;
        /// `examples`
        examples: "examples" => Example;
    }
    Header {
        /// `content`: one entry at most
        content: "content" => MediaType;
        /// `examples`
        examples: "examples" => Example;
    }
    RequestBody {
        /// `content`: media type (or range) to what it holds
        content: "content" => MediaType;
    }
    Response {
        /// `headers`
        headers: "headers" => Header;
        /// `content`
        content: "content" => MediaType;
        /// `links`
        links: "links" => Link;
    }
    MediaType {
        /// `encoding`: property to encoding
        encoding: "encoding" => Encoding;
        /// `examples`
        examples: "examples" => Example;
    }
    Encoding {
        /// `headers`
        headers: "headers" => Header;
    }
}

macro_rules! singles {
    ($($on:ident { $($(#[$doc:meta])* $method:ident: $key:literal => $item:ident;)* })*) => {$(
        impl<'d> $on<'d> { $(
            $(#[$doc])*
            pub fn $method(self) -> Option<$item<'d>> {
                self.get($key).map(|n| $item::at(self.doc, n.id()))
            }
        )* }
    )*};
}
singles! {
    Document {
        /// `components`
        components: "components" => Components;
        /// `externalDocs`
        external_docs: "externalDocs" => ExternalDocs;
    }
    Tag {
        /// `externalDocs`
        external_docs: "externalDocs" => ExternalDocs;
    }
    Operation {
        /// `requestBody`
        request_body: "requestBody" => RequestBody;
        /// `externalDocs`
        external_docs: "externalDocs" => ExternalDocs;
    }
    Parameter {
        /// `schema`
        schema: "schema" => Schema;
    }
    Header {
        /// `schema`
        schema: "schema" => Schema;
    }
    MediaType {
        /// `schema`
        schema: "schema" => Schema;
        /// `itemSchema` (3.2): one event or line of a stream
        item_schema: "itemSchema" => Schema;
    }
    Link {
        /// `server`
        server: "server" => Server;
    }
}

macro_rules! texts {
    ($($on:ident { $($(#[$doc:meta])* $method:ident: $key:literal;)* })*) => {$(
        impl<'d> $on<'d> { $(
            $(#[$doc])*
            pub fn $method(self) -> Option<&'d str> {
                self.text($key)
            }
        )* }
    )*};
}
texts! {
    Document {
        /// `jsonSchemaDialect`
        json_schema_dialect: "jsonSchemaDialect";
    }
    Server {
        /// `url`, a template
        url: "url";
    }
    ServerVariable {
        /// `default`
        default: "default";
    }
    Tag {
        /// `name`
        name: "name";
    }
    ExternalDocs {
        /// `url`
        url: "url";
    }
    PathItem {
        /// `summary`
        summary: "summary";
    }
    Operation {
        /// `operationId`
        operation_id: "operationId";
        /// `summary`
        summary: "summary";
    }
    Parameter {
        /// `name`
        name: "name";
    }
    Encoding {
        /// `contentType`, a comma-separated list
        content_type: "contentType";
    }
    Example {
        /// `summary`
        summary: "summary";
        /// `externalValue`
        external_value: "externalValue";
    }
    Link {
        /// `operationId`
        operation_id: "operationId";
        /// `operationRef`
        operation_ref: "operationRef";
    }
    SecurityScheme {
        /// `type`: `apiKey`, `http`, `mutualTLS`, `oauth2`, `openIdConnect`
        kind: "type";
        /// `name` of the header, query or cookie parameter
        name: "name";
        /// `in`
        location: "in";
        /// `scheme` of HTTP authentication
        scheme: "scheme";
        /// `bearerFormat`
        bearer_format: "bearerFormat";
        /// `openIdConnectUrl`
        open_id_connect_url: "openIdConnectUrl";
    }
}

impl<'d> Document<'d> {
    /// `info.title`
    pub fn title(self) -> Option<&'d str> {
        self.info("title")
    }

    /// `info.version`
    pub fn version(self) -> Option<&'d str> {
        self.info("version")
    }

    /// `info.description`
    pub fn description(self) -> Option<&'d str> {
        self.info("description")
    }

    /// A text of `info`.
    pub fn info(self, key: &str) -> Option<&'d str> {
        self.get("info")?.get(key)?.as_str()
    }

    /// The requirements that hold where an operation says nothing. None when the keyword is absent.
    pub fn security(self) -> Option<Vec<SecurityRequirement<'d>>> {
        security(self.doc, self.get("security")?)
    }

    /// Every operation of `paths`, in the author's order of paths and the order of [`crate::METHODS`].
    pub fn operations(self) -> impl Iterator<Item = (&'d str, &'static str, Operation<'d>)> {
        self.paths().flat_map(|(path, item)| item.operations().map(move |(method, op)| (path, method, op)))
    }
}

fn security<'d>(doc: &'d Resolved, node: Node<'d>) -> Option<Vec<SecurityRequirement<'d>>> {
    node.is_array().then(|| node.items().map(|n| SecurityRequirement::at(doc, n.id())).collect())
}

impl<'d> SecurityRequirement<'d> {
    /// Scheme name to scopes; all together. Empty: no credentials needed.
    pub fn schemes(self) -> impl Iterator<Item = (&'d str, Vec<&'d str>)> {
        self.node().entries().map(|(name, scopes)| (name, scopes.items().filter_map(Node::as_str).collect()))
    }
}

impl<'d> SecurityScheme<'d> {
    /// `flows`: name of the flow, its object.
    pub fn flows(self) -> impl Iterator<Item = (&'d str, Node<'d>)> {
        self.get("flows").into_iter().flat_map(Node::entries).filter(|(k, _)| !k.starts_with("x-"))
    }
}

impl<'d> ServerVariable<'d> {
    /// `enum`
    pub fn choices(self) -> Vec<&'d str> {
        self.get("enum").into_iter().flat_map(Node::items).filter_map(Node::as_str).collect()
    }
}

impl<'d> PathItem<'d> {
    /// Its operations, in the order of [`crate::METHODS`].
    pub fn operations(self) -> impl Iterator<Item = (&'static str, Operation<'d>)> {
        crate::METHODS.into_iter().filter_map(move |m| Some((m, Operation::at(self.doc, self.get(m)?.id()))))
    }
}

impl<'d> Operation<'d> {
    /// `tags`
    pub fn tags(self) -> impl Iterator<Item = &'d str> {
        self.get("tags").into_iter().flat_map(Node::items).filter_map(Node::as_str)
    }

    /// `deprecated`
    pub fn deprecated(self) -> bool {
        self.flag("deprecated")
    }

    /// Its own requirements; none when the keyword is absent and the document's hold.
    pub fn security(self) -> Option<Vec<SecurityRequirement<'d>>> {
        security(self.doc, self.get("security")?)
    }

    /// The requirements that hold: its own or the document's. Empty: no credentials needed.
    pub fn effective_security(self) -> Vec<SecurityRequirement<'d>> {
        self.security().or_else(|| self.doc.document().security()).unwrap_or_default()
    }

    /// Its own parameters and those of the path item that it does not override (same name and location).
    pub fn effective_parameters(self, item: PathItem<'d>) -> Vec<Parameter<'d>> {
        let own: Vec<_> = self.parameters().collect();
        let key = |p: &Parameter<'d>| (p.name().map(str::to_owned), p.location());
        let mut all: Vec<_> = item.parameters().filter(|p| !own.iter().any(|o| key(o) == key(p))).collect();
        all.extend(own);
        all
    }

    /// The servers that hold: its own, the path item's, or the document's.
    pub fn effective_servers(self, item: PathItem<'d>) -> Vec<Server<'d>> {
        let own: Vec<_> = self.servers().collect();
        if !own.is_empty() {
            return own;
        }
        let shared: Vec<_> = item.servers().collect();
        if shared.is_empty() { self.doc.document().servers().collect() } else { shared }
    }
}

/// `in` of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterLocation {
    /// `path`
    Path,
    /// `query`
    Query,
    /// `header`
    Header,
    /// `cookie`
    Cookie,
}

impl ParameterLocation {
    /// The word that OpenAPI uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

impl<'d> Parameter<'d> {
    /// `in`
    pub fn location(self) -> Option<ParameterLocation> {
        Some(match self.text("in")? {
            "path" => ParameterLocation::Path,
            "query" => ParameterLocation::Query,
            "header" => ParameterLocation::Header,
            "cookie" => ParameterLocation::Cookie,
            _ => return None,
        })
    }

    /// `required`; a path parameter always is.
    pub fn required(self) -> bool {
        self.flag("required") || self.location() == Some(ParameterLocation::Path)
    }

    /// `deprecated`
    pub fn deprecated(self) -> bool {
        self.flag("deprecated")
    }

    /// `allowEmptyValue`
    pub fn allow_empty_value(self) -> bool {
        self.flag("allowEmptyValue")
    }

    /// `allowReserved`
    pub fn allow_reserved(self) -> bool {
        self.flag("allowReserved")
    }

    /// `style`, or the default of its location.
    pub fn style(self) -> &'d str {
        self.text("style").unwrap_or(match self.location() {
            Some(ParameterLocation::Path | ParameterLocation::Header) => "simple",
            _ => "form",
        })
    }

    /// `explode`, or the default of its style.
    pub fn explode(self) -> bool {
        self.get("explode").and_then(Node::as_bool).unwrap_or_else(|| matches!(self.style(), "form" | "cookie"))
    }
}

impl Header<'_> {
    /// `required`
    pub fn required(self) -> bool {
        self.flag("required")
    }

    /// `deprecated`
    pub fn deprecated(self) -> bool {
        self.flag("deprecated")
    }

    /// `explode`
    pub fn explode(self) -> bool {
        self.flag("explode")
    }
}

impl RequestBody<'_> {
    /// `required`
    pub fn required(self) -> bool {
        self.flag("required")
    }
}

impl<'d> Encoding<'d> {
    /// `style`, if it says so.
    pub fn style(self) -> Option<&'d str> {
        self.text("style")
    }

    /// `explode`, if it says so.
    pub fn explode(self) -> Option<bool> {
        self.get("explode").and_then(Node::as_bool)
    }

    /// `allowReserved`
    pub fn allow_reserved(self) -> bool {
        self.flag("allowReserved")
    }
}

impl<'d> Example<'d> {
    /// `value`
    pub fn value(self) -> Option<Node<'d>> {
        self.get("value")
    }
}

impl<'d> Link<'d> {
    /// `parameters`: name to constant or runtime expression.
    pub fn parameters(self) -> impl Iterator<Item = (&'d str, Node<'d>)> {
        self.get("parameters").into_iter().flat_map(Node::entries)
    }

    /// The operation that `operationRef` points to.
    pub fn operation_ref_target(self) -> Option<Operation<'d>> {
        let target = self.doc.target(self.get("operationRef")?.id())?;
        Some(Operation::at(self.doc, target))
    }
}

impl<'d> Callback<'d> {
    /// Runtime expression to path item.
    pub fn path_items(self) -> impl Iterator<Item = (&'d str, PathItem<'d>)> {
        let doc = self.doc;
        self.node().entries().filter(|(k, _)| !k.starts_with("x-")).map(move |(k, n)| (k, PathItem::at(doc, n.id())))
    }
}
