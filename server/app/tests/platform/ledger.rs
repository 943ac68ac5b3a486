//! Invoices, payments and vendors.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Platform, header, problem, start};

const ALL: &str = "invoices:read invoices:write payments:read payments:write vendors:read";

async fn walk(platform: &Platform, token: &str, list: &str) -> Vec<Value> {
    let (mut seen, mut path) = (Vec::new(), list.to_owned());
    loop {
        let response = platform.get(&path, token).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let page: Value = response.json().await.unwrap();
        seen.extend(page["data"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next_cursor"].as_str() else { return seen };
        let mark = if list.contains('?') { '&' } else { '?' };
        path = format!("{list}{mark}cursor={next}");
    }
}

async fn vendor(platform: &Platform, token: &str) -> String {
    let page: Value = platform.get("/v1/vendors?query=stahl", token).await.json().await.unwrap();
    page["data"][0]["id"].as_str().unwrap().to_owned()
}

fn invoice(vendor: &str) -> Value {
    json!({
        "external_id": "po-1", "number": "INV-1", "vendor_id": vendor,
        "issued_on": "2026-10-01", "due_on": "2026-10-31",
        "lines": [
            { "description": "Steel", "quantity": "25", "unit_price": { "amount": "50.00", "currency": "EUR" } },
            { "description": "Screws", "quantity": "3", "unit_price": { "amount": "0.3333", "currency": "EUR" } },
        ],
    })
}

#[tokio::test]
async fn all_pages_hold_every_invoice_once_newest_first() {
    let platform = start().await;
    let token = platform.token(ALL).await;
    for limit in [1, 7, 20, 57, 100] {
        let all = walk(&platform, &token, &format!("/v1/invoices?limit={limit}")).await;
        assert_eq!(all.len(), 57, "limit {limit}");
        let times: Vec<&str> = all.iter().map(|i| i["created_at"].as_str().unwrap()).collect();
        assert!(times.windows(2).all(|w| w[0] > w[1]), "newest first");
    }
    let open = walk(&platform, &token, "/v1/invoices?limit=4&status=open").await;
    assert!(open.len() > 4 && open.iter().all(|i| i["status"] == "open"));
    let first = &open[0];
    let day = first["issued_on"].as_str().unwrap();
    let same_day = walk(&platform, &token, &format!("/v1/invoices?issued_from={day}&issued_to={day}")).await;
    assert_eq!(same_day, std::slice::from_ref(first));
    let path = format!("/v1/invoices?external_id={}", first["external_id"].as_str().unwrap());
    assert_eq!(walk(&platform, &token, &path).await, std::slice::from_ref(first));
    let path = format!("/v1/invoices?limit=2&vendor_id={}", first["vendor_id"].as_str().unwrap());
    assert!(walk(&platform, &token, &path).await.iter().all(|i| i["vendor_id"] == first["vendor_id"]));
    platform.stop().await;
}

#[tokio::test]
async fn a_cursor_counts_only_where_it_came_from() {
    let platform = start().await;
    let token = platform.token(ALL).await;
    let page: Value = platform.get("/v1/invoices?limit=2", &token).await.json().await.unwrap();
    let cursor = page["next_cursor"].as_str().unwrap();
    let changed = format!("A{}", &cursor[1..]);
    for path in [
        format!("/v1/invoices?status=open&cursor={cursor}"),
        format!("/v1/payments?cursor={cursor}"),
        format!("/v1/invoices?cursor={changed}"),
        "/v1/invoices?cursor=nonsense".to_owned(),
        "/v1/invoices?limit=0".to_owned(),
        "/v1/invoices?limit=101".to_owned(),
        "/v1/invoices?limit=x".to_owned(),
        "/v1/invoices?status=unknown".to_owned(),
        "/v1/invoices?issued_from=2026-02-30".to_owned(),
    ] {
        let (status, code, body) = problem(platform.get(&path, &token).await).await;
        assert_eq!((status, code.as_str()), (400, "BAD_REQUEST"), "{path}");
        assert!(body["errors"][0]["parameter"].is_string(), "{body}");
    }
    platform.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c102_an_invoice_is_entered_once() {
    let platform = start().await;
    let token = platform.token(ALL).await;
    let body = invoice(&vendor(&platform, &token).await);
    let answers = futures::future::join_all((0..20).map(|_| platform.post("/v1/invoices", &token, &body))).await;
    let created = answers.iter().filter(|r| r.status() == StatusCode::CREATED).count();
    assert_eq!(created, 1);
    let location = answers.iter().map(|r| header(r, "location")).find(|l| !l.is_empty()).unwrap().to_owned();
    let mut records = Vec::new();
    for response in answers {
        records.push(response.json::<Value>().await.unwrap());
    }
    records.dedup();
    assert_eq!(records.len(), 1);
    let record = &records[0];
    assert_eq!(record["total"], json!({ "amount": "1251.00", "currency": "EUR" }));
    assert_eq!(record["lines"], body["lines"], "numbers stay as they were written");
    assert_eq!((&record["status"], &record["memo"]), (&json!("open"), &Value::Null));
    assert_eq!(platform.get(&location, &token).await.json::<Value>().await.unwrap(), *record);

    let mut other = body.clone();
    other["number"] = "INV-2".into();
    assert_eq!(problem(platform.post("/v1/invoices", &token, &other).await).await.0, 409);
    // Without an external_id each call makes one.
    let mut plain = body;
    plain.as_object_mut().unwrap().remove("external_id");
    for _ in 0..2 {
        assert_eq!(platform.post("/v1/invoices", &token, &plain).await.status(), StatusCode::CREATED);
    }
    assert_eq!(walk(&platform, &token, "/v1/invoices?limit=100").await.len(), 57 + 3);
    platform.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_an_invoice_is_named() {
    let platform = start().await;
    let token = platform.token(ALL).await;
    let good = invoice(&vendor(&platform, &token).await);
    let unknown = "ven_0192f3a47c5e7b1d8a3f5e6c7d8b9a05";
    for (pointer, value) in [
        ("/vendor_id", json!(unknown)),
        ("/vendor_id", json!("acme")),
        ("/due_on", json!("2026-09-30")),
        ("/issued_on", json!("2026-13-01")),
        ("/lines/0/quantity", json!(25)),
        ("/lines/0/quantity", json!("1e3")),
        ("/lines/1/unit_price/currency", json!("USD")),
        ("/lines/1/unit_price/currency", json!("XXX")),
        ("/lines/1/unit_price/amount", json!("1,00")),
        ("/number", json!("")),
    ] {
        let mut body = good.clone();
        *body.pointer_mut(pointer).unwrap() = value.clone();
        let (status, _, answer) = problem(platform.post("/v1/invoices", &token, &body).await).await;
        assert_eq!(status, 400, "{pointer} {value}");
        assert_eq!(answer["errors"][0]["pointer"], pointer, "{answer}");
    }
    let response = platform.get("/v1/invoices/inv_0192f3a47c5e7b1d8a3f5e6c7d8b9a04", &token).await;
    assert_eq!(problem(response).await.1, "NOT_FOUND");
    assert_eq!(problem(platform.get("/v1/invoices/17", &token).await).await.0, 400);
    platform.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invoice_is_never_paid_twice() {
    let platform = start().await;
    let token = platform.token(ALL).await;
    let body = invoice(&vendor(&platform, &token).await);
    let entered: Value = platform.post("/v1/invoices", &token, &body).await.json().await.unwrap();
    let pay = |external_id: &str, amount: &str| {
        json!({
            "external_id": external_id, "invoice_id": entered["id"],
            "amount": { "amount": amount, "currency": "EUR" },
            "method": { "type": "bank_transfer", "iban": "DE89370400440532013000" },
        })
    };
    // Many at the same time, each for more than half: one gets through.
    let bodies: Vec<Value> = (0..10).map(|n| pay(&format!("run-{n}"), "700.00")).collect();
    let answers = futures::future::join_all(bodies.iter().map(|b| platform.post("/v1/payments", &token, b))).await;
    let made: Vec<usize> = (0..10).filter(|n| answers[*n].status() == StatusCode::CREATED).collect();
    assert_eq!(made.len(), 1);
    assert!(answers.iter().all(|r| [201, 409].contains(&r.status().as_u16())));
    // The same call again gives the same payment, the same id with another body does not.
    let again = platform.post("/v1/payments", &token, &bodies[made[0]]).await;
    assert_eq!(again.status(), StatusCode::OK);
    let again: Value = again.json().await.unwrap();
    assert_eq!((&again["status"], &again["settled_at"]), (&json!("pending"), &Value::Null));
    assert_eq!(again["method"], bodies[0]["method"]);
    let other = pay(&format!("run-{}", made[0]), "1.00");
    assert_eq!(problem(platform.post("/v1/payments", &token, &other).await).await.0, 409);
    // What is left can be paid.
    assert_eq!(platform.post("/v1/payments", &token, &pay("rest", "551.00")).await.status(), StatusCode::CREATED);
    let path = format!("/v1/payments?invoice_id={}", entered["id"].as_str().unwrap());
    assert_eq!(walk(&platform, &token, &path).await.len(), 2);

    for (pointer, value) in [
        ("/amount/amount", json!("0.00")),
        ("/amount/amount", json!("-1.00")),
        ("/amount/amount", json!("1.005")),
        ("/amount/currency", json!("USD")),
        ("/invoice_id", json!("inv_0192f3a47c5e7b1d8a3f5e6c7d8b9a04")),
        ("/method/iban", json!("DE")),
    ] {
        let mut body = pay("wrong", "1.00");
        *body.pointer_mut(pointer).unwrap() = value;
        let (status, _, answer) = problem(platform.post("/v1/payments", &token, &body).await).await;
        assert_eq!(status, 400, "{pointer}");
        assert_eq!(answer["errors"][0]["pointer"], pointer, "{answer}");
    }
    platform.stop().await;
}

#[tokio::test]
async fn vendors_by_name_and_filter() {
    let platform = start().await;
    let token = platform.token(ALL).await;
    let all = walk(&platform, &token, "/v1/vendors?limit=2").await;
    let names: Vec<String> = all.iter().map(|v| v["name"].as_str().unwrap().to_lowercase()).collect();
    assert_eq!(names.len(), 9);
    assert!(names.windows(2).all(|w| w[0] < w[1]), "{names:?}");
    let some = walk(&platform, &token, "/v1/vendors?country=DE,FR&limit=1").await;
    assert_eq!(some.len(), 2);
    assert!(some.iter().all(|v| ["DE", "FR"].contains(&v["address"]["country"].as_str().unwrap())));
    for (query, count) in
        [("query=LUMI%C3%88RE", 1), ("query=%25", 0), ("query=o", 8), ("name=stahl", 1), ("name=handel", 0)]
    {
        assert_eq!(walk(&platform, &token, &format!("/v1/vendors?{query}")).await.len(), count, "{query}");
    }
    let one = platform.get(&format!("/v1/vendors/{}", all[0]["id"].as_str().unwrap()), &token).await;
    assert_eq!(one.json::<Value>().await.unwrap(), all[0]);
    platform.stop().await;
}
