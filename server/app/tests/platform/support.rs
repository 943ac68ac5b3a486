//! A platform of its own for each test, on a free port, in a temporary folder.

use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use covenant_server::clock::Clock;
use covenant_server::config::Config;
use covenant_server::serve::{self, Options, Ready};
use covenant_server::store::Sqlite;
use reqwest::{RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

pub(crate) struct Platform {
    pub(crate) url: String,
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) database: PathBuf,
    pub(crate) http: reqwest::Client,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    served: Option<tokio::task::JoinHandle<()>>,
    _folder: tempfile::TempDir,
}

/// A quick configuration: the cheapest hash.
pub(crate) fn config() -> Config {
    let mut config = Config::default();
    config.server.addr = "127.0.0.1:0".into();
    config.server.shutdown_grace_seconds = 2;
    config.oauth.bcrypt_cost = 8;
    config.oauth.hash_queue = 200;
    config
}

pub(crate) async fn start() -> Platform {
    start_with(config()).await
}

pub(crate) async fn start_with(mut config: Config) -> Platform {
    let folder = tempfile::tempdir().unwrap();
    config.database.path = folder.path().join("test.sqlite");
    config.check().unwrap();
    let database = config.database.path.clone();
    let (tell, told) = mpsc::channel::<Ready>();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let served = tokio::spawn(async move {
        let options = Options { sample: true, credentials_file: None };
        let ready = move |ready: &Ready| tell.send(ready.clone()).unwrap();
        let stopped = async move { drop(stopped.await) };
        serve::run(&config, &options, Clock::system(), ready, stopped).await.unwrap();
    });
    let ready = loop {
        if let Ok(ready) = told.try_recv() {
            break ready;
        }
        assert!(!served.is_finished(), "the platform did not start");
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    Platform {
        url: ready.base_url,
        id: ready.client_id.unwrap(),
        secret: ready.client_secret.unwrap(),
        database,
        http: reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap(),
        stop: Some(stop),
        served: Some(served),
        _folder: folder,
    }
}

impl Platform {
    /// Ends it and waits until it has ended.
    pub(crate) async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(served) = self.served.take() {
            served.await.unwrap();
        }
    }

    pub(crate) fn to(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// A form to the token endpoint, without credentials.
    pub(crate) fn ask(&self, body: &str) -> RequestBuilder {
        self.http
            .post(self.to("/oauth/token"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.to_owned())
    }

    /// The same as the first client.
    pub(crate) fn ask_as_admin(&self, body: &str) -> RequestBuilder {
        self.ask(body).basic_auth(&self.id, Some(&self.secret))
    }

    pub(crate) async fn token_of(&self, id: &str, secret: &str, scope: &str) -> String {
        let body = format!("grant_type=client_credentials&scope={}", scope.replace(' ', "+"));
        let response = self.ask(&body).basic_auth(id, Some(secret)).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let body: Value = response.json().await.unwrap();
        body["access_token"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn token(&self, scope: &str) -> String {
        self.token_of(&self.id, &self.secret, scope).await
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Response {
        self.http.get(self.to(path)).bearer_auth(token).send().await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, token: &str, body: &Value) -> Response {
        self.http.post(self.to(path)).bearer_auth(token).json(body).send().await.unwrap()
    }

    /// Registers a client: its id and secret.
    pub(crate) async fn register(&self, scopes: &[&str], rpm: Option<u32>) -> (String, String) {
        let token = self.token("api_clients:write").await;
        let mut body = json!({ "name": "Test", "scopes": scopes });
        if let Some(rpm) = rpm {
            body["rate_limit_rpm"] = rpm.into();
        }
        let response = self.post("/v1/api-clients", &token, &body).await;
        assert_eq!(response.status(), StatusCode::CREATED);
        let body: Value = response.json().await.unwrap();
        (body["client_id"].as_str().unwrap().to_owned(), body["client_secret"].as_str().unwrap().to_owned())
    }

    /// The database, seen from outside.
    pub(crate) async fn store(&self) -> Sqlite {
        Sqlite::open(&self.database, 1, Duration::from_secs(5)).await.unwrap()
    }
}

pub(crate) fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |v| v.to_str().unwrap())
}

/// Status, `error` and `code` of an OAuth error, after checking what all of them have.
pub(crate) async fn oauth_error(response: Response) -> (u16, String, String) {
    assert_eq!(header(&response, "content-type"), "application/json");
    assert_eq!(header(&response, "cache-control"), "no-store");
    assert_eq!(header(&response, "pragma"), "no-cache");
    let status = response.status().as_u16();
    let body: Value = response.json().await.unwrap();
    let text = |key: &str| body[key].as_str().unwrap_or_default().to_owned();
    assert!(text("error_description").bytes().all(|b| matches!(b, 0x20 | 0x21 | 0x23..=0x5B | 0x5D..=0x7E)), "{body}");
    assert_eq!(text("code"), text("error").to_uppercase());
    (status, text("error"), text("code"))
}

/// Status and `code` of a problem, after checking what all of them have (C95).
pub(crate) async fn problem(response: Response) -> (u16, String, Value) {
    assert_eq!(header(&response, "content-type"), "application/problem+json");
    let status = response.status().as_u16();
    let request_id = header(&response, "x-request-id").to_owned();
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["status"], status);
    assert_eq!(body["request_id"], request_id.as_str());
    assert!(body["instance"].as_str().is_some_and(|i| i.ends_with(&request_id)), "{body}");
    assert!(body["type"].is_string() && body["title"].is_string(), "{body}");
    (status, body["code"].as_str().unwrap_or_default().to_owned(), body)
}
