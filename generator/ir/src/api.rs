//! The root of the language-neutral model.

use crate::{Decl, DeclId, Docs, Gap, Json, Name, Operation, SecurityScheme};

/// A whole API.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// `info`
    pub info: Info,
    /// `servers` of the document, in the author's order (the first is the default). Empty means `/`.
    pub servers: Vec<Server>,
    /// Groups of operations by first tag, sorted by the tag's wire name. Operations without a tag are in a group of their own,
    /// named `default`.
    pub resources: Vec<Resource>,
    /// All operations, sorted by path template, then method.
    pub operations: Vec<Operation>,
    /// `webhooks`, sorted by name, then method.
    pub webhooks: Vec<Webhook>,
    /// All types that need a declaration, sorted by [`Decl::key`]. A [`DeclId`] is an index into it.
    pub decls: Vec<Decl>,
    /// `components.securitySchemes`, sorted by name.
    pub security_schemes: Vec<SecurityScheme>,
    /// What lowering itself could not carry over, for every target. Sorted by file, pointer, feature.
    pub gaps: Vec<Gap>,
}

impl Api {
    /// The declaration with this number.
    pub fn decl(&self, id: DeclId) -> &Decl {
        &self.decls[id.0 as usize]
    }

    /// The operations of a resource, in the order of their method names.
    pub fn operations_of<'a>(&'a self, resource: &'a Resource) -> impl Iterator<Item = &'a Operation> {
        resource.operations.iter().map(|i| &self.operations[*i])
    }
}

/// `info`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Info {
    /// `title`
    pub title: String,
    /// `version`
    pub version: String,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `termsOfService`
    pub terms_of_service: Option<String>,
    /// `contact`
    pub contact: Option<Contact>,
    /// `license`
    pub license: Option<License>,
    /// `x-release-date`, as written (`YYYY-MM-DD`)
    pub release_date: Option<String>,
}

/// `info.contact`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contact {
    /// `name`
    pub name: Option<String>,
    /// `url`
    pub url: Option<String>,
    /// `email`
    pub email: Option<String>,
}

/// `info.license`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct License {
    /// `name`
    pub name: String,
    /// SPDX expression
    pub identifier: Option<String>,
    /// `url`
    pub url: Option<String>,
}

/// A server.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// Template, such as `https://{region}.example.com/v1`
    pub url: String,
    /// `description`
    pub description: Option<String>,
    /// Sorted by name.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's template.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// Name in the template
    pub name: Name,
    /// `default`
    pub default: String,
    /// `enum`, in the author's order; empty: anything
    pub choices: Vec<String>,
    /// `description`
    pub description: Option<String>,
}

/// A group of operations: one object of an SDK, one trait of a server.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// The tag
    pub name: Name,
    /// From the tag object
    pub docs: Docs,
    /// Indices into [`Api::operations`], sorted by method name (words).
    pub operations: Vec<usize>,
}

/// A request that the API sends to its user.
#[derive(Debug, Clone, PartialEq)]
pub struct Webhook {
    /// Key in `webhooks`: the event's name
    pub name: Name,
    /// What is sent; its `path` is empty
    pub operation: Operation,
    /// Extensions of the path item, sorted by key
    pub extensions: Vec<(String, Json)>,
}
