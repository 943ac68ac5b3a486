//! Operations, their groups, names, pages and keys.

mod common;

use common::*;
use ir::{ContentKind, Idempotency, Location, Openness, PaginationKind, Presence, Status, Style};

#[test]
fn method_names_drop_the_resource() {
    let api = api(&with_paths(
        "/a: {get: {operationId: listInvoices, tags: [invoices], responses: {}}}
/b: {get: {operationId: getInvoice, tags: [invoices], responses: {}}}
/c: {get: {operationId: listSpecialInvoices, tags: [invoices], responses: {}}}
/d: {get: {operationId: invoices/list-for-org, tags: [invoices], responses: {}}}
/e: {get: {operationId: list, tags: [invoices], responses: {}}}
/f: {get: {operationId: createApiClient, tags: [api-clients], responses: {}}}
/g: {get: {operationId: getCompany, tags: [Companies], responses: {}}}
/h/{id}: {get: {responses: {}, parameters: [{name: id, in: path, required: true, schema: {type: string}}]}}",
        "",
    ));
    let names = |tag: &str| -> Vec<String> {
        let resource = api.resources.iter().find(|r| r.name.wire == tag).expect(tag);
        api.operations_of(resource).map(|o| o.method_name.snake()).collect()
    };
    // `list` has the fewest words and keeps its name; `listInvoices` comes later and keeps its whole id.
    assert_eq!(names("invoices"), ["get", "list", "list_for_org", "list_invoices", "list_special_invoices"]);
    assert_eq!(names("api-clients"), ["create"]);
    assert_eq!(names("Companies"), ["get"]);
    assert_eq!(names("default"), ["get_h_by_id"]);
}

#[test]
fn parameters_are_merged_ordered_and_named() {
    let api = api(&with_paths(
        "/x/{id}/{name}:
  parameters:
    - {name: id, in: path, required: true, schema: {type: integer}}
    - {name: limit, in: query, schema: {type: string}}
  get:
    operationId: go
    responses: {}
    parameters:
      - {name: limit, in: query, schema: {type: integer, default: 5}, description: how many}
      - {name: name, in: path, required: true, schema: {type: string}, style: matrix}
      - {name: id, in: query, schema: {type: string}}
      - {name: Authorization, in: header, schema: {type: string}}
      - {name: filter, in: query, required: true, style: deepObject, explode: true, schema: {type: object, properties: {a: {type: string}}}}
      - {name: raw, in: query, content: {application/json: {schema: {type: array, items: {type: string}}}}}",
        "",
    ));
    let op = operation(&api, "go");
    let all: Vec<_> = op.params.iter().map(|p| (p.name.snake(), p.location, show(&api, &p.ty))).collect();
    assert_eq!(
        all,
        [
            ("id".into(), Location::Path, "int64".into()),
            ("name".into(), Location::Path, "string".into()),
            ("filter".into(), Location::Query, "GoFilter".into()),
            ("id_query".into(), Location::Query, "string".into()),
            ("limit".into(), Location::Query, "int64".into()),
            ("raw".into(), Location::Query, "[string]".into()),
        ]
    );
    assert_eq!(op.params[1].style, Style::Matrix);
    assert_eq!((op.params[2].style, op.params[2].explode), (Style::DeepObject, true));
    assert_eq!(op.params[4].default, Some(serde_json::json!(5)));
    assert_eq!(op.params[5].content.as_deref(), Some("application/json"));
}

#[test]
fn bodies_and_responses_are_in_order() {
    let api = api(&with_paths(
        "/x:
  post:
    operationId: send
    requestBody:
      required: true
      content:
        text/plain: {schema: {type: string}}
        multipart/form-data:
          schema: {type: object, properties: {file: {type: string, format: binary}}}
          encoding: {file: {contentType: image/png, headers: {X-Part: {schema: {type: string}}}}}
        application/json: {schema: {type: object, properties: {a: {type: string}}}, examples: {b: {value: {z: 1, a: 2}}}}
    responses:
      default: {description: bad, content: {application/problem+json: {schema: {type: object, properties: {d: {type: string}}}}}}
      '404': {description: none}
      '4XX': {description: some}
      '201': {description: made, headers: {X-Id: {required: true, schema: {type: string}}}, content: {text/event-stream: {schema: {type: object, properties: {e: {type: string}}}}}}",
        "",
    ));
    let op = operation(&api, "send");
    let body = op.body.as_ref().expect("a body");
    let types: Vec<_> = body.contents.iter().map(|c| (c.media_type.as_str(), show(&api, &c.ty))).collect();
    assert_eq!(
        types,
        [
            ("application/json", "SendRequest".into()),
            ("multipart/form-data", "SendRequestMultipart".into()),
            ("text/plain", "string".into()),
        ]
    );
    assert_eq!(body.contents[0].examples[0].value.to_string(), r#"{"a":2,"z":1}"#);
    let ContentKind::Multipart(encodings) = &body.contents[1].kind else { panic!("multipart") };
    assert_eq!(encodings[0].content_type.as_deref(), Some("image/png"));
    assert_eq!(encodings[0].headers[0].name.wire, "X-Part");
    let statuses: Vec<_> = op.responses.iter().map(|r| r.status).collect();
    assert_eq!(statuses, [Status::Exact(201), Status::Exact(404), Status::Range(4), Status::Default]);
    assert_eq!(op.responses[0].contents[0].kind, ContentKind::EventStream);
    assert_eq!(show(&api, &op.responses[0].contents[0].ty), "SendResponse");
    assert!(op.responses[0].headers[0].required);
    assert_eq!(show(&api, &op.responses[3].contents[0].ty), "SendDefault");
}

#[test]
fn usage_decides_openness_and_presence() {
    let api = api(&with_paths(
        "/x:
  post:
    operationId: send
    requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Both'}}}}
    responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Both'}}}}}
    callbacks:
      onDone:
        '{$request.body#/url}':
          post:
            requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Told'}}}}
            responses: {'200': {description: ok}}
/y:
  post:
    operationId: only
    requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Asked'}}}}
    responses: {}",
        "Both:
  type: object
  required: [id, secret, name]
  properties:
    id: {type: string, readOnly: true}
    secret: {type: string, writeOnly: true}
    name: {type: string}
    seen: {$ref: '#/components/schemas/Seen', readOnly: true}
Seen: {type: string, enum: [a, b]}
Asked: {type: string, enum: [a, b]}
Told: {type: string, enum: [a, b]}
Unused: {type: string, enum: [a, b]}",
    ));
    let both = object(&api, "Both");
    let presence =
        |wire: &str| both.fields.iter().find(|f| f.name.wire == wire).map(|f| (f.presence, f.required_on_its_side));
    assert_eq!(presence("id"), Some((Presence::Optional, true)));
    assert_eq!(presence("secret"), Some((Presence::Optional, true)));
    assert_eq!(presence("name"), Some((Presence::Required, true)));
    assert_eq!(both.fields[0].name.wire, "name");
    let usage = |name: &str| (decl(&api, name).usage.request, decl(&api, name).usage.response);
    assert_eq!(usage("Both"), (true, true));
    assert_eq!(usage("Seen"), (false, true));
    assert_eq!(usage("Asked"), (true, false));
    assert_eq!(usage("Told"), (false, true));
    assert_eq!(enumeration(&api, "Asked").openness, Openness::Closed);
    for open in ["Seen", "Told", "Unused"] {
        assert_eq!(enumeration(&api, open).openness, Openness::Open, "{open}");
    }
    assert_eq!(operation(&api, "send").callbacks[0].expression, "{$request.body#/url}");
}

fn pages(params: &str, response: &str, more: &str) -> Option<ir::Pagination> {
    let schema = response.to_owned();
    let params: String = params.lines().map(|l| format!("      - {l}\n")).collect();
    let text = format!(
        "/x:\n  get:\n    operationId: list\n{more}    parameters:\n{params}    responses:\n      '200':\n        description: ok\n        content: {{application/json: {{schema: {schema}}}}}"
    );
    let item = "Item: {type: object, required: [id], properties: {id: {type: string}}}";
    operation(&api(&with_paths(&text, item)), "list").pagination.clone()
}

const ITEM: &str = "{$ref: '#/components/schemas/Item'}";

#[test]
fn pages_are_found_on_both_sides() {
    let limit = "{name: limit, in: query, schema: {type: integer}}";
    let data = format!("data: {{type: array, items: {ITEM}}}");
    let cursor = pages(
        &format!("{{name: cursor, in: query, schema: {{type: string}}}}\n{limit}"),
        &format!("{{type: object, properties: {{{data}, meta: {{type: object, properties: {{next_cursor: {{type: string}}}}}}}}}}"),
        "",
    )
    .expect("cursor");
    assert_eq!(
        cursor.kind,
        PaginationKind::Cursor {
            param: "cursor".into(),
            next: vec!["meta".into(), "next_cursor".into()],
            has_more: None
        }
    );
    assert_eq!((cursor.items, cursor.limit_param), (vec!["data".to_owned()], Some("limit".to_owned())));
    let last = pages(
        "{name: starting_after, in: query, schema: {type: string}}",
        &format!("{{type: object, properties: {{{data}, has_more: {{type: boolean}}}}}}"),
        "",
    )
    .expect("last item");
    assert!(matches!(last.kind, PaginationKind::LastItem { key, .. } if key == "id"));
    let page = pages(
        &format!("{{name: page, in: query, schema: {{type: integer, minimum: 0}}}}\n{limit}"),
        &format!("{{type: array, items: {ITEM}}}"),
        "",
    )
    .expect("page");
    assert_eq!(page.kind, PaginationKind::Page { param: "page".into(), first: 0 });
    let offset = pages(
        &format!("{{name: offset, in: query, schema: {{type: integer}}}}\n{limit}"),
        &format!("{{type: array, items: {ITEM}}}"),
        "",
    )
    .expect("offset");
    assert_eq!(offset.kind, PaginationKind::Offset { param: "offset".into() });
    let url = pages(
        limit,
        &format!("{{type: object, properties: {{{data}, links: {{type: object, properties: {{next: {{type: string, format: uri}}}}}}}}}}"),
        "",
    )
    .expect("next url");
    assert_eq!(url.kind, PaginationKind::NextUrl { next: vec!["links".into(), "next".into()] });
}

#[test]
fn half_a_page_is_none() {
    let data = format!("data: {{type: array, items: {ITEM}}}");
    let cursor = "{name: cursor, in: query, schema: {type: string}}";
    assert_eq!(pages(cursor, &format!("{{type: object, properties: {{{data}}}}}"), ""), None);
    let two = "{type: object, properties: {a: {type: array}, b: {type: array}, next_cursor: {type: string}}}";
    assert_eq!(pages(cursor, two, ""), None);
    let whole = format!("{{type: object, properties: {{{data}, next_cursor: {{type: string}}}}}}");
    assert!(pages(cursor, &whole, "").is_some());
    assert_eq!(pages(cursor, &whole, "    x-covenant-pagination: false\n"), None);
}

#[test]
fn pages_are_declared() {
    let found = pages(
        "{name: from, in: query, schema: {type: string}}",
        &format!("{{type: object, properties: {{rows: {{type: array, items: {ITEM}}}, others: {{type: array}}, to: {{type: string}}}}}}"),
        "    x-covenant-pagination: {cursor: {param: from, next: to}, items: rows}\n",
    )
    .expect("declared");
    assert!(found.declared);
    assert_eq!(found.items, ["rows"]);
    assert_eq!(found.kind, PaginationKind::Cursor { param: "from".into(), next: vec!["to".into()], has_more: None });
}

#[test]
fn keys_of_repeated_calls() {
    let api = api(&with_paths(
        "/a: {post: {operationId: a, parameters: [{name: idempotency-key, in: header, schema: {type: string}}], responses: {}}}
/b: {post: {operationId: b, x-covenant-idempotency: {body: external_id}, responses: {}}}
/c: {post: {operationId: c, responses: {}}}",
        "",
    ));
    assert_eq!(operation(&api, "a").idempotency, Some(Idempotency::Header("idempotency-key".into())));
    assert_eq!(operation(&api, "b").idempotency, Some(Idempotency::Body("external_id".into())));
    assert_eq!(operation(&api, "c").idempotency, None);
}
