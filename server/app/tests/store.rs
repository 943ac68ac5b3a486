//! What the database itself refuses, and what authentication makes of stored secrets.

#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::Arc;
use std::time::Duration;

use covenant_server::authenticate::{AuthError, Authenticator};
use covenant_server::clock::Clock;
use covenant_server::directory::Directory;
use covenant_server::events::audit;
use covenant_server::hashing::Hasher;
use covenant_server::secrets::{generate, hint_of};
use covenant_server::store::{
    ApiClient, AuditEntry, ClientKind, ClientStatus, ClientStore, Created, Event, EventStore, NewSecret, Organisation,
    OrganisationStore, Sqlite, TokenRecord, TokenStore,
};
use covenant_server::throttle::Throttle;
use secrecy::SecretString;
use serde_json::json;

const NOW: i64 = 1_795_262_400_000;

async fn store() -> (tempfile::TempDir, Arc<Sqlite>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(&folder.path().join("s.sqlite"), 2, Duration::from_secs(5)).await.unwrap();
    let org = Organisation { org_id: "org_1".into(), name: "One".into(), created_at: NOW };
    store.add_organisation(&org, &["a:read".into()]).await.unwrap();
    (folder, Arc::new(store))
}

fn client() -> ApiClient {
    ApiClient {
        client_id: "cl_1".into(),
        org_id: "org_1".into(),
        external_id: None,
        fingerprint: "f".into(),
        name: "One".into(),
        kind: ClientKind::Confidential,
        grants: vec!["client_credentials".into()],
        scopes: vec!["a:read".into()],
        status: ClientStatus::Active,
        rate_limit_rpm: 10,
        api_version: "2026-11-21".into(),
        created_at: NOW,
        revoked_at: None,
    }
}

fn entry() -> AuditEntry {
    audit("org_1", NOW, "test", "test", "cl_1", &json!({}))
}

async fn secret(hasher: &Hasher, id: &str, expires_at: Option<i64>) -> (SecretString, NewSecret) {
    let text = generate().unwrap();
    let hash = hasher.hash(text.clone()).await.unwrap();
    let stored = NewSecret { secret_id: id.into(), hash, last4: hint_of(&text), created_at: NOW, expires_at };
    (text, stored)
}

fn hasher(cost: u32) -> Hasher {
    Hasher::calibrate(cost, 2, 50).unwrap()
}

fn authenticator(store: &Arc<Sqlite>, clock: &Clock, cost: u32) -> Authenticator {
    let directory = Directory::new(Arc::clone(store) as Arc<_>);
    let throttle = Throttle::new(clock.clone(), 10);
    let remember = Duration::from_secs(300);
    Authenticator::new(Arc::clone(store) as Arc<_>, directory, hasher(cost), throttle, clock.clone(), [7; 32], remember)
}

#[tokio::test]
async fn a_revoked_client_stays_revoked_whoever_asks_the_database() {
    let (folder, store) = store().await;
    let (_, first) = secret(&hasher(8), "sec_1", None).await;
    store.create_client(&client(), &first, &entry()).await.unwrap();
    let revoked = store.revoke_client("org_1", "cl_1", NOW + 1, &entry()).await.unwrap().unwrap();
    assert_eq!((revoked.status, revoked.revoked_at), (ClientStatus::Revoked, Some(NOW + 1)));
    let again = store.revoke_client("org_1", "cl_1", NOW + 2, &entry()).await.unwrap().unwrap();
    assert_eq!(again.revoked_at, Some(NOW + 1));
    assert!(store.revoke_client("org_2", "cl_1", NOW, &entry()).await.unwrap().is_none(), "another organisation");

    let raw =
        sqlx::SqlitePool::connect(&format!("sqlite://{}", folder.path().join("s.sqlite").display())).await.unwrap();
    for sql in [
        "UPDATE api_clients SET status = 'ACTIVE', revoked_at = NULL WHERE client_id = 'cl_1'",
        "UPDATE audit SET action = 'x'",
        "DELETE FROM audit",
        "UPDATE client_secrets SET hash = 'plain text'",
        "INSERT INTO api_tokens VALUES ('j', 'cl_1', 'org_1', 's', 'a', '[]', 'k', 0, 900001, NULL)",
        "INSERT INTO api_tokens VALUES ('j', 'cl_1', 'org_1', 's', 'a', '[]', 'k', 5, 5, NULL)",
    ] {
        assert!(sqlx::query(sql).execute(&raw).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn c64_the_database_refuses_a_token_of_more_than_900_seconds() {
    let (_folder, store) = store().await;
    let (_, first) = secret(&hasher(8), "sec_1", None).await;
    store.create_client(&client(), &first, &entry()).await.unwrap();
    for (seconds, good) in [(900, true), (901, false)] {
        let token = TokenRecord {
            jti: format!("j{seconds}"),
            client_id: "cl_1".into(),
            org_id: "org_1".into(),
            subject: "client:cl_1".into(),
            audience: "a".into(),
            scopes: vec!["a:read".into()],
            kid: "k".into(),
            issued_at: NOW,
            expires_at: NOW + seconds * 1000,
            revoked_at: None,
        };
        let event = Event {
            event_id: format!("evt_{seconds}"),
            org_id: "org_1".into(),
            kind: "api.token_issued".into(),
            body: "{}".into(),
            created_at: NOW,
        };
        assert_eq!(store.record_token(&token, &event, &entry()).await.is_ok(), good, "{seconds}");
        // All or nothing: a token that is refused leaves no event.
        assert_eq!(store.waiting_events(10).await.unwrap().len(), 1, "{seconds}");
    }
}

#[tokio::test]
async fn c20_two_secrets_work_and_a_third_is_refused() {
    let (_folder, store) = store().await;
    let clock = Clock::manual(NOW);
    let authenticator = authenticator(&store, &clock, 8);
    let (old, first) = secret(authenticator.hasher(), "sec_1", Some(NOW + 60_000)).await;
    let (new, second) = secret(authenticator.hasher(), "sec_2", None).await;
    let (_, third) = secret(authenticator.hasher(), "sec_3", None).await;
    store.create_client(&client(), &first, &entry()).await.unwrap();
    store.add_secret("cl_1", &second, &entry()).await.unwrap();
    assert!(store.add_secret("cl_1", &third, &entry()).await.is_err());
    for _ in 0..2 {
        // The second time from memory.
        assert!(authenticator.authenticate("cl_1", &old, "s").await.is_ok());
        assert!(authenticator.authenticate("cl_1", &new, "s").await.is_ok());
    }
    clock.advance(60_000);
    assert_eq!(authenticator.authenticate("cl_1", &old, "s").await.err(), Some(AuthError::Failed), "also in memory");
    assert!(authenticator.authenticate("cl_1", &new, "s").await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_flight_for_a_hundred_calls_with_the_same_secret() {
    let (_folder, store) = store().await;
    let clock = Clock::manual(NOW);
    // Ten failures a minute: were each call an attempt of its own, most of them would be throttled.
    let authenticator = authenticator(&store, &clock, 8);
    let (right, first) = secret(authenticator.hasher(), "sec_1", None).await;
    store.create_client(&client(), &first, &entry()).await.unwrap();
    let all = futures::future::join_all((0..100).map(|_| authenticator.authenticate("cl_1", &right, "s"))).await;
    assert!(all.iter().all(Result::is_ok));
}

#[tokio::test]
async fn c18_a_hash_of_another_cost_is_made_again() {
    let (_folder, store) = store().await;
    let clock = Clock::manual(NOW);
    let (right, first) = secret(&hasher(8), "sec_1", None).await;
    store.create_client(&client(), &first, &entry()).await.unwrap();
    let authenticator = authenticator(&store, &clock, 9);
    authenticator.authenticate("cl_1", &right, "s").await.unwrap();
    for _ in 0..200 {
        tokio::time::sleep(Duration::from_millis(20)).await;
        if store.secrets("cl_1", NOW).await.unwrap()[0].hash.starts_with("$2b$09$") {
            assert!(authenticator.authenticate("cl_1", &right, "s").await.is_ok());
            return;
        }
    }
    panic!("the hash is still of cost 8");
}

#[tokio::test]
async fn c31_a_policy_is_what_was_written_last() {
    let (_folder, store) = store().await;
    assert_eq!(store.policy("org_1").await.unwrap(), ["a:read"]);
    store.set_policy("org_1", &["b:read".into(), "a:write".into()], &entry()).await.unwrap();
    assert_eq!(store.policy("org_1").await.unwrap(), ["a:write", "b:read"]);
    assert!(store.policy("org_2").await.unwrap().is_empty(), "nobody grants nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c102_twenty_writers_make_one_client() {
    let (_folder, store) = store().await;
    let (_, first) = secret(&hasher(8), "sec", None).await;
    let made = futures::future::join_all((0..20).map(|n| {
        let store = Arc::clone(&store);
        let secret = NewSecret { secret_id: format!("sec_{n}"), ..first.clone() };
        let client = ApiClient { client_id: format!("cl_{n}"), external_id: Some("same".into()), ..client() };
        async move { store.create_client(&client, &secret, &entry()).await.unwrap() }
    }))
    .await;
    assert_eq!(made.iter().filter(|m| matches!(m, Created::New(_))).count(), 1);
    assert_eq!(made.iter().filter(|m| matches!(m, Created::Same(_))).count(), 19);
}
