//! Who may call what under `/v1`, and what every answer has.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::oauth::foreign_client;
use crate::support::{header, problem, start};

#[tokio::test]
async fn c82_c83_c84_c85_tokens_and_their_refusals() {
    let platform = start().await;
    let token = platform.token("vendors:read").await;
    let url = platform.to("/v1/invoices");
    let send = |fields: Vec<String>| {
        let mut request = platform.http.get(&url);
        for field in fields {
            request = request.header("authorization", field);
        }
        async { request.send().await.unwrap() }
    };
    // C82: no credentials, no error code.
    for fields in [vec![], vec!["Basic YTpi".to_owned()]] {
        let response = send(fields).await;
        assert_eq!(header(&response, "www-authenticate"), "Bearer realm=\"covenant\"");
        assert_eq!(problem(response).await.0, 401);
    }
    // C83
    let response = send(vec!["Bearer a.b.c".to_owned()]).await;
    assert!(header(&response, "www-authenticate").contains("error=\"invalid_token\""));
    assert_eq!(problem(response).await.0, 401);
    let response = send(vec![format!("Bearer {token}")]).await;
    assert_eq!(
        header(&response, "www-authenticate"),
        "Bearer realm=\"covenant\", error=\"insufficient_scope\", scope=\"invoices:read\""
    );
    assert_eq!(problem(response).await.1, "INSUFFICIENT_SCOPE");
    // C84
    let response = platform.http.get(format!("{url}?access_token={token}")).send().await.unwrap();
    assert_eq!(problem(response).await.0, 400);
    // C85
    for fields in [
        vec![format!("Bearer  {token}")],
        vec![format!("Bearer {token},{token}")],
        vec![format!("Bearer {token}"), format!("Bearer {token}")],
        vec!["Bearer".to_owned()],
    ] {
        let response = send(fields.clone()).await;
        assert_eq!(problem(response).await.0, 400, "{fields:?}");
    }
    let response = platform.http.get(platform.to("/v1/vendors")).header("authorization", format!("bEARER {token}"));
    assert_eq!(response.send().await.unwrap().status(), StatusCode::OK);
    platform.stop().await;
}

#[tokio::test]
async fn c30_c32_every_operation_needs_its_scope() {
    let platform = start().await;
    let spec: Value = platform.http.get(platform.to("/openapi.json")).send().await.unwrap().json().await.unwrap();
    let mut checked = 0;
    for (path, item) in spec["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(security) = operation["security"].as_array() else { continue };
            let Some(scope) = security.iter().find_map(|s| s["oauth2"][0].as_str()) else { continue };
            // Every scope but the right one.
            let all = spec["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]["scopes"].clone();
            let others: Vec<String> = all.as_object().unwrap().keys().filter(|s| *s != scope).cloned().collect();
            let token = platform.token(&others.join(" ")).await;
            let id = "0192f3a47c5e7b1d8a3f5e6c7d8b9a01";
            let path = path
                .replace("{client_id}", &format!("cl_{id}"))
                .replace("{invoice_id}", &format!("inv_{id}"))
                .replace("{payment_id}", &format!("pay_{id}"))
                .replace("{vendor_id}", &format!("ven_{id}"));
            let method = reqwest::Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let mut request = platform.http.request(method, platform.to(&path)).bearer_auth(token);
            if path == "/v1/token/introspect" {
                request = request.form(&[("token", "x")]);
            }
            let response = request.send().await.unwrap();
            assert_eq!(problem(response).await.1, "INSUFFICIENT_SCOPE", "{path}");
            checked += 1;
        }
    }
    assert!(checked >= 13, "{checked} operations were checked");
    platform.stop().await;
}

#[tokio::test]
async fn c31_what_the_organisation_takes_back_is_denied_within_a_second() {
    use covenant_server::store::OrganisationStore;
    let platform = start().await;
    let token = platform.token("invoices:read vendors:read").await;
    assert_eq!(platform.get("/v1/vendors", &token).await.status(), StatusCode::OK);
    let store = platform.store().await;
    let org = store.first_organisation().await.unwrap().unwrap().org_id;
    let grants: Vec<String> = store.policy(&org).await.unwrap().into_iter().filter(|s| s != "vendors:read").collect();
    let entry = covenant_server::events::audit(&org, 1, "test", "policy", &org, &json!({}));
    store.set_policy(&org, &grants, &entry).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(1050)).await;
    assert_eq!(problem(platform.get("/v1/vendors", &token).await).await.1, "INSUFFICIENT_SCOPE");
    assert_eq!(platform.get("/v1/invoices", &token).await.status(), StatusCode::OK, "nothing else is taken");
    platform.stop().await;
}

#[tokio::test]
async fn c90_records_of_another_organisation_do_not_exist() {
    let platform = start().await;
    let token = platform.token("invoices:read payments:read vendors:read api_clients:read").await;
    let (id, secret) = foreign_client(&platform).await;
    let scopes =
        "invoices:read payments:read vendors:read api_clients:read api_clients:write invoices:write payments:write";
    let foreign = platform.token_of(&id, &secret, scopes).await;
    let mut vendor = String::new();
    for (list, key) in
        [("/v1/invoices", "id"), ("/v1/payments", "id"), ("/v1/vendors", "id"), ("/v1/api-clients", "client_id")]
    {
        let ours: Value = platform.get(list, &token).await.json().await.unwrap();
        let first = ours["data"][0][key].as_str().unwrap().to_owned();
        assert_eq!(platform.get(&format!("{list}/{first}"), &token).await.status(), StatusCode::OK, "{list}");
        let response = platform.get(&format!("{list}/{first}"), &foreign).await;
        assert_eq!(problem(response).await.0, 404, "{list}");
        let theirs: Value = platform.get(list, &foreign).await.json().await.unwrap();
        assert!(!theirs["data"].to_string().contains(&first), "{list}");
        if list == "/v1/vendors" {
            vendor = first;
        }
    }
    let revoke = format!("/v1/api-clients/{}/revoke", platform.id);
    assert_eq!(problem(platform.post(&revoke, &foreign, &json!({})).await).await.0, 404);
    assert_eq!(platform.get("/v1/invoices", &token).await.status(), StatusCode::OK, "still active");
    let invoice = json!({
        "number": "1", "vendor_id": vendor, "issued_on": "2026-01-01", "due_on": "2026-01-31",
        "lines": [{ "description": "x", "quantity": "1", "unit_price": { "amount": "1.00", "currency": "EUR" } }],
    });
    assert_eq!(problem(platform.post("/v1/invoices", &foreign, &invoice).await).await.0, 400);
    platform.stop().await;
}

#[tokio::test]
async fn c95_c104_every_answer_has_an_id_and_no_part_is_too_large() {
    let platform = start().await;
    let response =
        platform.http.get(platform.to("/healthz")).header("x-request-id", "my-own-id-1").send().await.unwrap();
    assert_eq!(header(&response, "x-request-id"), "my-own-id-1");
    assert_eq!(header(&response, "x-content-type-options"), "nosniff");
    let response = platform.http.get(platform.to("/healthz")).header("x-request-id", "bad id").send().await.unwrap();
    assert!(header(&response, "x-request-id").starts_with("req_"));
    assert_eq!(platform.http.get(platform.to("/readyz")).send().await.unwrap().status(), StatusCode::OK);
    let response = platform.http.get(platform.to("/v1/nowhere")).send().await.unwrap();
    assert_eq!(problem(response).await.1, "NOT_FOUND");
    let response = platform.http.delete(platform.to("/v1/invoices")).send().await.unwrap();
    assert!(header(&response, "allow").contains("GET") && header(&response, "allow").contains("POST"));
    assert_eq!(problem(response).await.1, "METHOD_NOT_ALLOWED");
    let response =
        platform.http.get(platform.to(&format!("/v1/invoices?x={}", "y".repeat(9000)))).send().await.unwrap();
    assert_eq!(problem(response).await.0, 414);
    let response =
        platform.http.get(platform.to("/healthz")).header("x-large", "y".repeat(40_000)).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 431);
    let token = platform.token("invoices:write").await;
    let response = platform.post("/v1/invoices", &token, &json!({ "number": "y".repeat(2_000_000) })).await;
    assert_eq!(problem(response).await.0, 413);
    let request =
        platform.http.post(platform.to("/v1/invoices")).bearer_auth(&token).header("content-type", "text/plain");
    assert_eq!(problem(request.body("x").send().await.unwrap()).await.0, 415);
    let packed = platform.http.post(platform.to("/v1/invoices")).bearer_auth(&token).header("content-encoding", "gzip");
    assert_eq!(problem(packed.body("x").send().await.unwrap()).await.0, 415);
    let large = platform.ask_as_admin(&format!("grant_type={}", "y".repeat(2_000_000))).send().await.unwrap();
    assert_eq!(large.status().as_u16(), 413);
    platform.stop().await;
}

#[tokio::test]
async fn the_specification_is_published_as_it_was_authored() {
    let platform = start().await;
    let json = platform.http.get(platform.to("/openapi.json")).send().await.unwrap();
    assert_eq!(header(&json, "content-type"), "application/json");
    let json: Value = json.json().await.unwrap();
    assert_eq!(json["openapi"], "3.1.0");
    assert_eq!(json["info"]["x-release-date"], "2026-11-21");
    let yaml = platform.http.get(platform.to("/openapi.yaml")).send().await.unwrap();
    assert_eq!(header(&yaml, "content-type"), "application/yaml");
    assert!(yaml.text().await.unwrap().contains("operationId: listInvoices"));
    platform.stop().await;
}
