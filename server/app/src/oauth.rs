//! The token endpoint (RFC 6749 section 4.4) and introspection (RFC 7662).

use std::sync::Arc;

use crate::authenticate::{AuthError, Authenticator};
use crate::clock::Clock;
use crate::directory::Directory;
use crate::events;
use crate::gate::Gate;
use crate::oauth_error::OauthError;
use crate::oauth_request::{Credentials, Params};
use crate::request;
use crate::scopes::{Scopes, grant};
use crate::store::{ApiClient, ClientKind, Store, TokenRecord};
use crate::tokens::{Claims, Tokens};

/// The grant that machines use.
pub const CLIENT_CREDENTIALS: &str = "client_credentials";

/// The answer to a token request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The token
    pub access_token: String,
    /// Seconds until it expires
    pub expires_in: u32,
    /// Its scopes, separated by spaces
    pub scope: String,
}

/// Issues tokens and tells about them.
pub struct Oauth {
    store: Arc<dyn Store>,
    directory: Directory,
    authenticator: Arc<Authenticator>,
    tokens: Tokens,
    gate: Arc<Gate>,
    clock: Clock,
}

impl Oauth {
    /// The endpoints' logic.
    pub fn new(
        store: Arc<dyn Store>,
        directory: Directory,
        authenticator: Arc<Authenticator>,
        tokens: Tokens,
        gate: Arc<Gate>,
        clock: Clock,
    ) -> Self {
        Self { store, directory, authenticator, tokens, gate, clock }
    }

    /// Answers a token request.
    ///
    /// # Errors
    /// What RFC 6749 says.
    pub async fn token(&self, credentials: &Credentials, params: &Params) -> Result<Granted, OauthError> {
        let grant_type =
            params.get("grant_type").ok_or_else(|| OauthError::invalid_request("grant_type is missing."))?;
        if grant_type != CLIENT_CREDENTIALS {
            return Err(OauthError::unsupported_grant_type());
        }
        let client = self.client(credentials).await?;
        if client.kind == ClientKind::Public || !client.grants.iter().any(|g| g == grant_type) {
            return Err(OauthError::unauthorized_client());
        }
        self.target(params)?;
        // Nothing is granted that was not asked for: without `scope` there is no token.
        let requested =
            params.get("scope").and_then(|s| Scopes::parse(s).ok()).ok_or_else(OauthError::invalid_scope)?;
        let policy = self.directory.policy(&client.org_id).await.map_err(|e| busy(&e))?;
        let registered: Scopes = client.scopes.iter().cloned().collect();
        let scopes = grant(&requested, |s| self.gate.operations().exists(s), &registered, &policy)
            .map_err(|_| OauthError::invalid_scope())?;
        self.gate.may_have_token(&client).map_err(OauthError::slow_down)?;
        self.issue(&client, &scopes).await
    }

    async fn issue(&self, client: &ApiClient, scopes: &Scopes) -> Result<Granted, OauthError> {
        let issued = self.tokens.issue(&client.client_id, &client.org_id, scopes).map_err(|error| {
            tracing::error!(%error, "a token could not be signed");
            OauthError::server_error()
        })?;
        let (claims, now) = (&issued.claims, self.clock.now());
        let record = TokenRecord {
            jti: claims.jti.clone(),
            client_id: claims.client_id.clone(),
            org_id: claims.org_id.clone(),
            subject: claims.sub.clone(),
            audience: claims.aud.clone(),
            scopes: scopes.to_vec(),
            kid: issued.kid.clone(),
            issued_at: claims.iat * 1000,
            expires_at: claims.exp * 1000,
            revoked_at: None,
        };
        let event = events::token_issued(self.tokens.issuer(), claims, now);
        let detail = serde_json::json!({ "scopes": record.scopes, "expires_at": record.expires_at });
        let audit = events::audit(&client.org_id, now, &claims.sub, "token.issued", &claims.jti, &detail);
        // Only what is on record leaves the house.
        self.store.record_token(&record, &event, &audit).await.map_err(|e| busy(&e))?;
        Ok(Granted {
            access_token: issued.token,
            expires_in: u32::try_from(claims.exp - claims.iat).unwrap_or_default(),
            scope: claims.scope.clone(),
        })
    }

    /// The client that authenticates with these credentials.
    ///
    /// # Errors
    /// `invalid_client`, and what waiting is about.
    pub async fn client(&self, credentials: &Credentials) -> Result<Arc<ApiClient>, OauthError> {
        let (client_id, secret) = match credentials {
            Credentials::Secret { client_id, secret, .. } => (client_id, secret),
            Credentials::None { client_id: Some(id) } => {
                // A public client cannot authenticate; it may be told that this grant is not for it.
                let client = self.directory.active_client(id).await.map_err(|e| busy(&e))?;
                return client.filter(|c| c.kind == ClientKind::Public).ok_or_else(OauthError::invalid_client);
            }
            Credentials::None { client_id: None } => return Err(OauthError::invalid_client()),
            Credentials::Bearer => return Err(OauthError::invalid_client()),
        };
        let info = request::current();
        let client =
            self.authenticator.authenticate(client_id, secret, &info.source).await.map_err(|error| match error {
                AuthError::Failed => OauthError::invalid_client(),
                AuthError::Throttled { retry_after } => OauthError::slow_down(retry_after),
                AuthError::Busy => OauthError::temporarily_unavailable(),
                AuthError::Store(error) => busy(&error),
            })?;
        let _ = info.client_id.set(client.client_id.clone());
        Ok(client)
    }

    /// Whether the token may be for what the request names (RFC 8707); `audience` is another name for it.
    fn target(&self, params: &Params) -> Result<(), OauthError> {
        let named = params.all("resource").iter().chain(params.all("audience"));
        for resource in named {
            if resource != self.tokens.audience() {
                return Err(OauthError::invalid_target());
            }
        }
        Ok(())
    }

    /// What is known about a token, for somebody of this organisation. Nothing: it is not active, as far as they are
    /// concerned.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn introspect(&self, token: &str, org_id: &str) -> Result<Option<Claims>, OauthError> {
        let Ok(claims) = self.tokens.verify(token) else { return Ok(None) };
        if claims.org_id != org_id {
            return Ok(None);
        }
        let client = self.gate.client_of(&claims).await.map_err(|e| busy(&e))?;
        Ok(client.map(|_| claims))
    }
}

fn busy(error: &dyn std::fmt::Display) -> OauthError {
    tracing::error!(%error, "the store failed");
    OauthError::temporarily_unavailable()
}
