//! API clients: registering, reading, revoking.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{header, oauth_error, problem, start};

const ALL: &str = "api_clients:read api_clients:write invoices:read";

#[tokio::test]
async fn c17_c19_a_secret_is_shown_once_and_stored_as_a_hash_only() {
    let platform = start().await;
    let token = platform.token(ALL).await;
    let body = json!({ "name": "Billing sync", "scopes": ["payments:write", "invoices:read"], "rate_limit_rpm": 7 });
    let response = platform.post("/v1/api-clients", &token, &body).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let location = header(&response, "location").to_owned();
    let created: Value = response.json().await.unwrap();
    let secret = created["client_secret"].as_str().unwrap();
    assert!(secret.starts_with("cvs_") && secret.len() < 72);
    assert_eq!(created["scopes"], json!(["invoices:read", "payments:write"]));
    assert_eq!((&created["status"], &created["rate_limit_rpm"]), (&json!("ACTIVE"), &json!(7)));
    assert_eq!(created["api_version"], "2026-11-21");
    assert_eq!(created["secrets"][0]["last4"], secret[secret.len() - 4..]);

    let read: Value = platform.get(&location, &token).await.json().await.unwrap();
    let mut expected = created.clone();
    expected.as_object_mut().unwrap().remove("client_secret");
    assert_eq!(read, expected);

    let works = platform.token_of(created["client_id"].as_str().unwrap(), secret, "invoices:read").await;
    assert_eq!(platform.get("/v1/invoices", &works).await.status(), StatusCode::OK);

    // Neither the file nor the write-ahead log hold any of it.
    let body = &secret.as_bytes()[4..47];
    for suffix in ["", "-wal"] {
        let mut path = platform.database.clone().into_os_string();
        path.push(suffix);
        let bytes = std::fs::read(path).unwrap_or_default();
        assert!(!bytes.windows(body.len()).any(|w| w == body), "the secret is in the database{suffix}");
        assert!(suffix.is_empty() || bytes.windows(7).any(|w| w == b"$2b$08$"), "its hash is");
    }
    platform.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c102_registration_is_idempotent_by_external_id() {
    let platform = start().await;
    let token = platform.token(ALL).await;
    let body = json!({ "name": "Sync", "external_id": "sync-1", "scopes": ["invoices:read", "vendors:read"] });
    let answers = futures::future::join_all((0..20).map(|_| platform.post("/v1/api-clients", &token, &body))).await;
    let (mut ids, mut secrets, mut created) = (Vec::new(), 0, 0);
    for response in answers {
        created += u32::from(response.status() == StatusCode::CREATED);
        assert!(response.status().is_success());
        let body: Value = response.json().await.unwrap();
        ids.push(body["client_id"].as_str().unwrap().to_owned());
        secrets += u32::from(body.get("client_secret").is_some());
    }
    ids.dedup();
    assert_eq!((ids.len(), secrets, created), (1, 1, 1));

    // The order of scopes has no meaning.
    let again = json!({ "name": "Sync", "external_id": "sync-1", "scopes": ["vendors:read", "invoices:read"] });
    let response = platform.post("/v1/api-clients", &token, &again).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.json::<Value>().await.unwrap().get("client_secret").is_none());
    let other = json!({ "name": "Sync", "external_id": "sync-1", "scopes": ["invoices:read"] });
    let (status, code, _) = problem(platform.post("/v1/api-clients", &token, &other).await).await;
    assert_eq!((status, code.as_str()), (409, "CONFLICT"));
    platform.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_registration_is_named() {
    let platform = start().await;
    let token = platform.token(ALL).await;
    for (body, place) in [
        (json!({ "name": "x", "scopes": ["zzz:read"] }), "/scopes/0"),
        (json!({ "name": "x", "scopes": ["invoices:read", "invoices:read"] }), "/scopes"),
        (json!({ "name": "x", "scopes": [] }), "/scopes"),
        (json!({ "name": "x", "scopes": ["invoices:read"], "rate_limit_rpm": 0 }), "/rate_limit_rpm"),
        (json!({ "name": "x", "scopes": ["invoices:read"], "client_id": "cl_mine" }), "/client_id"),
        (json!({ "name": "  ", "scopes": ["invoices:read"] }), "/name"),
    ] {
        let (status, _, answer) = problem(platform.post("/v1/api-clients", &token, &body).await).await;
        assert_eq!(status, 400);
        let pointers: Vec<&str> =
            answer["errors"].as_array().unwrap().iter().filter_map(|e| e["pointer"].as_str()).collect();
        assert!(pointers.iter().any(|p| p.starts_with(place)), "{place}: {answer}");
    }
    platform.stop().await;
}

#[tokio::test]
async fn revoking_ends_tokens_and_secrets_at_once_and_for_good() {
    let platform = start().await;
    let token = platform.token(ALL).await;
    let (id, secret) = platform.register(&["invoices:read"], None).await;
    let theirs = platform.token_of(&id, &secret, "invoices:read").await;
    assert_eq!(platform.get("/v1/invoices", &theirs).await.status(), StatusCode::OK);

    let path = format!("/v1/api-clients/{id}/revoke");
    let revoked: Value = platform.post(&path, &token, &json!({})).await.json().await.unwrap();
    assert_eq!((&revoked["status"], &revoked["secrets"]), (&json!("REVOKED"), &json!([])));
    assert_eq!(platform.get("/v1/invoices", &theirs).await.status(), StatusCode::UNAUTHORIZED);
    let request = platform.ask("grant_type=client_credentials&scope=invoices%3Aread").basic_auth(&id, Some(&secret));
    assert_eq!(oauth_error(request.send().await.unwrap()).await.1, "invalid_client");
    let body: Value = platform
        .http
        .post(platform.to("/v1/token/introspect"))
        .basic_auth(&platform.id, Some(&platform.secret))
        .form(&[("token", &theirs)])
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(body, json!({ "active": false }));

    // C77 aside, revoking again changes nothing.
    let again: Value = platform.post(&path, &token, &json!({})).await.json().await.unwrap();
    assert_eq!(again, revoked);
    let unknown = "/v1/api-clients/cl_0192f3a47c5e7b1d8a3f5e6c7d8b9a01/revoke";
    assert_eq!(problem(platform.post(unknown, &token, &json!({})).await).await.0, 404);
    platform.stop().await;
}

#[tokio::test]
async fn lists_hold_every_client_once_newest_first() {
    let platform = start().await;
    let mut made = vec![platform.id.clone()];
    for _ in 0..7 {
        made.push(platform.register(&["invoices:read"], None).await.0);
    }
    made.reverse();
    let token = platform.token(ALL).await;
    let (mut seen, mut path) = (Vec::new(), "/v1/api-clients?limit=3".to_owned());
    loop {
        let page: Value = platform.get(&path, &token).await.json().await.unwrap();
        seen.extend(page["data"].as_array().unwrap().iter().map(|c| c["client_id"].as_str().unwrap().to_owned()));
        assert!(!page.to_string().contains("client_secret") && !page.to_string().contains("$2b$"));
        let Some(next) = page["next_cursor"].as_str() else { break };
        path = format!("/v1/api-clients?limit=3&cursor={next}");
    }
    assert_eq!(seen, made);
    let none: Value = platform.get("/v1/api-clients?status=REVOKED", &token).await.json().await.unwrap();
    assert_eq!(none, json!({ "data": [], "next_cursor": null }));
    platform.stop().await;
}
