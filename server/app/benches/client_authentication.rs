//! C14, the part that needs a clock: an unknown client, a revoked one and a wrong secret take the same time.
//! `cargo bench -p covenant-server` prints the medians; a machine that is busy with other things tells nothing.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../tests/platform/support.rs"]
#[allow(dead_code)]
mod support;

use std::time::{Duration, Instant};

use reqwest::StatusCode;
use serde_json::json;
use support::{Platform, config, start_with};

const GRANT: &str = "grant_type=client_credentials&scope=invoices%3Aread";
const NAMES: [&str; 3] = ["unknown", "revoked", "wrong"];

/// Medians of 200 attempts of each kind.
async fn medians(platform: &Platform, cases: &[(String, String); 3]) -> [Duration; 3] {
    let mut times = [const { Vec::new() }; 3];
    for round in 0..200 {
        // In turns, and each first in turn, so that whatever else this machine does falls on all of them.
        for turn in 0..3 {
            let case = (round + turn) % 3;
            let (id, secret) = &cases[case];
            let request = platform.ask(GRANT).basic_auth(id, Some(secret));
            let started = Instant::now();
            let response = request.send().await.unwrap();
            times[case].push(started.elapsed());
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        }
    }
    times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    })
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let mut config = config();
    config.oauth.failures_per_minute = 1000;
    let platform = start_with(config).await;
    let (revoked, right) = platform.register(&["invoices:read"], None).await;
    let token = platform.token("api_clients:write").await;
    let path = format!("/v1/api-clients/{revoked}/revoke");
    assert_eq!(platform.post(&path, &token, &json!({})).await.status(), StatusCode::OK);
    let unknown = "cl_0192f3a47c5e7b1d8a3f5e6c7d8b9a01".to_owned();
    let cases = [(unknown, right.clone()), (revoked, right.clone()), (platform.id.clone(), right)];
    let medians = medians(&platform, &cases).await;
    for (name, median) in NAMES.iter().zip(&medians) {
        println!("{name:<8} {:.3} ms", median.as_secs_f64() * 1000.0);
    }
    let (least, most) = (medians.iter().min().unwrap(), medians.iter().max().unwrap());
    println!("spread   {:.1} %", (most.as_secs_f64() / least.as_secs_f64() - 1.0) * 100.0);
    platform.stop().await;
}
