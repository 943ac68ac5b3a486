//! Clients and policies from memory, never older than a second: the longest that a revocation made by another instance
//! takes to be seen. A change made by this instance is seen at once.

use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;

use crate::scopes::Scopes;
use crate::store::{ApiClient, ClientStatus, Store, StoreError};

/// How old what is remembered may be.
const AGE: Duration = Duration::from_secs(1);

/// Remembers clients and policies.
#[derive(Clone)]
pub struct Directory {
    store: Arc<dyn Store>,
    clients: Cache<String, Option<Arc<ApiClient>>>,
    policies: Cache<String, Arc<Scopes>>,
}

impl Directory {
    /// A directory of a store.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self {
            store,
            clients: Cache::builder().max_capacity(10_000).time_to_live(AGE).build(),
            policies: Cache::builder().max_capacity(10_000).time_to_live(AGE).build(),
        }
    }

    /// A client that may be used.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn active_client(&self, client_id: &str) -> Result<Option<Arc<ApiClient>>, Arc<StoreError>> {
        let found = self
            .clients
            .try_get_with_by_ref(client_id, async { Ok(self.store.client(client_id).await?.map(Arc::new)) })
            .await?;
        Ok(found.filter(|c| c.status == ClientStatus::Active))
    }

    /// What an organisation grants.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn policy(&self, org_id: &str) -> Result<Arc<Scopes>, Arc<StoreError>> {
        self.policies
            .try_get_with_by_ref(org_id, async { Ok(Arc::new(self.store.policy(org_id).await?.into_iter().collect())) })
            .await
    }

    /// Forgets a client that was changed.
    pub async fn forget_client(&self, client_id: &str) {
        self.clients.invalidate(client_id).await;
    }

    /// Forgets a policy that was changed.
    pub async fn forget_policy(&self, org_id: &str) {
        self.policies.invalidate(org_id).await;
    }
}
