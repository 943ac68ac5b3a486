//! Who may call what under `/v1`: the token is checked here, without asking anybody but our own memory; then the client's
//! limit, then its scopes, then what its organisation grants now.

use std::sync::Arc;

use poem::http::header;

use crate::clock::Clock;
use crate::directory::Directory;
use crate::events;
use crate::limits::Limiter;
use crate::problem::{Kind, Problem};
use crate::request;
use crate::scopes::{OperationScopes, Scopes};
use crate::store::{ApiClient, Store, StoreError};
use crate::tokens::{Claims, Tokens};

/// Name of the protection space in challenges.
const REALM: &str = "covenant";

/// Tokens that any client may have a minute, however few calls it may make.
const TOKENS_PER_WINDOW: u32 = 60;

/// Whoever makes a call that was let through.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The client
    pub client: Arc<ApiClient>,
    /// What its token says
    pub claims: Claims,
}

impl Caller {
    /// The client's organisation: everything that a call sees or changes belongs to it.
    pub fn org_id(&self) -> &str {
        &self.client.org_id
    }

    /// As the audit log names it.
    pub fn actor(&self) -> &str {
        &self.claims.sub
    }
}

/// Lets calls through.
pub struct Gate {
    store: Arc<dyn Store>,
    directory: Directory,
    tokens: Tokens,
    limiter: Limiter,
    operations: OperationScopes,
    clock: Clock,
}

impl Gate {
    /// A gate in front of these operations.
    pub fn new(
        store: Arc<dyn Store>,
        directory: Directory,
        tokens: Tokens,
        limiter: Limiter,
        operations: OperationScopes,
        clock: Clock,
    ) -> Self {
        Self { store, directory, tokens, limiter, operations, clock }
    }

    /// Which operations there are, and what they need.
    pub fn operations(&self) -> &OperationScopes {
        &self.operations
    }

    /// Decides on a call of an operation with this token.
    ///
    /// # Errors
    /// The [`Problem`] to answer: 401, 403, 429, or 503.
    pub async fn admit(&self, token: &str, operation: &str) -> Result<Caller, Problem> {
        let caller = self.authenticate(token).await?;
        self.limit(&caller).await?;
        self.authorize(&caller, operation).await?;
        Ok(caller)
    }

    /// Whose token it is.
    async fn authenticate(&self, token: &str) -> Result<Caller, Problem> {
        let claims = self.tokens.verify(token).map_err(|_| invalid_token())?;
        let client = self.client_of(&claims).await.map_err(|e| unavailable(&e))?.ok_or_else(invalid_token)?;
        let _ = request::current().client_id.set(client.client_id.clone());
        Ok(Caller { client, claims })
    }

    /// The client that a valid token belongs to, while it may be used.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn client_of(&self, claims: &Claims) -> Result<Option<Arc<ApiClient>>, Arc<StoreError>> {
        let client = self.directory.active_client(&claims.client_id).await?;
        // A token for a service speaks for its own client only.
        Ok(client.filter(|c| c.org_id == claims.org_id && claims.sub == format!("client:{}", c.client_id)))
    }

    /// Whether a client that has just authenticated may have another token now. Tokens have a count of their own, at
    /// least [`TOKENS_PER_WINDOW`], so that they take nothing from the calls.
    ///
    /// # Errors
    /// The seconds to wait.
    pub fn may_have_token(&self, client: &ApiClient) -> Result<(), u32> {
        let limit = client.rate_limit_rpm.max(TOKENS_PER_WINDOW);
        let verdict = self.limiter.check(&format!("token:{}", client.client_id), limit);
        if verdict.allowed { Ok(()) } else { Err(verdict.reset_seconds) }
    }

    async fn limit(&self, caller: &Caller) -> Result<(), Problem> {
        let client = &caller.client;
        let verdict = self.limiter.check(&client.client_id, client.rate_limit_rpm);
        let _ = request::current().limit.set(verdict);
        if verdict.first_refusal {
            let event = events::rate_limit_exceeded(
                self.tokens.issuer(),
                &client.org_id,
                &client.client_id,
                verdict.limit,
                verdict.reset_seconds,
                self.clock.now(),
            );
            if let Err(error) = self.store.add_event(&event).await {
                // The call is refused either way; that the event is missing must not stay unknown.
                tracing::error!(%error, event_id = event.event_id, "an event could not be written");
            }
        }
        if verdict.allowed {
            return Ok(());
        }
        Err(Problem::new(Kind::RateLimitExceeded)
            .detail("The client has made as many calls as it may in 60 seconds.")
            .header(header::RETRY_AFTER, &verdict.reset_seconds.to_string()))
    }

    async fn authorize(&self, caller: &Caller, operation: &str) -> Result<(), Problem> {
        let granted = Scopes::parse(&caller.claims.scope).unwrap_or_default();
        // What the organisation took back after the token was issued, and what the client is no longer registered for,
        // does not count any more.
        let policy = self.directory.policy(caller.org_id()).await.map_err(|e| unavailable(&e))?;
        let effective: Scopes = granted
            .iter()
            .filter(|s| policy.contains(s) && caller.client.scopes.iter().any(|registered| registered == s))
            .collect();
        if self.operations.allows(operation, &effective) {
            return Ok(());
        }
        let needed = self.operations.needed(operation).join(" ");
        let challenge = if needed.is_empty() {
            format!("Bearer realm=\"{REALM}\", error=\"insufficient_scope\"")
        } else {
            format!("Bearer realm=\"{REALM}\", error=\"insufficient_scope\", scope=\"{needed}\"")
        };
        Err(Problem::new(Kind::InsufficientScope)
            .detail("The token does not carry the scope that this operation needs.")
            .header(header::WWW_AUTHENTICATE, &challenge))
    }
}

/// Challenge for a caller without credentials: no error code then (RFC 6750 section 3.1).
pub fn challenge() -> String {
    format!("Bearer realm=\"{REALM}\"")
}

/// Challenge for credentials that cannot be read.
pub fn malformed_challenge() -> String {
    format!("Bearer realm=\"{REALM}\", error=\"invalid_request\"")
}

fn invalid_token() -> Problem {
    Problem::new(Kind::Unauthorized)
        .detail("The access token is not valid.")
        .header(header::WWW_AUTHENTICATE, &format!("Bearer realm=\"{REALM}\", error=\"invalid_token\""))
}

/// The store failed: logged here, said without details.
pub fn unavailable(error: &dyn std::fmt::Display) -> Problem {
    tracing::error!(%error, "the store failed");
    Problem::new(Kind::Unavailable).header(header::RETRY_AFTER, "1")
}
