//! API clients of an organisation: registering, reading, revoking.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::authenticate::Authenticator;
use crate::clock::Clock;
use crate::cursor::{Cursors, Position, SortKey};
use crate::directory::Directory;
use crate::events::audit;
use crate::gate::unavailable;
use crate::hashing::HashError;
use crate::ids::{CLIENT, SECRET, new_id};
use crate::oauth::CLIENT_CREDENTIALS;
use crate::paging::{Ask, Listed, Listing, fingerprint};
use crate::problem::{FieldError, Kind, Problem};
use crate::scopes::OperationScopes;
use crate::secrets::{generate, hint_of};
use crate::store::{ApiClient, ClientFilter, ClientKind, ClientStatus, Created, NewSecret, SecretRecord, Store};

/// A client to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClient {
    /// What people call it
    pub name: String,
    /// The organisation's own id
    pub external_id: Option<String>,
    /// What it may ask for
    pub scopes: Vec<String>,
    /// Calls in any 60 seconds
    pub rate_limit_rpm: Option<i64>,
}

/// A client with what may be known of its secrets.
#[derive(Debug, Clone)]
pub struct ClientView {
    /// The client
    pub client: ApiClient,
    /// Its secrets that work, oldest first
    pub secrets: Vec<SecretRecord>,
}

/// What became of a registration.
#[derive(Debug)]
pub enum Registered {
    /// It is new, and this is its secret, shown this once
    New(ClientView, SecretString),
    /// It was there already, registered by the same request
    Same(ClientView),
}

/// Registers, reads and revokes clients.
pub struct Clients {
    store: Arc<dyn Store>,
    directory: Directory,
    authenticator: Arc<Authenticator>,
    operations: OperationScopes,
    cursors: Cursors,
    clock: Clock,
    default_rpm: u32,
    max_rpm: u32,
    release: String,
}

/// Limits and the release that new clients get.
#[derive(Debug, Clone)]
pub struct ClientDefaults {
    /// Calls a minute when nothing is said
    pub rpm: u32,
    /// Highest number of calls a minute
    pub max_rpm: u32,
    /// Release that a new client is pinned to
    pub release: String,
}

impl Clients {
    /// The clients of a store.
    pub fn new(
        store: Arc<dyn Store>,
        directory: Directory,
        authenticator: Arc<Authenticator>,
        operations: OperationScopes,
        cursors: Cursors,
        clock: Clock,
        defaults: ClientDefaults,
    ) -> Self {
        let ClientDefaults { rpm, max_rpm, release } = defaults;
        Self { store, directory, authenticator, operations, cursors, clock, default_rpm: rpm, max_rpm, release }
    }

    /// Registers a client. With an `external_id`, a repeated request gives the same client, without a secret.
    ///
    /// # Errors
    /// 400 with what is wrong, 409 when the `external_id` belongs to another request, 503.
    pub async fn create(&self, org_id: &str, actor: &str, new: &NewClient) -> Result<Registered, Problem> {
        let mut scopes = new.scopes.clone();
        scopes.sort();
        let rpm = self.check(org_id, new, &scopes).await?;
        let fingerprint = fingerprint(&json!({ "name": new.name, "scopes": scopes, "rpm": new.rate_limit_rpm }));
        if let Some(external_id) = &new.external_id {
            // Looked up before any hashing: a replay costs no bcrypt. The store decides again, under its lock.
            let there = self.store.client_by_external_id(org_id, external_id).await.map_err(|e| unavailable(&e))?;
            if let Some(there) = there {
                return if there.fingerprint == fingerprint { self.same(there).await } else { Err(conflict()) };
            }
        }
        let secret = generate().map_err(|e| unavailable(&e))?;
        let hash = self.authenticator.hasher().hash(secret.clone()).await.map_err(|error| match error {
            HashError::Busy => Problem::new(Kind::Unavailable).header(poem::http::header::RETRY_AFTER, "1"),
            HashError::Unhashable | HashError::Failed => unavailable(&error),
        })?;
        let now = self.clock.now();
        let client = ApiClient {
            client_id: new_id(CLIENT),
            org_id: org_id.to_owned(),
            external_id: new.external_id.clone(),
            fingerprint,
            name: new.name.clone(),
            kind: ClientKind::Confidential,
            grants: vec![CLIENT_CREDENTIALS.into()],
            scopes,
            status: ClientStatus::Active,
            rate_limit_rpm: rpm,
            api_version: self.release.clone(),
            created_at: now,
            revoked_at: None,
        };
        let stored =
            NewSecret { secret_id: new_id(SECRET), hash, last4: hint_of(&secret), created_at: now, expires_at: None };
        let detail = json!({ "scopes": client.scopes, "rate_limit_rpm": rpm, "secret_id": stored.secret_id });
        let entry = audit(org_id, now, actor, "api_client.created", &client.client_id, &detail);
        match self.store.create_client(&client, &stored, &entry).await.map_err(|e| unavailable(&e))? {
            Created::New(client) => {
                // Somebody may have asked for this id before it existed.
                self.directory.forget_client(&client.client_id).await;
                Ok(Registered::New(self.view(client).await?, secret))
            }
            Created::Same(client) => self.same(client).await,
            Created::Conflict | Created::Refused => Err(conflict()),
        }
    }

    async fn same(&self, client: ApiClient) -> Result<Registered, Problem> {
        Ok(Registered::Same(self.view(client).await?))
    }

    /// Checks what a schema cannot say; gives the limit.
    async fn check(&self, org_id: &str, new: &NewClient, sorted: &[String]) -> Result<u32, Problem> {
        let mut errors = Vec::new();
        if new.name.trim().is_empty() {
            errors.push(FieldError::at("/name", "must not be empty"));
        }
        if sorted.windows(2).any(|w| w[0] == w[1]) {
            errors.push(FieldError::at("/scopes", "must not hold a scope twice"));
        }
        if sorted.is_empty() {
            errors.push(FieldError::at("/scopes", "must hold a scope"));
        }
        let policy = self.directory.policy(org_id).await.map_err(|e| unavailable(&e))?;
        for (i, scope) in new.scopes.iter().enumerate() {
            if !self.operations.exists(scope) | !policy.contains(scope) {
                errors.push(FieldError::at(format!("/scopes/{i}"), "cannot be granted in this organisation"));
            }
        }
        let rpm = match new.rate_limit_rpm {
            None => self.default_rpm,
            Some(n) => u32::try_from(n).ok().filter(|n| (1..=self.max_rpm).contains(n)).unwrap_or_else(|| {
                errors.push(FieldError::at("/rate_limit_rpm", format!("must be from 1 to {}", self.max_rpm)));
                self.default_rpm
            }),
        };
        if errors.is_empty() { Ok(rpm) } else { Err(Problem::new(Kind::BadRequest).errors(errors)) }
    }

    /// A client of the organisation.
    ///
    /// # Errors
    /// 404, 503.
    pub async fn get(&self, org_id: &str, client_id: &str) -> Result<ClientView, Problem> {
        let client = self.store.client(client_id).await.map_err(|e| unavailable(&e))?;
        let client = client.filter(|c| c.org_id == org_id).ok_or_else(|| Problem::new(Kind::NotFound))?;
        self.view(client).await
    }

    /// Clients of the organisation, newest first.
    ///
    /// # Errors
    /// 400 with the parameter that is wrong, 503.
    pub async fn list(&self, org_id: &str, filter: &ClientFilter, ask: &Ask) -> Result<Listed<ClientView>, Problem> {
        let status = filter.status.map(ClientStatus::as_str);
        let (listing, page) = Listing::new(&self.cursors, "api_clients", org_id, &status, ask)?;
        let clients = self.store.clients(org_id, filter, &page).await.map_err(|e| unavailable(&e))?;
        let Listed { data, next_cursor } =
            listing.page(clients, |c| Position { key: SortKey::Number(c.created_at), id: c.client_id.clone() });
        let mut views = Vec::with_capacity(data.len());
        for client in data {
            views.push(self.view(client).await?);
        }
        Ok(Listed { data: views, next_cursor })
    }

    /// Ends a client for good. Its tokens and secrets stop working at once.
    ///
    /// # Errors
    /// 404, 503.
    pub async fn revoke(&self, org_id: &str, actor: &str, client_id: &str) -> Result<ClientView, Problem> {
        let now = self.clock.now();
        let entry = audit(org_id, now, actor, "api_client.revoked", client_id, &json!({}));
        let client = self.store.revoke_client(org_id, client_id, now, &entry).await.map_err(|e| unavailable(&e))?;
        self.directory.forget_client(client_id).await;
        self.view(client.ok_or_else(|| Problem::new(Kind::NotFound))?).await
    }

    async fn view(&self, client: ApiClient) -> Result<ClientView, Problem> {
        let secrets = self.store.secrets(&client.client_id, self.clock.now()).await.map_err(|e| unavailable(&e))?;
        Ok(ClientView { client, secrets })
    }
}

fn conflict() -> Problem {
    Problem::new(Kind::Conflict)
        .detail("The external_id was used with another body.")
        .errors(vec![FieldError::at("/external_id", "was used with another body")])
}

/// The text of a secret, at the one place where it goes out.
pub fn reveal(secret: &SecretString) -> String {
    secret.expose_secret().to_owned()
}
