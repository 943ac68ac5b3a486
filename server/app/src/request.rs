//! What is known about the request that is being served: carried along the task, so that every layer can reach it and
//! the outermost one can log it.

use std::sync::{Arc, OnceLock};

use crate::limits::Verdict;
use crate::oauth_request::OauthCall;

tokio::task_local! {
    static CURRENT: Arc<RequestInfo>;
}

/// A request. What is found out while it is served is filled in once.
#[derive(Debug, Default)]
pub struct RequestInfo {
    /// `req_...`, or what the caller sent
    pub id: String,
    /// Address that it came from, without the port
    pub source: String,
    /// Which client it is, once that is proven
    pub client_id: OnceLock<String>,
    /// What the rate limit said
    pub limit: OnceLock<Verdict>,
    /// What was read of a request to an OAuth endpoint, before its route sees it
    pub oauth: OnceLock<OauthCall>,
}

impl RequestInfo {
    /// A request with an id from a source.
    pub fn new(id: String, source: String) -> Self {
        Self { id, source, ..Self::default() }
    }
}

/// Runs the rest of a request with its information at hand.
pub async fn scope<F: Future>(info: Arc<RequestInfo>, rest: F) -> F::Output {
    CURRENT.scope(info, rest).await
}

/// The request that this task serves; an empty one outside of any.
pub fn current() -> Arc<RequestInfo> {
    CURRENT.try_with(Arc::clone).unwrap_or_default()
}
