//! Client authentication by secret.
//!
//! Every attempt that is not remembered as right costs exactly one bcrypt, whether the client is unknown, revoked, or the
//! secret is wrong: so neither the answer nor its time tells which. A secret that was right is remembered under an HMAC
//! with a key of this process; the id of the secret's row is part of it, so that a secret that is revoked or replaced is
//! forgotten with its row.

use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;
use secrecy::{ExposeSecret, SecretString};

use crate::clock::Clock;
use crate::directory::Directory;
use crate::hashing::{HashError, Hasher};
use crate::mac::hmac;
use crate::secrets::hint_of;
use crate::store::{ApiClient, ClientKind, SecretRecord, Store};
use crate::throttle::Throttle;

/// Why a client is not authenticated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// Unknown, revoked, or a wrong secret
    #[error("client authentication failed")]
    Failed,
    /// Too many attempts failed
    #[error("too many failed attempts")]
    Throttled {
        /// Seconds to wait
        retry_after: u32,
    },
    /// Too many secrets are being checked
    #[error("too busy")]
    Busy,
    /// The store failed
    #[error("the store failed: {0}")]
    Store(String),
}

/// Authenticates clients.
pub struct Authenticator {
    store: Arc<dyn Store>,
    directory: Directory,
    hasher: Hasher,
    throttle: Throttle,
    clock: Clock,
    boot_key: [u8; 32],
    verified: Cache<[u8; 32], ()>,
}

impl Authenticator {
    /// An authenticator that remembers right secrets for `remember`.
    pub fn new(
        store: Arc<dyn Store>,
        directory: Directory,
        hasher: Hasher,
        throttle: Throttle,
        clock: Clock,
        boot_key: [u8; 32],
        remember: Duration,
    ) -> Self {
        let verified = Cache::builder().max_capacity(10_000).time_to_live(remember).build();
        Self { store, directory, hasher, throttle, clock, boot_key, verified }
    }

    /// The hasher, for new secrets.
    pub fn hasher(&self) -> &Hasher {
        &self.hasher
    }

    /// The client with this id, when the secret is one of its own.
    ///
    /// # Errors
    /// An [`AuthError`].
    pub async fn authenticate(
        &self,
        client_id: &str,
        secret: &SecretString,
        source: &str,
    ) -> Result<Arc<ApiClient>, AuthError> {
        let store = |e: &dyn std::fmt::Display| AuthError::Store(e.to_string());
        let client = self
            .directory
            .active_client(client_id)
            .await
            .map_err(|e| store(&e))?
            .filter(|c| c.kind == ClientKind::Confidential);
        // Read each time: a secret that was rotated away or has expired must not live on in a cache.
        let secrets = match &client {
            Some(client) => self.store.secrets(&client.client_id, self.clock.now()).await.map_err(|e| store(&e))?,
            None => Vec::new(),
        };
        // The last four characters say which secret is meant, so one bcrypt is enough for a client with two.
        let hint = hint_of(secret);
        let candidate = secrets.into_iter().find(|s| s.last4 == hint);
        let row = candidate.as_ref().map_or("", |s| s.secret_id.as_str());
        let key = hmac(&self.boot_key, &[row.as_bytes(), client_id.as_bytes(), secret.expose_secret().as_bytes()]);
        // One flight for all who ask the same at the same time; only what was right is kept.
        self.verified
            .try_get_with(key, self.check(client_id, source, secret, candidate.as_ref()))
            .await
            .map_err(|e| AuthError::clone(&e))?;
        client.ok_or(AuthError::Failed)
    }

    async fn check(
        &self,
        client_id: &str,
        source: &str,
        secret: &SecretString,
        candidate: Option<&SecretRecord>,
    ) -> Result<(), AuthError> {
        let attempt =
            self.throttle.begin(client_id, source).map_err(|retry_after| AuthError::Throttled { retry_after })?;
        let right = match candidate {
            Some(row) => self.hasher.verify(secret.clone(), row.hash.clone()).await,
            None => self.hasher.verify_nothing(secret.clone()).await.map(|()| false),
        };
        match right {
            Ok(true) => {
                attempt.succeeded();
                if let Some(row) = candidate {
                    self.rehash(secret, row);
                }
                Ok(())
            }
            Ok(false) => Err(AuthError::Failed),
            Err(HashError::Busy | HashError::Failed) => {
                attempt.undecided();
                Err(AuthError::Busy)
            }
            Err(HashError::Unhashable) => Err(AuthError::Failed),
        }
    }

    /// Brings a hash of another cost to the configured one, behind the caller's back: the secret is at hand only now.
    fn rehash(&self, secret: &SecretString, row: &SecretRecord) {
        if !self.hasher.is_outdated(&row.hash) {
            return;
        }
        let (store, hasher, secret, row) = (Arc::clone(&self.store), self.hasher.clone(), secret.clone(), row.clone());
        tokio::spawn(async move {
            let Ok(new) = hasher.hash(secret).await else { return };
            if let Err(error) = store.replace_hash(&row.secret_id, &row.hash, &new).await {
                tracing::warn!(%error, "a secret could not be hashed again");
            }
        });
    }
}
