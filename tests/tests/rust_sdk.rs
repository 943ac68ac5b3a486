//! The Rust SDK against the live server: the same steps as in the other languages.

use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use covenant_client::choices::{CreateApiClientSuccess, OauthErrorError};
use covenant_client::types::{ApiClientCreate, InvoiceCreate, InvoiceLine, Money};
use covenant_client::{Client, Credentials, Error, Options, connect, connect_with};
use covenant_tests::Platform;

const SCOPES: [&str; 4] = ["api_clients:write", "invoices:read", "invoices:write", "vendors:read"];

async fn walk(client: &Client, limit: i32) -> Result<Vec<String>> {
    let (mut ids, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let mut call = client.list_invoices().limit(limit);
        if let Some(cursor) = cursor {
            call = call.cursor(cursor);
        }
        let page = call.send().await?.into_inner();
        ids.extend(page.data.into_iter().map(|invoice| invoice.id));
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(ids);
        }
    }
}

#[tokio::test]
async fn rust() -> Result<()> {
    let platform = Platform::start()?;
    let base = platform.base_url.as_str();
    let sample =
        |scopes: &[&str]| Credentials::client(&platform.client_id, &platform.client_secret, scopes.iter().copied());
    let client = connect(base, sample(&SCOPES))?;

    // token
    let vendors = client.list_vendors().limit(1).send().await?;
    ensure!(vendors.headers().contains_key("x-request-id"));
    let vendor = vendors.into_inner().data.into_iter().next().context("a vendor")?;

    // pages
    let ids = walk(&client, 100).await?;
    ensure!(ids.len() > 20, "{} invoices are too few to see pages", ids.len());
    ensure!(walk(&client, 7).await? == ids);

    // create
    let body = InvoiceCreate {
        external_id: Some("e2e-rust".into()),
        number: "E2E-RS-1".into(),
        vendor_id: vendor.id,
        issued_on: "2026-11-01".parse()?,
        due_on: "2026-11-30".parse()?,
        lines: vec![InvoiceLine {
            description: "Bolts".into(),
            quantity: "3".into(),
            unit_price: Money { amount: "1.10".into(), currency: "EUR".into() },
        }],
        memo: None,
    };
    let created = client.create_invoice().body(body).send().await?.into_inner();
    ensure!(created.total.amount == "3.30", "total is {:?}", created.total);
    ensure!(client.get_invoice().invoice_id(&created.id).send().await?.number == "E2E-RS-1");

    // not found
    match client.get_invoice().invoice_id(format!("inv_{}", "0".repeat(32))).send().await {
        Err(Error::ErrorResponse(answer)) => {
            ensure!(answer.status() == 404);
            ensure!(answer.code == "NOT_FOUND", "{:?}", answer.into_inner());
        }
        other => bail!("not a typed 404: {other:?}"),
    }

    // scope
    let greedy = connect(base, sample(&["invoices:read", "contracts:approve"]))?;
    let session = covenant_client::ClientInfo::inner(&greedy).clone();
    let refused = session.token(&reqwest::Client::new(), base).await.err().context("a scope that policy refuses")?;
    ensure!(refused.status == 400 && refused.error == "invalid_scope", "{refused:?}");
    ensure!(refused.code.as_deref() == Some("INVALID_SCOPE"), "{refused:?}");
    ensure!(OauthErrorError::from(refused.error.as_str()) == OauthErrorError::InvalidScope);

    // rate limit
    let slow = ApiClientCreate {
        external_id: None,
        name: "E2E Rust".into(),
        rate_limit_rpm: Some(2),
        scopes: vec!["invoices:read".into()],
    };
    let CreateApiClientSuccess::ApiClientWithSecret(slow) =
        client.create_api_client().body(slow).send().await?.into_inner()
    else {
        bail!("a new client comes with its secret");
    };
    let credentials = Credentials::client(&slow.client_id, &slow.client_secret, ["invoices:read"]);
    let impatient = connect_with(base, credentials.clone(), Options { retries: 0, ..Options::default() })?;
    let mut met = false;
    for _ in 0..5 {
        match impatient.list_invoices().limit(1).send().await {
            Ok(_) => {}
            Err(Error::ErrorResponse(answer)) if answer.status() == 429 => {
                ensure!(answer.headers().contains_key("retry-after"));
                met = true;
                break;
            }
            Err(other) => bail!("not a typed 429: {other:?}"),
        }
    }
    ensure!(met, "the limit was never met");
    let before = Instant::now();
    let page = connect(base, credentials)?.list_invoices().limit(1).send().await?;
    ensure!(page.data.len() == 1);
    ensure!(before.elapsed().as_secs() >= 1, "the client did not wait");
    Ok(())
}
