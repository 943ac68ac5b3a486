//! The generated service, driven over HTTP: what it refuses, and what it hands over.

mod demo;

use demo::client;
use poem::http::StatusCode;
use serde_json::{Value, json};

async fn body(response: poem::test::TestResponse) -> Value {
    serde_json::from_slice(&response.0.into_body().into_vec().await.expect("a body")).expect("JSON")
}

#[tokio::test]
async fn unknown_paths_and_methods_are_problems() {
    let (client, _) = client();
    let response = client.get("/v1/nothing").send().await;
    response.assert_status(StatusCode::NOT_FOUND);
    response.assert_header("content-type", "application/problem+json");
    let response = client.delete("/v1/invoices").send().await;
    response.assert_status(StatusCode::METHOD_NOT_ALLOWED);
    response.assert_header("allow", "GET, HEAD, POST");
    assert_eq!(body(response).await["title"], "Method Not Allowed");
    client.get("/v1/invoices/").send().await.assert_status(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_gets_in_without_credentials_that_are_good() {
    let (client, demo) = client();
    let response = client.get("/v1/invoices").send().await;
    response.assert_status(StatusCode::UNAUTHORIZED);
    response.assert_header("www-authenticate", "Bearer");
    for (header, status) in [
        ("Bearer bad", StatusCode::UNAUTHORIZED),
        ("Bearer weak", StatusCode::FORBIDDEN),
        ("Bearer  good", StatusCode::BAD_REQUEST),
        ("Bearer go,od", StatusCode::BAD_REQUEST),
        ("Basic Z29vZDpyaWdodA==", StatusCode::UNAUTHORIZED),
    ] {
        client.get("/v1/invoices").header("authorization", header).send().await.assert_status(status);
    }
    assert_eq!(demo.last(), "");
    client.get("/v1/invoices").header("authorization", "bearer good").send().await.assert_status_is_ok();
    assert!(demo.last().contains("scopes invoices:read"), "{}", demo.last());
}

#[tokio::test]
async fn parameters_are_typed_and_all_that_is_wrong_is_told() {
    let (client, demo) = client();
    let get = |path: &str| client.get(path).header("authorization", "Bearer good");
    let response = get("/v1/invoices?limit=5&issued_from=2026-02-28").send().await;
    response.assert_status_is_ok();
    response.assert_header("ratelimit", "left");
    response.assert_header("x-request-id", "req-7");
    assert!(demo.last().contains("limit: 5,"), "{}", demo.last());
    get("/v1/invoices").send().await.assert_status_is_ok();
    assert!(demo.last().contains("limit: 20,"), "{}", demo.last());

    let response = get("/v1/invoices?limit=many&issued_from=2026-02-30&status=secret-word&limit=3").send().await;
    response.assert_status(StatusCode::BAD_REQUEST);
    let problem = body(response).await;
    let mut wrong: Vec<&str> =
        problem["errors"].as_array().expect("errors").iter().filter_map(|e| e["parameter"].as_str()).collect();
    wrong.sort_unstable();
    assert_eq!(wrong, ["issued_from", "limit", "status"]);
    assert!(!problem.to_string().contains("secret-word"), "{problem}");
}

#[tokio::test]
async fn bodies_are_checked_in_full_without_repeating_them() {
    let (client, demo) = client();
    let post = || client.post("/v1/invoices").header("authorization", "Bearer good");
    let response =
        post().body_json(&json!({"number": 7, "lines": [{"quantity": "hush-hush"}], "id": "inv_1"})).send().await;
    response.assert_status(StatusCode::BAD_REQUEST);
    let problem = body(response).await;
    let pointers: Vec<&str> =
        problem["errors"].as_array().expect("errors").iter().filter_map(|e| e["pointer"].as_str()).collect();
    for expected in ["/number", "/vendor_id", "/issued_on", "/due_on", "/lines/0/description"] {
        assert!(pointers.contains(&expected), "{expected} in {pointers:?}");
    }
    assert!(!problem.to_string().contains("hush-hush"), "{problem}");
    assert_eq!(demo.last(), "");

    for (text, what) in
        [(r#"{"number":"1","number":"2"}"#, "same key twice"), ("{", "must be JSON"), ("", "is required")]
    {
        let response = post().content_type("application/json").body(text).send().await;
        response.assert_status(StatusCode::BAD_REQUEST);
        let problem = body(response).await.to_string();
        assert!(problem.contains(what), "{problem}");
    }
    post().content_type("text/plain").body("x").send().await.assert_status(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    post()
        .content_type("application/json")
        .body(vec![b' '; 5000])
        .send()
        .await
        .assert_status(StatusCode::PAYLOAD_TOO_LARGE);
    let response = client.get("/v1/invoices").header("authorization", "Bearer good").header("accept", "text/html");
    response.send().await.assert_status(StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn forms_and_json_mean_the_same() {
    let (client, demo) = client();
    let form = "grant_type=client_credentials&scope=invoices%3Aread+payments:write&resource=https://a.example&resource=https://b.example";
    let response =
        client.post("/oauth/token").content_type("application/x-www-form-urlencoded").body(form).send().await;
    response.assert_status_is_ok();
    response.assert_header("cache-control", "no-store");
    assert_eq!(body(response).await["token_type"], "Bearer");
    let from_form = demo.last();
    assert!(from_form.starts_with("(Form(TokenRequest"), "{from_form}");
    assert!(from_form.contains("invoices:read payments:write") && from_form.ends_with("None)"), "{from_form}");
    let json = json!({
        "grant_type": "client_credentials", "scope": "invoices:read payments:write",
        "resource": ["https://a.example", "https://b.example"],
    });
    let response =
        client.post("/oauth/token").header("authorization", "Basic Y2w6cmlnaHQ=").body_json(&json).send().await;
    response.assert_status_is_ok();
    assert_eq!(demo.last(), from_form.replace("(Form(", "(Json(").replace("None)", "Some(\"cl\"))"));

    // Bad credentials are not the same as none.
    let response =
        client.post("/oauth/token").header("authorization", "Basic Y2w6d3Jvbmc=").body_json(&json).send().await;
    response.assert_status(StatusCode::UNAUTHORIZED);
    for (form, status) in [
        ("grant_type=a&grant_type=b", StatusCode::BAD_REQUEST),
        ("scope=a", StatusCode::BAD_REQUEST),
        ("grant_type=a&scope=", StatusCode::OK),
        ("grant_type=a&unknown=1", StatusCode::OK),
        ("grant_type=%zz", StatusCode::BAD_REQUEST),
    ] {
        let request = client.post("/oauth/token").content_type("application/x-www-form-urlencoded").body(form);
        request.send().await.assert_status(status);
    }
}

#[tokio::test]
async fn only_documented_responses_are_sent() {
    let (client, _) = client();
    let response = client
        .get("/v1/invoices/inv_0192f3a47c5e7b1d8a3f5e6c7d8b9a04")
        .header("authorization", "Bearer good")
        .send()
        .await;
    response.assert_status(StatusCode::NOT_FOUND);
    response.assert_header("content-type", "application/problem+json");
    let response = client.head("/v1/invoices").header("authorization", "Bearer good").send().await;
    response.assert_status_is_ok();
    response.assert_text("").await;
}
