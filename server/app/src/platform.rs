//! Puts the parts together: a store, keys, and what the operations are implemented with.

use std::sync::Arc;
use std::time::Duration;

use crate::authenticate::Authenticator;
use crate::clients::{ClientDefaults, Clients};
use crate::clock::Clock;
use crate::config::Config;
use crate::cursor::Cursors;
use crate::directory::Directory;
use crate::gate::Gate;
use crate::hashing::{CostError, Hasher};
use crate::ids::random;
use crate::invoices::Invoices;
use crate::keys::{KeyError, Keyring};
use crate::limits::Limiter;
use crate::oauth::Oauth;
use crate::payments::Payments;
use crate::scopes::OperationScopes;
use crate::store::{Store, StoreError};
use crate::throttle::Throttle;
use crate::tokens::Tokens;
use crate::vendors::Vendors;

/// Everything that operations are implemented with.
pub struct Platform {
    /// Where the data is
    pub store: Arc<dyn Store>,
    /// Clients and policies from memory
    pub directory: Directory,
    /// Tokens
    pub oauth: Oauth,
    /// Who may call what
    pub gate: Arc<Gate>,
    /// API clients
    pub clients: Clients,
    /// Invoices
    pub invoices: Invoices,
    /// Payments
    pub payments: Payments,
    /// Vendors
    pub vendors: Vendors,
    /// The time
    pub clock: Clock,
    /// Public keys of tokens (RFC 7517)
    pub jwks: serde_json::Value,
}

/// What the specification says that the platform needs to know.
#[derive(Debug, Clone)]
pub struct Contract {
    /// Which scopes each operation needs
    pub operations: OperationScopes,
    /// The current release, `YYYY-MM-DD`
    pub release: String,
}

/// Why the platform cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store failed
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The keys cannot be used
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The cost of bcrypt cannot be used
    #[error(transparent)]
    Cost(#[from] CostError),
    /// The operating system has no random bytes
    #[error("no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// A stored key has another length
    #[error("the stored key {0} cannot be used")]
    InternalKey(&'static str),
}

impl Platform {
    /// The platform on a store, reachable at a URL.
    ///
    /// # Errors
    /// A [`StartError`].
    pub async fn start(
        config: &Config,
        contract: Contract,
        store: Arc<dyn Store>,
        clock: Clock,
        base_url: &str,
    ) -> Result<Self, StartError> {
        let keys = Keyring::load(store.as_ref(), clock.now()).await?;
        let cursors = Cursors::new(internal_key(store.as_ref(), "cursors", &clock).await?);
        let public_url = config.server.public_url.as_deref().unwrap_or(base_url);
        let or_public = |url: &Option<String>| url.clone().unwrap_or_else(|| public_url.to_owned());
        let tokens = Tokens::new(
            keys,
            clock.clone(),
            or_public(&config.oauth.issuer),
            or_public(&config.oauth.audience),
            config.oauth.token_ttl_seconds,
        );
        let workers = config
            .oauth
            .hash_workers
            .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, |n| n.get().div_ceil(2)));
        let (cost, queue) = (config.oauth.bcrypt_cost, config.oauth.hash_queue);
        let hasher = tokio::task::spawn_blocking(move || Hasher::calibrate(cost, workers, queue))
            .await
            .map_err(|e| CostError::Failed(e.to_string()))??;
        let directory = Directory::new(Arc::clone(&store));
        let authenticator = Arc::new(Authenticator::new(
            Arc::clone(&store),
            directory.clone(),
            hasher,
            Throttle::new(clock.clone(), config.oauth.failures_per_minute),
            clock.clone(),
            random()?,
            Duration::from_secs(config.oauth.verified_cache_seconds),
        ));
        let gate = Arc::new(Gate::new(
            Arc::clone(&store),
            directory.clone(),
            tokens.clone(),
            Limiter::new(clock.clone(), config.limits.window_seconds),
            contract.operations.clone(),
            clock.clone(),
        ));
        let defaults = ClientDefaults {
            rpm: config.limits.default_rpm,
            max_rpm: config.limits.max_rpm,
            release: contract.release,
        };
        Ok(Self {
            oauth: Oauth::new(
                Arc::clone(&store),
                directory.clone(),
                Arc::clone(&authenticator),
                tokens.clone(),
                Arc::clone(&gate),
                clock.clone(),
            ),
            clients: Clients::new(
                Arc::clone(&store),
                directory.clone(),
                authenticator,
                contract.operations,
                cursors.clone(),
                clock.clone(),
                defaults,
            ),
            invoices: Invoices::new(Arc::clone(&store), cursors.clone(), clock.clone()),
            payments: Payments::new(Arc::clone(&store), cursors.clone(), clock.clone()),
            vendors: Vendors::new(Arc::clone(&store), cursors),
            jwks: tokens.jwks(),
            store,
            directory,
            gate,
            clock,
        })
    }
}

async fn internal_key(store: &dyn Store, name: &'static str, clock: &Clock) -> Result<[u8; 32], StartError> {
    let fresh: [u8; 32] = random()?;
    let key = store.internal_key(name, &fresh, clock.now()).await?;
    key.try_into().map_err(|_| StartError::InternalKey(name))
}
