//! Credentials, tokens, retries: what stands between the generated operations and the network.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::header::{AUTHORIZATION, HeaderValue, RETRY_AFTER};
use serde::Deserialize;
use tokio::sync::Mutex;

/// What this crate knows of the API's security.
#[derive(Debug)]
pub struct Api {
    /// Token endpoint of the client credentials flow; may be relative to the base URL; empty when there is none.
    pub token_url: &'static str,
    /// Operations that take a bearer token.
    pub bearer: &'static [&'static str],
    /// Operations that take HTTP Basic.
    pub basic: &'static [&'static str],
}

/// How the client shows who it is.
#[derive(Clone)]
pub enum Credentials {
    /// It does not.
    None,
    /// A token that somebody else looks after.
    Token(String),
    /// OAuth 2.0 client credentials: a token is got, cached, and renewed before it ends.
    Client {
        /// `client_id`
        id: String,
        /// `client_secret`
        secret: String,
        /// Scopes to ask for
        scopes: Vec<String>,
    },
    /// A header with a key, sent with every call.
    Header {
        /// Name of the header
        name: String,
        /// The key
        value: String,
    },
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "Credentials::None",
            Self::Token(_) => "Credentials::Token(..)",
            Self::Client { .. } => "Credentials::Client { .. }",
            Self::Header { .. } => "Credentials::Header { .. }",
        })
    }
}

impl Credentials {
    /// Client credentials.
    pub fn client<S: Into<String>>(id: impl Into<String>, secret: impl Into<String>, scopes: impl IntoIterator<Item = S>) -> Self {
        Self::Client { id: id.into(), secret: secret.into(), scopes: scopes.into_iter().map(Into::into).collect() }
    }

    /// From the environment, with the API's prefix ([`crate::ENV`]): `..._TOKEN`, or `..._CLIENT_ID`, `..._CLIENT_SECRET`
    /// and `..._SCOPES` (separated by spaces); else none.
    pub fn from_env(prefix: &str) -> Self {
        let read = |name: &str| std::env::var(format!("{prefix}_{name}")).ok().filter(|v| !v.is_empty());
        if let Some(token) = read("TOKEN") {
            return Self::Token(token);
        }
        match (read("CLIENT_ID"), read("CLIENT_SECRET")) {
            (Some(id), Some(secret)) => {
                Self::client(id, secret, read("SCOPES").unwrap_or_default().split_whitespace().map(str::to_owned))
            }
            _ => Self::None,
        }
    }
}

/// Patience.
#[derive(Debug, Clone)]
pub struct Options {
    /// How often a call is tried again. Calls that are not safe to repeat are tried again only after a 429 or a 503
    /// with `Retry-After`, which say that nothing was done.
    pub retries: u32,
    /// Time for one attempt.
    pub attempt_timeout: Duration,
    /// The longest `Retry-After` that is waited for.
    pub longest_wait: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { retries: 2, attempt_timeout: Duration::from_secs(60), longest_wait: Duration::from_secs(120) }
    }
}

/// Why no token could be got.
#[derive(Debug, Clone, Deserialize)]
pub struct OAuthError {
    /// Error code of RFC 6749
    pub error: String,
    /// The platform's own code, if it has one
    #[serde(default)]
    pub code: Option<String>,
    /// For the developer
    #[serde(default)]
    pub error_description: Option<String>,
    /// Status of the answer; 0 when there was none
    #[serde(skip)]
    pub status: u16,
}

impl std::fmt::Display for OAuthError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.error)?;
        if let Some(code) = &self.code {
            write!(f, " ({code})")?;
        }
        self.error_description.as_ref().map_or(Ok(()), |text| write!(f, ": {text}"))
    }
}

impl std::error::Error for OAuthError {}

#[derive(Deserialize)]
struct Answer {
    access_token: String,
    #[serde(default)]
    expires_in: Option<u64>,
}

struct Token {
    value: String,
    renew_at: Option<Instant>,
}

/// One for a client and all its clones.
pub struct Session {
    credentials: Credentials,
    options: Options,
    api: &'static Api,
    // Held while a token is got: that is what makes it one flight.
    token: std::sync::Arc<Mutex<Option<Token>>>,
}

impl Clone for Session {
    fn clone(&self) -> Self {
        Self { credentials: self.credentials.clone(), options: self.options.clone(), api: self.api, token: self.token.clone() }
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("credentials", &self.credentials).field("options", &self.options).finish_non_exhaustive()
    }
}

impl Session {
    /// A session that has no token yet.
    pub fn new(credentials: Credentials, options: Options, api: &'static Api) -> Self {
        Self { credentials, options, api, token: std::sync::Arc::default() }
    }

    /// Puts credentials on a request as the operation wants them.
    ///
    /// # Errors
    /// When a token was needed and refused.
    pub async fn authorize(
        &self,
        http: &reqwest::Client,
        base_url: &str,
        operation: &str,
        request: &mut reqwest::Request,
    ) -> Result<(), OAuthError> {
        if let Credentials::Header { name, value } = &self.credentials {
            if let (Ok(name), Ok(mut value)) = (reqwest::header::HeaderName::try_from(name.as_str()), HeaderValue::from_str(value)) {
                value.set_sensitive(true);
                request.headers_mut().insert(name, value);
            }
            return Ok(());
        }
        let text = if self.api.bearer.contains(&operation) {
            match self.token(http, base_url).await? {
                Some(token) => format!("Bearer {token}"),
                None => return Ok(()),
            }
        } else if let (true, Credentials::Client { id, secret, .. }) = (self.api.basic.contains(&operation), &self.credentials) {
            basic(id, secret)
        } else {
            return Ok(());
        };
        if let Ok(mut value) = HeaderValue::from_str(&text) {
            value.set_sensitive(true);
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        Ok(())
    }

    /// The token for calls, got or renewed when needed; none without credentials.
    ///
    /// # Errors
    /// When the token endpoint refuses.
    pub async fn token(&self, http: &reqwest::Client, base_url: &str) -> Result<Option<String>, OAuthError> {
        let (id, secret, scopes) = match &self.credentials {
            Credentials::Token(token) => return Ok(Some(token.clone())),
            Credentials::Client { id, secret, scopes } => (id, secret, scopes),
            _ => return Ok(None),
        };
        let mut cached = self.token.lock().await;
        if let Some(token) = cached.as_ref()
            && token.renew_at.is_none_or(|at| Instant::now() < at)
        {
            return Ok(Some(token.value.clone()));
        }
        let token = self.request_token(http, base_url, id, secret, scopes).await?;
        let value = token.value.clone();
        *cached = Some(token);
        Ok(Some(value))
    }

    async fn request_token(
        &self,
        http: &reqwest::Client,
        base_url: &str,
        id: &str,
        secret: &str,
        scopes: &[String],
    ) -> Result<Token, OAuthError> {
        let trouble = |what: String| OAuthError { error: "connection".into(), code: None, error_description: Some(what), status: 0 };
        let url = match self.api.token_url {
            absolute if absolute.contains("://") => absolute.to_owned(),
            relative => format!("{}/{}", base_url.trim_end_matches('/'), relative.trim_start_matches('/')),
        };
        let scope = scopes.join(" ");
        let mut form = vec![("grant_type", "client_credentials")];
        if !scope.is_empty() {
            form.push(("scope", &scope));
        }
        let asked_at = Instant::now();
        let request =
            http.post(url).header(AUTHORIZATION, basic(id, secret)).form(&form).build().map_err(|e| trouble(e.to_string()))?;
        let response = self.execute(http, request).await.map_err(|e| trouble(e.to_string()))?;
        let status = response.status();
        let body = response.bytes().await.map_err(|e| trouble(e.to_string()))?;
        if !status.is_success() {
            let mut error: OAuthError = serde_json::from_slice(&body).unwrap_or_else(|_| OAuthError {
                error: "server_error".into(),
                code: None,
                error_description: None,
                status: 0,
            });
            error.status = status.as_u16();
            return Err(error);
        }
        let answer: Answer = serde_json::from_slice(&body).map_err(|e| trouble(e.to_string()))?;
        let renew_at = answer.expires_in.map(|seconds| {
            let life = Duration::from_secs(seconds);
            asked_at + life.saturating_sub((life / 10).min(Duration::from_secs(30)))
        });
        Ok(Token { value: answer.access_token, renew_at })
    }

    /// Sends a request, again where that is safe.
    ///
    /// # Errors
    /// The last attempt's.
    pub async fn execute(&self, http: &reqwest::Client, request: reqwest::Request) -> reqwest::Result<reqwest::Response> {
        let safe = request.method().is_idempotent() || request.headers().contains_key("idempotency-key");
        for attempt in 0..self.options.retries {
            // A body that streams is sent once.
            let Some(now) = request.try_clone() else { break };
            let result = http.execute(now).await;
            let wait = match &result {
                Ok(response) => {
                    let status = response.status().as_u16();
                    let told = response.headers().get(RETRY_AFTER).and_then(|v| retry_after(v.to_str().ok()?));
                    let refused = status == 429 || (status == 503 && told.is_some());
                    if !(refused || (safe && matches!(status, 408 | 500..=599))) {
                        return result;
                    }
                    match told {
                        Some(wait) if wait > self.options.longest_wait => return result,
                        Some(wait) => wait,
                        None => backoff(attempt),
                    }
                }
                Err(error) if safe || error.is_connect() => backoff(attempt),
                Err(_) => return result,
            };
            tokio::time::sleep(wait).await;
        }
        http.execute(request).await
    }
}

/// Seconds, or an HTTP date.
fn retry_after(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse::<f64>() {
        return (seconds.is_finite() && seconds >= 0.0).then(|| Duration::from_secs_f64(seconds.min(1e9)));
    }
    let date = chrono::DateTime::parse_from_rfc2822(text.trim()).ok()?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    Some(Duration::from_secs(u64::try_from(date.timestamp()).ok()?.saturating_sub(now)))
}

/// Half a second, doubled each time, at most eight, with up to a quarter less.
fn backoff(attempt: u32) -> Duration {
    let full = Duration::from_millis(500).saturating_mul(1 << attempt.min(4)).min(Duration::from_secs(8));
    let noise = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.subsec_nanos()) % 1000;
    full - full * noise / 4000
}

/// RFC 6749 section 2.3.1: both halves are form-urlencoded before they are joined.
fn basic(id: &str, secret: &str) -> String {
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|b| match b {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(b).to_string(),
                _ => format!("%{b:02X}"),
            })
            .collect()
    };
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encode(id), encode(secret))))
}

/// A value of a type, if the JSON is one.
#[allow(dead_code)] // an API without unions has no use for it
pub(crate) fn read<T: serde::de::DeserializeOwned>(value: &serde_json::Value) -> Option<Box<T>> {
    T::deserialize(value).ok().map(Box::new)
}
