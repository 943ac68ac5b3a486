//! The token endpoint and introspection.

use std::time::{Duration, Instant};

use covenant_server::clients::NewClient;
use covenant_server::clock::Clock;
use covenant_server::store::{ApiClient, ClientKind, ClientStatus, ClientStore, OrganisationStore};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{config, header, oauth_error, problem, start, start_with};

const GRANT: &str = "grant_type=client_credentials&scope=invoices%3Aread";

fn refused(status: u16, error: &str) -> (u16, String, String) {
    (status, error.to_owned(), error.to_uppercase())
}

#[tokio::test]
async fn c01_get_is_405_and_names_post() {
    let platform = start().await;
    let response = platform.http.get(platform.to("/oauth/token?grant_type=client_credentials")).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(header(&response, "allow"), "POST");
    assert!(!response.text().await.unwrap().contains("access_token"));
    platform.stop().await;
}

#[tokio::test]
async fn c02_c03_c04_c07_c09_requests_are_read_strictly() {
    let platform = start().await;
    let (id, secret) = (platform.id.clone(), platform.secret.clone());
    let invalid = refused(400, "invalid_request");
    // C02: nothing in the URI.
    let query = platform.to(&format!("/oauth/token?client_id={id}&client_secret={secret}"));
    let response = platform.http.post(query).form(&[("grant_type", "client_credentials")]).send().await.unwrap();
    assert_eq!(oauth_error(response).await, invalid);
    // C03: nothing twice.
    for body in [format!("{GRANT}&scope=invoices%3Aread"), format!("{GRANT}&grant_type=client_credentials")] {
        assert_eq!(oauth_error(platform.ask_as_admin(&body).send().await.unwrap()).await, invalid, "{body}");
    }
    // C04: empty is absent, unknown is ignored.
    let body = format!("{GRANT}&client_id=&resource=&audience=&colour=blue");
    assert_eq!(platform.ask_as_admin(&body).send().await.unwrap().status(), StatusCode::OK);
    // C07: one way of authentication.
    let body = format!("{GRANT}&client_id={id}&client_secret={secret}");
    assert_eq!(oauth_error(platform.ask_as_admin(&body).send().await.unwrap()).await, invalid);
    // C09: one client.
    let body = format!("{GRANT}&client_id=cl_00000000000000000000000000000000");
    assert_eq!(oauth_error(platform.ask_as_admin(&body).send().await.unwrap()).await, invalid);
    platform.stop().await;
}

#[tokio::test]
async fn c05_grant_types() {
    let platform = start().await;
    for (body, error) in [
        ("scope=invoices%3Aread", "invalid_request"),
        ("grant_type=&scope=invoices%3Aread", "invalid_request"),
        ("grant_type=password&username=u&password=p", "unsupported_grant_type"),
        ("grant_type=Client_Credentials&scope=invoices%3Aread", "unsupported_grant_type"),
    ] {
        assert_eq!(oauth_error(platform.ask_as_admin(body).send().await.unwrap()).await, refused(400, error), "{body}");
    }
    platform.stop().await;
}

#[tokio::test]
async fn c06_c10_c11_c12_authentication_and_the_shape_of_answers() {
    let platform = start().await;
    let wrong = platform.ask(GRANT).basic_auth(&platform.id, Some("wrong")).send().await.unwrap();
    assert!(header(&wrong, "www-authenticate").starts_with("Basic realm="));
    assert_eq!(oauth_error(wrong).await, refused(401, "invalid_client"));
    let body = format!("{GRANT}&client_id={}&client_secret=wrong", platform.id);
    assert_eq!(oauth_error(platform.ask(&body).send().await.unwrap()).await, refused(401, "invalid_client"));
    assert_eq!(oauth_error(platform.ask(GRANT).send().await.unwrap()).await, refused(401, "invalid_client"));
    let broken = platform.ask(GRANT).header("authorization", "Basic !!!").send().await.unwrap();
    assert_eq!(oauth_error(broken).await, refused(401, "invalid_client"));

    let request = platform.ask_as_admin(GRANT).build().unwrap();
    let field = request.headers()["authorization"].to_str().unwrap().replacen("Basic", "bASIC", 1);
    let response = platform.ask(GRANT).header("authorization", field).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(&response, "content-type"), "application/json");
    assert_eq!(header(&response, "cache-control"), "no-store");
    assert_eq!(header(&response, "pragma"), "no-cache");
    let body: Value = response.json().await.unwrap();
    assert_eq!((&body["token_type"], &body["expires_in"]), (&json!("Bearer"), &json!(600)));
    assert_eq!(body["scope"], "invoices:read");
    assert_eq!(body.as_object().unwrap().len(), 4, "no refresh token: {body}");
    platform.stop().await;
}

#[tokio::test]
async fn the_body_may_hold_credentials_and_may_be_json() {
    let platform = start().await;
    let form = format!("{GRANT}&client_id={}&client_secret={}", platform.id, platform.secret);
    assert_eq!(platform.ask(&form).send().await.unwrap().status(), StatusCode::OK);
    let mut body = json!({
        "grant_type": "client_credentials", "client_id": platform.id, "client_secret": platform.secret,
        "scope": "invoices:read payments:read", "resource": platform.url, "audience": platform.url,
    });
    let post = |body: &Value| platform.http.post(platform.to("/oauth/token")).json(body).send();
    let response = post(&body).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let granted: Value = response.json().await.unwrap();
    assert_eq!(granted["scope"], "invoices:read payments:read");
    body["resource"] = json!([platform.url, platform.url]);
    assert_eq!(post(&body).await.unwrap().status(), StatusCode::OK);
    // C03: duplicate members of JSON too.
    let twice = r#"{"grant_type":"client_credentials","scope":"invoices:read","scope":"payments:read"}"#;
    let request = platform.http.post(platform.to("/oauth/token")).header("content-type", "application/json");
    let response = request.basic_auth(&platform.id, Some(&platform.secret)).body(twice).send().await.unwrap();
    assert_eq!(oauth_error(response).await, refused(400, "invalid_request"));
    platform.stop().await;
}

#[tokio::test]
async fn c13_nothing_that_was_sent_comes_back() {
    let platform = start().await;
    for canary in ["zq\"canary", "zq\\canary", "zq\r\ncanary", "zqcänary", "zq<canary>", "zq\u{0}canary"] {
        let sent: String = canary.bytes().map(|b| format!("%{b:02X}")).collect();
        for body in [
            format!("grant_type={sent}"),
            format!("grant_type=client_credentials&scope={sent}"),
            format!("grant_type=client_credentials&scope=invoices:read&resource={sent}"),
            format!("{sent}={sent}&{sent}={sent}"),
            format!("grant_type=client_credentials&client_id={sent}"),
        ] {
            let response = platform.ask_as_admin(&body).send().await.unwrap();
            assert!(response.status().is_client_error(), "{body}");
            let headers = format!("{:?}", response.headers());
            let text = response.text().await.unwrap();
            assert!(!text.contains("zq") && !headers.contains("zq"), "{body} -> {text}");
        }
    }
    platform.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c21_failures_are_throttled_before_bcrypt() {
    let platform = start().await;
    for id in [platform.id.clone(), "cl_unknown".to_owned()] {
        for n in 0..10 {
            let response = platform.ask(GRANT).basic_auth(&id, Some(format!("wrong{n}"))).send().await.unwrap();
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{id} {n}");
        }
        let response = platform.ask(GRANT).basic_auth(&id, Some("wrong")).send().await.unwrap();
        let wait: u32 = header(&response, "retry-after").parse().unwrap();
        assert!((1..=60).contains(&wait));
        assert_eq!(oauth_error(response).await, refused(429, "slow_down"));
    }
    platform.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c22_a_flood_of_secrets_is_shed_and_calls_go_on() {
    let mut config = config();
    config.oauth.bcrypt_cost = 10;
    config.oauth.hash_workers = Some(1);
    config.oauth.hash_queue = 4;
    let platform = start_with(config).await;
    let token = platform.token("invoices:read").await;
    let flood = futures::future::join_all((0..40).map(|n| {
        let request = platform.ask(GRANT).basic_auth(format!("cl_{n}"), Some("wrong"));
        async move { request.send().await.unwrap() }
    }));
    let calls = async {
        let mut slowest = Duration::ZERO;
        for _ in 0..20 {
            let started = Instant::now();
            assert_eq!(platform.get("/v1/invoices?limit=1", &token).await.status(), StatusCode::OK);
            slowest = slowest.max(started.elapsed());
        }
        slowest
    };
    let (answers, slowest) = futures::future::join(flood, calls).await;
    let shed: Vec<_> = answers.iter().filter(|r| r.status() == StatusCode::SERVICE_UNAVAILABLE).collect();
    assert!(shed.len() >= 30, "{} of 40 were shed", shed.len());
    assert!(shed.iter().all(|r| header(r, "retry-after").parse::<u32>().is_ok_and(|s| s >= 1)));
    assert!(slowest < Duration::from_secs(1), "the slowest call took {slowest:?}");
    platform.stop().await;
}

#[tokio::test]
async fn c24_a_public_client_cannot_use_client_credentials() {
    let platform = start().await;
    let store = platform.store().await;
    let admin = store.client(&platform.id).await.unwrap().unwrap();
    let public = ApiClient {
        client_id: "cl_0192f3a47c5e7b1d8a3f5e6c7d8b9a99".into(),
        kind: ClientKind::Public,
        status: ClientStatus::Active,
        ..admin
    };
    insert(&store, &public).await;
    let body = format!("{GRANT}&client_id={}", public.client_id);
    assert_eq!(oauth_error(platform.ask(&body).send().await.unwrap()).await, refused(400, "unauthorized_client"));
    platform.stop().await;
}

/// Adds a client of a kind that cannot be registered over HTTP.
async fn insert(store: &covenant_server::store::Sqlite, client: &ApiClient) {
    use covenant_server::events::audit;
    use covenant_server::store::NewSecret;
    let secret = NewSecret {
        secret_id: "sec_test".into(),
        hash: format!("$2b$08${}", "x".repeat(53)),
        last4: "xxxx".into(),
        created_at: 1,
        expires_at: None,
    };
    let entry = audit(&client.org_id, 1, "test", "test", &client.client_id, &json!({}));
    store.create_client(client, &secret, &entry).await.unwrap();
}

#[tokio::test]
async fn c27_c28_c29_scopes_are_all_or_nothing_and_the_three_refusals_are_one() {
    let platform = start().await;
    let (id, secret) = platform.register(&["invoices:read", "vendors:read"], None).await;
    let store = platform.store().await;
    let org = store.first_organisation().await.unwrap().unwrap().org_id;
    let grants: Vec<String> = store.policy(&org).await.unwrap().into_iter().filter(|s| s != "vendors:read").collect();
    let entry = covenant_server::events::audit(&org, 1, "test", "policy", &org, &json!({}));
    store.set_policy(&org, &grants, &entry).await.unwrap();
    // Another process changed the policy: seen within a second.
    tokio::time::sleep(Duration::from_millis(1100)).await;

    let mut bodies = Vec::new();
    for scope in
        ["zzz:read", "payments:read", "vendors:read", "invoices:read+vendors:read", "invoices:read++x", "", "%22"]
    {
        let body = format!("grant_type=client_credentials&scope={scope}");
        let response = platform.ask(&body).basic_auth(&id, Some(&secret)).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{scope}");
        bodies.push(response.text().await.unwrap());
    }
    let without = platform.ask("grant_type=client_credentials").basic_auth(&id, Some(&secret)).send().await.unwrap();
    bodies.push(without.text().await.unwrap());
    let body: Value = serde_json::from_str(&bodies[0]).unwrap();
    assert_eq!((&body["error"], &body["code"]), (&json!("invalid_scope"), &json!("INVALID_SCOPE")));
    assert!(bodies.iter().all(|b| *b == bodies[0]), "{bodies:#?}");
    // C26: duplicates collapse.
    let body = "grant_type=client_credentials&scope=invoices:read+invoices:read";
    let response = platform.ask(body).basic_auth(&id, Some(&secret)).send().await.unwrap();
    assert_eq!(response.json::<Value>().await.unwrap()["scope"], "invoices:read");
    platform.stop().await;
}

#[tokio::test]
async fn c87_another_resource_is_invalid_target() {
    let platform = start().await;
    for target in ["resource=https%3A%2F%2Fother.example", "audience=other", "resource=not+a+uri", "resource=%2F"] {
        let body = format!("{GRANT}&{target}");
        assert_eq!(
            oauth_error(platform.ask_as_admin(&body).send().await.unwrap()).await,
            refused(400, "invalid_target")
        );
    }
    platform.stop().await;
}

#[tokio::test]
async fn c73_c74_c75_c76_introspection() {
    let platform = start().await;
    let token = platform.token("invoices:read").await;
    let introspect = |form: &[(&str, &str)]| platform.http.post(platform.to("/v1/token/introspect")).form(form);
    let as_admin = |form: &[(&str, &str)]| introspect(form).basic_auth(&platform.id, Some(&platform.secret));

    let response = as_admin(&[("token", token.as_str()), ("token_type_hint", "refresh_token")]).send().await.unwrap();
    assert_eq!(header(&response, "cache-control"), "no-store");
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["active"], true);
    assert_eq!((&body["scope"], &body["client_id"]), (&json!("invoices:read"), &json!(platform.id)));
    assert_eq!(body["sub"], format!("client:{}", platform.id));
    assert_eq!((&body["iss"], &body["aud"]), (&json!(platform.url), &json!(platform.url)));
    assert_eq!(body["exp"].as_i64().unwrap() - body["iat"].as_i64().unwrap(), 600);
    assert!(body["jti"].is_string() && body["token_type"] == "Bearer");

    // C74: everything else is not active, and nothing more is said.
    let broken = format!("{}x", &token[..token.len() - 1]);
    for other in ["nonsense", "a.b.c", broken.as_str()] {
        let response = as_admin(&[("token", other)]).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.text().await.unwrap(), r#"{"active":false}"#, "{other}");
    }
    // C73
    let response = introspect(&[("token", &token)]).send().await.unwrap();
    assert!(!header(&response, "www-authenticate").is_empty());
    assert_eq!(oauth_error(response).await.0, 401);
    let wrong = introspect(&[("token", &token)]).basic_auth(&platform.id, Some("wrong")).send().await.unwrap();
    assert_eq!(oauth_error(wrong).await, refused(401, "invalid_client"));
    let response = introspect(&[("token", &token)]).bearer_auth(&token).send().await.unwrap();
    assert_eq!(problem(response).await.1, "INSUFFICIENT_SCOPE");
    let asker = platform.token("tokens:introspect").await;
    let body: Value = introspect(&[("token", &token)]).bearer_auth(&asker).send().await.unwrap().json().await.unwrap();
    assert_eq!(body["active"], true);
    let body = [("token", token.as_str()), ("client_id", &platform.id), ("client_secret", &platform.secret)];
    assert_eq!(introspect(&body).send().await.unwrap().json::<Value>().await.unwrap()["active"], true);
    // C76
    assert_eq!(oauth_error(as_admin(&[("x", "y")]).send().await.unwrap()).await, refused(400, "invalid_request"));
    let response = platform.http.get(platform.to("/v1/token/introspect")).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    platform.stop().await;
}

#[tokio::test]
async fn c75_c90_a_client_of_another_organisation_sees_nothing() {
    let platform = start().await;
    let token = platform.token("invoices:read").await;
    let (id, secret) = foreign_client(&platform).await;
    let response = platform
        .http
        .post(platform.to("/v1/token/introspect"))
        .basic_auth(&id, Some(&secret))
        .form(&[("token", &token)])
        .send()
        .await
        .unwrap();
    assert_eq!(response.text().await.unwrap(), r#"{"active":false}"#);
    platform.stop().await;
}

/// A client with all scopes in an organisation of its own.
pub(crate) async fn foreign_client(platform: &crate::support::Platform) -> (String, String) {
    use covenant_server::platform::Platform;
    use covenant_server::store::{Organisation, Store};
    use std::sync::Arc;
    let store: Arc<dyn Store> = Arc::new(platform.store().await);
    let org = Organisation { org_id: "org_foreign".into(), name: "Foreign".into(), created_at: i64::MAX };
    let contract = covenant_server::erp::contract();
    let scopes: Vec<String> = contract.operations.all().map(str::to_owned).collect();
    store.add_organisation(&org, &scopes).await.unwrap();
    let inner = Platform::start(&config(), contract, store, Clock::system(), &platform.url).await.unwrap();
    let new = NewClient { name: "Foreign".into(), external_id: None, scopes, rate_limit_rpm: None };
    let credentials = covenant_server::bootstrap::register(&inner, "org_foreign", &new).await.unwrap();
    (credentials.client_id, credentials.client_secret)
}

/// The clock's part of C14 is a benchmark: `cargo bench -p covenant-server`.
#[tokio::test]
async fn c14_unknown_revoked_and_wrong_look_the_same() {
    let platform = start().await;
    let (revoked, right) = platform.register(&["invoices:read"], None).await;
    let token = platform.token("api_clients:write").await;
    let path = format!("/v1/api-clients/{revoked}/revoke");
    assert_eq!(platform.post(&path, &token, &json!({})).await.status(), StatusCode::OK);
    let unknown = "cl_0192f3a47c5e7b1d8a3f5e6c7d8b9a01".to_owned();
    let mut answers = Vec::new();
    for id in [unknown, revoked, platform.id.clone()] {
        let grant = "grant_type=client_credentials&scope=invoices%3Aread";
        let response = platform.ask(grant).basic_auth(&id, Some(&right)).send().await.unwrap();
        answers.push((response.status(), response.text().await.unwrap()));
    }
    assert_eq!(answers[0].0, StatusCode::UNAUTHORIZED);
    assert!(answers.windows(2).all(|w| w[0] == w[1]), "{answers:?}");
    platform.stop().await;
}
