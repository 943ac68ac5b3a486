//! What holds for whole documents.

mod common;

use common::*;
use ir::{CoverageKind, CoverageStatus};

const SHOP: &str = r#"
openapi: 3.1.0
info: {title: Shop, version: '1', x-release-date: '2026-11-21'}
servers: [{url: 'https://{region}.example.com', variables: {region: {default: eu, enum: [eu, us]}, b: {default: x}}}]
tags: [{name: orders, description: What was bought}]
security: [{oauth: ['orders:read']}]
paths:
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string, format: uuid}}]
    get:
      operationId: getOrder
      tags: [orders]
      responses:
        '200':
          description: ok
          headers: {X-Request-Id: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
          links: {again: {operationId: getOrder, parameters: {id: $response.body#/id}}}
        '404': {$ref: '#/components/responses/Missing'}
  /orders:
    post:
      operationId: createOrder
      tags: [orders]
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [lines]
              properties:
                lines: {type: array, items: {type: object, properties: {sku: {type: string}, kind: {enum: [a, b]}}}}
                note: {oneOf: [{type: string}, {type: object, properties: {text: {type: string}}}, {type: 'null'}]}
      responses:
        '201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
        '404': {$ref: '#/components/responses/Missing'}
      callbacks:
        paid: {'{$request.body#/url}': {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {at: {type: string}}}}}}, responses: {'200': {description: ok}}}}}
webhooks:
  shipped: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {order: {$ref: '#/components/schemas/Order'}}}}}}, responses: {'200': {description: ok}}}}
components:
  responses:
    Missing: {description: none, content: {application/problem+json: {schema: {type: object, properties: {detail: {type: string}}}}}}
  securitySchemes:
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /oauth/token, scopes: {'orders:write': w, 'orders:read': r}}}}
    key: {type: apiKey, in: header, name: X-Key}
  schemas:
    Order:
      allOf:
        - {$ref: '#/components/schemas/Base'}
        - type: object
          properties:
            state: {type: string, enum: [open, closed], x-unknown: 1}
            meta: {type: object, additionalProperties: {type: object, properties: {v: {}}}}
            base: {$ref: '#/components/schemas/Base', minProperties: 1}
    Base: {type: object, required: [id], properties: {id: {type: string}, parent: {$ref: '#/components/schemas/Order'}}}
    Either: {oneOf: [{$ref: '#/components/schemas/Order'}, {type: array, items: {$ref: '#/components/schemas/Either'}}]}
    Loose: {type: object, properties: {a: {type: string}}, not: {required: [b]}}
"#;

#[test]
fn the_order_of_keys_does_not_matter() {
    let doc = resolved(SHOP);
    let expected = without_places(&ir::lower(&doc).api);
    assert!(expected.len() > 10_000);
    for seed in 1..40 {
        let other = resolved(&shuffled(&doc, seed * 7919));
        let got = without_places(&ir::lower(&other).api);
        if got != expected {
            let at = got.lines().zip(expected.lines()).position(|(a, b)| a != b).unwrap_or(0);
            let show = |t: &str| t.lines().skip(at.saturating_sub(5)).take(12).collect::<Vec<_>>().join("\n");
            panic!("seed {seed}, line {at}\n{}\n-----\n{}", show(&expected), show(&got));
        }
    }
}

#[test]
fn everything_is_accounted_for() {
    let doc = resolved(SHOP);
    let lowered = ir::lower(&doc);
    let coverage = lowered.coverage(&doc);
    let count = |kind: CoverageKind| coverage.counts.get(&kind).copied().unwrap_or_default();
    assert_eq!(count(CoverageKind::Operation).total, lowered.api.operations.len());
    assert_eq!(count(CoverageKind::Webhook).total, lowered.api.webhooks.len());
    assert_eq!(count(CoverageKind::SecurityScheme).total, lowered.api.security_schemes.len());
    for kind in [
        CoverageKind::Operation,
        CoverageKind::Callback,
        CoverageKind::Parameter,
        CoverageKind::MediaType,
        CoverageKind::Response,
        CoverageKind::Header,
        CoverageKind::Link,
        CoverageKind::Property,
        CoverageKind::EnumValue,
    ] {
        let count = count(kind);
        assert!(count.total > 0, "{}", kind.as_str());
        assert_eq!(count.generated, count.total, "{}", kind.as_str());
    }
    // 7 properties of components, 5 of the request, one each of the response, the callback and the webhook.
    assert_eq!(count(CoverageKind::Property).total, 15);
    assert_eq!(count(CoverageKind::EnumValue).total, 4);
    let rest: Vec<_> = coverage.entries.iter().filter(|e| e.status != CoverageStatus::Generated).collect();
    assert!(rest.iter().any(|e| e.pointer.ends_with("/state/x-unknown") && e.at.line > 1));
    assert!(rest.iter().any(|e| e.pointer.ends_with("/Loose/not") && e.status == CoverageStatus::Kept));
    assert_eq!(coverage.keywords["not"].kept, 1);
    assert_eq!(coverage.to_json()["counts"]["operation"]["generated"], 2);
}

#[test]
fn the_root_of_the_document() {
    let api = api(SHOP);
    assert_eq!(api.info.release_date.as_deref(), Some("2026-11-21"));
    assert_eq!(api.servers[0].variables.iter().map(|v| v.name.wire.as_str()).collect::<Vec<_>>(), ["b", "region"]);
    assert_eq!(api.resources[0].docs.description.as_deref(), Some("What was bought"));
    assert_eq!(api.security_schemes.iter().map(|s| s.name.wire.as_str()).collect::<Vec<_>>(), ["key", "oauth"]);
    let get = operation(&api, "getOrder");
    assert_eq!(get.security[0][0].scopes, ["orders:read"]);
    assert_eq!(get.responses[0].links[0].operation.as_deref(), Some("getOrder"));
    assert_eq!(show(&api, &get.responses[1].contents[0].ty), "MissingResponse");
    assert_eq!(show(&api, &api.webhooks[0].operation.body.as_ref().expect("payload").contents[0].ty), "ShippedPayload");
    assert_eq!(field_type(&api, "CreateOrderRequest", "lines"), "[CreateOrderRequestLinesItem]");
    assert_eq!(field_type(&api, "CreateOrderRequest", "note"), "CreateOrderRequestNote?");
    assert_eq!(field_type(&api, "Order", "meta"), "{OrderMetaValue}");
    assert_eq!(field_type(&api, "Order", "base"), "Base");
}
