//! The server as a process of its own: what it prints, how it ends, and what survives a kill.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use reqwest::StatusCode;
use serde_json::{Value, json};

/// A running server; killed when the test ends, whatever happens.
struct Server {
    child: Child,
    ready: Value,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_covenant-server"))
            .args(["serve", "--addr", "127.0.0.1:0", "--sample", "--json"])
            .arg("--database")
            .arg(folder.join("platform.sqlite"))
            .arg("--credentials-file")
            .arg(folder.join("credentials.json"))
            .env("COVENANT_OAUTH_BCRYPT_COST", "8")
            .stdout(Stdio::piped())
            .stderr(std::fs::File::options().create(true).append(true).open(folder.join("log")).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let ready = serde_json::from_str(&line).unwrap_or_else(|_| panic!("not ready: {line:?}"));
        Self { child, ready }
    }

    fn text(&self, key: &str) -> &str {
        self.ready[key].as_str().unwrap()
    }

    async fn token(&self, http: &reqwest::Client, scope: &str) -> String {
        let response = http
            .post(format!("{}/oauth/token", self.text("base_url")))
            .basic_auth(self.text("client_id"), Some(self.text("client_secret")))
            .form(&[("grant_type", "client_credentials"), ("scope", scope)])
            .send()
            .await
            .unwrap();
        let body: Value = response.json().await.unwrap();
        body["access_token"].as_str().unwrap_or_else(|| panic!("{body}")).to_owned()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_in_a_burst_of_registrations_loses_no_acknowledged_client() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged: Vec<(String, String)> = Vec::new();
    for round in 0..3 {
        let mut server = Server::start(folder.path());
        let http = reqwest::Client::new();
        let token = server.token(&http, "api_clients:write").await;
        let url = format!("{}/v1/api-clients", server.text("base_url"));
        let over = Arc::new(AtomicBool::new(false));
        let workers: Vec<_> = (0..8)
            .map(|worker| {
                let (http, token, url, over) = (http.clone(), token.clone(), url.clone(), Arc::clone(&over));
                tokio::spawn(async move {
                    let mut done = Vec::new();
                    for n in 0.. {
                        if over.load(Ordering::SeqCst) {
                            break;
                        }
                        let body = json!({
                            "name": "Burst", "external_id": format!("{round}-{worker}-{n}"), "scopes": ["invoices:read"]
                        });
                        let Ok(response) = http.post(&url).bearer_auth(&token).json(&body).send().await else { break };
                        if response.status() != StatusCode::CREATED {
                            continue;
                        }
                        // Acknowledged is what arrived whole.
                        let Ok(body) = response.json::<Value>().await else { break };
                        let text = |key: &str| body[key].as_str().unwrap().to_owned();
                        done.push((text("client_id"), text("client_secret")));
                    }
                    done
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(900)).await;
        // SIGKILL, in the middle of it.
        server.child.kill().unwrap();
        over.store(true, Ordering::SeqCst);
        let before = acknowledged.len();
        for worker in workers {
            acknowledged.extend(worker.await.unwrap());
        }
        assert!(acknowledged.len() > before + 10, "the burst was a burst: {} clients", acknowledged.len() - before);
    }

    let server = Server::start(folder.path());
    let http = reqwest::Client::new();
    let token = server.token(&http, "api_clients:read").await;
    let base = server.text("base_url");
    for (id, _) in &acknowledged {
        let response = http.get(format!("{base}/v1/api-clients/{id}")).bearer_auth(&token).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{id} is lost");
    }
    // Their secrets work too.
    for (id, secret) in acknowledged.iter().step_by(10) {
        let form = [("grant_type", "client_credentials"), ("scope", "invoices:read")];
        let request = http.post(format!("{base}/oauth/token")).basic_auth(id, Some(secret)).form(&form);
        assert_eq!(request.send().await.unwrap().status(), StatusCode::OK, "the secret of {id} is lost");
    }
}

#[tokio::test]
async fn c103_standard_output_is_one_line_and_the_log_holds_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    assert_eq!(server.ready["pid"], server.child.id());
    assert!(server.ready["scopes"].as_array().is_some_and(|s| s.contains(&json!("invoices:read"))));
    assert_eq!(server.text("database"), folder.path().join("platform.sqlite").to_str().unwrap());
    let http = reqwest::Client::new();
    let token = server.token(&http, "invoices:read invoices:write api_clients:write").await;
    let base = server.text("base_url").to_owned();
    let canaries = ["canary-query", "canary-path", "canary-cookie", "canary-body", "canary-header"];
    let created: Value = http
        .post(format!("{base}/v1/api-clients?x=canary-query"))
        .bearer_auth(&token)
        .header("cookie", "session=canary-cookie")
        .header("x-custom", "canary-header")
        .json(&json!({ "name": "canary-body", "scopes": ["invoices:read"] }))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    http.get(format!("{base}/canary-path")).send().await.unwrap();
    let _ = http.post(format!("{base}/oauth/token")).basic_auth("canary-query", Some("canary-body")).send().await;

    let pid = server.child.id().to_string();
    let stopped = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
    assert!(stopped.success());
    let status = server.child.wait().unwrap();
    assert!(status.success(), "SIGTERM ends it in order: {status}");
    let mut rest = String::new();
    server.child.stdout.take().unwrap().read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "", "nothing else on standard output");

    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.lines().count() > 4 && log.contains("\"route\":\"/v1/api-clients\""), "{log}");
    assert!(log.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "{log}");
    let secret = created["client_secret"].as_str().unwrap();
    for canary in canaries.into_iter().chain([token.as_str(), secret, server.text("client_secret")]) {
        assert!(!log.contains(canary), "{canary} is in the log");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn credentials_are_shown_again_from_a_file_that_only_its_owner_may_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let first = Server::start(folder.path()).ready.clone();
    for name in ["credentials.json", "platform.sqlite"] {
        let mode = std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name} {mode:o}");
    }
    let second = Server::start(folder.path());
    assert_eq!(second.ready["client_id"], first["client_id"]);
    assert_eq!(second.ready["client_secret"], first["client_secret"]);
    second.token(&reqwest::Client::new(), "invoices:read").await;
}

#[test]
fn the_first_client_can_be_made_without_sample_data() {
    let folder = tempfile::tempdir().unwrap();
    let run = |more: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_covenant-server"))
            .args(["create-client", "--name", "Admin", "--scopes", "api_clients:read api_clients:write", "--database"])
            .arg(folder.path().join("p.sqlite"))
            .args(more)
            .env("COVENANT_OAUTH_BCRYPT_COST", "8")
            .output()
            .unwrap()
    };
    let refused = run(&[]);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--organisation"));
    for more in [&["--organisation", "Acme"][..], &[]] {
        let made = run(more);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let credentials: Value = serde_json::from_slice(&made.stdout).unwrap();
        assert!(credentials["client_id"].as_str().is_some_and(|id| id.starts_with("cl_")));
        assert!(credentials["client_secret"].as_str().is_some_and(|s| s.starts_with("cvs_")));
    }
}

#[test]
fn mistakes_end_with_an_error_that_names_them() {
    let run = |arguments: &[&str], variable: (&str, &str)| {
        let out =
            Command::new(env!("CARGO_BIN_EXE_covenant-server")).args(arguments).env(variable.0, variable.1).output();
        let out = out.unwrap();
        assert!(!out.status.success());
        assert!(out.stdout.is_empty());
        String::from_utf8(out.stderr).unwrap()
    };
    let none = ("X", "");
    assert!(run(&["serve", "--addr", "nowhere"], none).contains("server.addr must be IP:PORT"));
    assert!(run(&["serve"], ("COVENANT_OAUTH_TOKEN_TTL_SECONDS", "901")).contains("oauth.token_ttl_seconds"));
    assert!(run(&["serve", "--config", "/nowhere.toml"], none).contains("/nowhere.toml"));
    let database = ["serve", "--addr", "127.0.0.1:0", "--database", "/nowhere/x.sqlite"];
    assert!(run(&database, none).contains("/nowhere/x.sqlite"));
}
