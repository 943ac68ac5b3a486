//! The rate limit, and the events of limits and tokens.

use std::time::Duration;

use covenant_server::store::EventStore;
use reqwest::StatusCode;
use serde_json::Value;

use crate::support::{config, header, oauth_error, problem, start, start_with};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c96_c97_c98_the_limit_holds_and_waiting_as_told_helps() {
    let mut config = config();
    config.limits.window_seconds = 2;
    let platform = start_with(config).await;
    let (id, secret) = platform.register(&["invoices:read"], Some(3)).await;
    let token = platform.token_of(&id, &secret, "invoices:read").await;
    for round in 0..2 {
        let answers = futures::future::join_all((0..12).map(|_| platform.get("/v1/invoices?limit=1", &token))).await;
        let through = answers.iter().filter(|r| r.status() == StatusCode::OK).count();
        assert_eq!(through, 3, "round {round}");
        for response in &answers {
            assert_eq!(header(response, "ratelimit-policy"), "\"default\";q=3;w=2");
            assert!(header(response, "ratelimit").starts_with("\"default\";r="));
        }
        let refused = answers.into_iter().find(|r| r.status() == StatusCode::TOO_MANY_REQUESTS).unwrap();
        assert_eq!(header(&refused, "cache-control"), "no-store");
        let wait: u64 = header(&refused, "retry-after").parse().unwrap();
        assert!((1..=2).contains(&wait));
        assert_eq!(problem(refused).await.1, "RATE_LIMIT_EXCEEDED");
        // C99: another client is not concerned.
        let other = platform.token("invoices:read").await;
        assert_eq!(platform.get("/v1/invoices?limit=1", &other).await.status(), StatusCode::OK);
        tokio::time::sleep(Duration::from_secs(wait)).await;
    }
    assert_eq!(platform.get("/v1/invoices?limit=1", &token).await.status(), StatusCode::OK);
    platform.stop().await;
}

#[tokio::test]
async fn c105_one_event_a_token_none_a_failure_and_one_a_block() {
    let platform = start().await;
    let (id, secret) = platform.register(&["invoices:read"], Some(2)).await;
    let store = platform.store().await;
    let before = store.waiting_events(1000).await.unwrap().len();
    let token = platform.token_of(&id, &secret, "invoices:read").await;
    let refused = platform.ask("grant_type=client_credentials&scope=zzz").basic_auth(&id, Some(&secret));
    assert_eq!(refused.send().await.unwrap().status(), StatusCode::BAD_REQUEST);
    for _ in 0..6 {
        platform.get("/v1/invoices?limit=1", &token).await;
    }
    let events = store.waiting_events(1000).await.unwrap();
    let new: Vec<Value> = events[before..].iter().map(|e| serde_json::from_str(&e.body).unwrap()).collect();
    assert_eq!(new.len(), 2, "{new:#?}");
    assert_eq!(
        (new[0]["type"].as_str(), new[1]["type"].as_str()),
        (Some("api.token_issued"), Some("api.rate_limit_exceeded"))
    );
    for event in &new {
        assert_eq!(event["specversion"], "1.0");
        assert_eq!(event["source"], platform.url.as_str());
        assert_eq!(event["data"]["client_id"], id.as_str());
        assert!(!event.to_string().contains(&token) && !event.to_string().contains(&secret));
    }
    assert_eq!(new[0]["data"]["scopes"][0], "invoices:read");
    assert_eq!(new[1]["data"]["limit_rpm"], 2);
    assert!(new[1]["data"]["retry_after"].as_u64().is_some_and(|s| (1..=60).contains(&s)));
    // The same token is on the audit log, as what it is and not as what it says.
    let audit = store.audit(&events[before].org_id, 100_000).await.unwrap();
    assert!(audit.iter().any(|a| a.action == "token.issued" && new[0]["data"]["jti"] == a.subject.as_str()));
    assert!(audit.iter().all(|a| !a.detail.contains(&token) && !a.detail.contains(&secret)));
    platform.stop().await;
}

#[tokio::test]
async fn tokens_have_a_count_of_their_own() {
    let platform = start().await;
    let (id, secret) = platform.register(&["invoices:read"], Some(1)).await;
    let ask =
        || platform.ask("grant_type=client_credentials&scope=invoices%3Aread").basic_auth(&id, Some(&secret)).send();
    let mut token = String::new();
    for n in 0..60 {
        let response = ask().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{n}");
        let body: Value = response.json().await.unwrap();
        token = body["access_token"].as_str().unwrap().to_owned();
    }
    let response = ask().await.unwrap();
    assert!(header(&response, "retry-after").parse::<u32>().is_ok_and(|s| (1..=60).contains(&s)));
    assert_eq!(oauth_error(response).await, (429, "slow_down".to_owned(), "SLOW_DOWN".to_owned()));
    assert_eq!(platform.get("/v1/invoices?limit=1", &token).await.status(), StatusCode::OK, "no call was taken");
    platform.stop().await;
}
