//! Runs the platform until it is told to stop.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use poem::http::{HeaderValue, Method, header};
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::{Endpoint, IntoResponse, Request, Response, Server};
use serde::Serialize;

use crate::bootstrap::{self, BootstrapError, Credentials};
use crate::clock::Clock;
use crate::config::Config;
use crate::erp;
use crate::http::{Frame, Naming};
use crate::platform::{Platform, StartError};
use crate::problem::{Kind, Problem};
use crate::sample;
use crate::store::{Sqlite, Store};
use crate::{documents, request};

/// What a start may do beside serving.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Fill an empty database with sample data, and register a client with all scopes
    pub sample: bool,
    /// Where that client's credentials are kept between starts
    pub credentials_file: Option<PathBuf>,
}

/// Where and how the platform is reached.
#[derive(Clone, Serialize)]
pub struct Ready {
    /// How to reach it
    pub base_url: String,
    /// The client with all scopes, with `--sample`
    pub client_id: Option<String>,
    /// Its secret
    pub client_secret: Option<String>,
    /// Its scopes
    pub scopes: Vec<String>,
    /// Process id
    pub pid: u32,
    /// The database
    pub database: PathBuf,
}

/// Why it does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be listened on
    #[error("cannot listen on {addr}: {source}")]
    Listen {
        /// Which address
        addr: String,
        /// Why
        source: std::io::Error,
    },
    /// The database cannot be opened
    #[error("{path}: {source}")]
    Open {
        /// Which file
        path: PathBuf,
        /// Why
        source: crate::store::StoreError,
    },
    /// A part cannot start
    #[error(transparent)]
    Start(#[from] StartError),
    /// The first client cannot be made
    #[error(transparent)]
    Bootstrap(#[from] BootstrapError),
    /// Serving ended with an error
    #[error("serving failed: {0}")]
    Io(#[from] std::io::Error),
}

impl From<crate::store::StoreError> for ServeError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Start(error.into())
    }
}

/// Serves until `stop` is done; then lets calls in progress end. `ready` is told as soon as calls are answered.
///
/// # Errors
/// A [`ServeError`].
pub async fn run(
    config: &Config,
    options: &Options,
    clock: Clock,
    ready: impl FnOnce(&Ready),
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let listen = |source| ServeError::Listen { addr: config.server.addr.clone(), source };
    let acceptor = TcpListener::bind(config.server.addr.clone()).into_acceptor().await.map_err(listen)?;
    let local = acceptor
        .local_addr()
        .first()
        .and_then(|a| a.as_socket_addr().copied())
        .ok_or_else(|| listen(std::io::Error::other("no local address")))?;
    let base_url = base_url(local);

    let path = &config.database.path;
    let busy = Duration::from_millis(config.database.busy_timeout_ms);
    let store = Sqlite::open(path, config.database.readers, busy)
        .await
        .map_err(|source| ServeError::Open { path: path.clone(), source })?;
    let store: Arc<dyn Store> = Arc::new(store);
    let contract = erp::contract();
    let scopes: Vec<String> = contract.operations.all().map(str::to_owned).collect();
    let platform = Arc::new(Platform::start(config, contract, Arc::clone(&store), clock.clone(), &base_url).await?);
    let credentials = if options.sample { Some(first(&platform, &scopes, options, &clock).await?) } else { None };

    let endpoint = endpoint(Arc::clone(&platform), config.server.max_body_bytes);
    tracing::info!(base_url, database = %path.display(), "ready");
    ready(&Ready {
        base_url,
        client_id: credentials.as_ref().map(|c| c.client_id.clone()),
        client_secret: credentials.map(|c| c.client_secret),
        scopes,
        pid: std::process::id(),
        database: path.clone(),
    });
    // The port is open since before the start, so nobody who was told it is refused; they wait a moment at most.
    Server::new_with_acceptor(acceptor)
        .idle_timeout(Duration::from_secs(config.server.idle_timeout_seconds))
        .run_with_graceful_shutdown(endpoint, stop, Some(Duration::from_secs(config.server.shutdown_grace_seconds)))
        .await?;
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Sample data and the client with all scopes.
async fn first(
    platform: &Platform,
    scopes: &[String],
    options: &Options,
    clock: &Clock,
) -> Result<Credentials, ServeError> {
    let organisation = sample::fill(&platform.store, scopes, clock.now()).await?;
    platform.directory.forget_policy(&organisation.org_id).await;
    Ok(bootstrap::admin(platform, &organisation.org_id, "Demo", options.credentials_file.as_deref()).await?)
}

fn base_url(local: SocketAddr) -> String {
    // Nobody can call "any address"; on this machine the loopback is one of them.
    let ip = if local.ip().is_unspecified() { std::net::Ipv4Addr::LOCALHOST.into() } else { local.ip() };
    format!("http://{}", SocketAddr::new(ip, local.port()))
}

/// Everything that is served: the specification's operations, and what is about the server itself.
pub fn endpoint(platform: Arc<Platform>, max_body: usize) -> impl Endpoint<Output = Response> {
    let service = erp::service(Arc::clone(&platform), max_body);
    let names = service.clone();
    let naming: Naming = Arc::new(move |method: &Method, path: &str| match path {
        "/healthz" | "/readyz" | "/openapi.json" | "/openapi.yaml" => Some(("-", own_route(path))),
        _ => names.operation(method.as_str(), path).map(|o| (o.id, o.path)),
    });
    Frame::new(Front { platform, service }, naming, max_body)
}

fn own_route(path: &str) -> &'static str {
    match path {
        "/healthz" => "/healthz",
        "/readyz" => "/readyz",
        "/openapi.json" => "/openapi.json",
        _ => "/openapi.yaml",
    }
}

struct Front<S> {
    platform: Arc<Platform>,
    service: S,
}

impl<S: Endpoint> Endpoint for Front<S> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let own = matches!(request.uri().path(), "/healthz" | "/readyz" | "/openapi.json" | "/openapi.yaml");
        if !own {
            return Ok(self.service.call(request).await?.into_response());
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let problem = Problem::new(Kind::MethodNotAllowed).header(header::ALLOW, "GET, HEAD");
            return Ok(problem.response(&request::current().id));
        }
        Ok(match request.uri().path() {
            "/openapi.json" => documents::json(),
            "/openapi.yaml" => documents::yaml(),
            "/healthz" => status("ok"),
            _ => match self.platform.store.ping().await {
                Ok(()) => status("ready"),
                Err(error) => {
                    tracing::error!(%error, "not ready");
                    Problem::new(Kind::Unavailable).header(header::RETRY_AFTER, "1").response(&request::current().id)
                }
            },
        })
    }
}

fn status(word: &'static str) -> Response {
    let mut response = format!("{{\"status\":\"{word}\"}}").into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
