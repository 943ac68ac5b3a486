//! Descriptions that break naive comparisons: cycles of callbacks, chains of references, choices inside choices.

use diff::{Level, Policy, Report, diff};
use model::{Limits, MemoryFiles, Resolved, load};

fn resolve(text: String) -> Resolved {
    let loaded = load("api.yaml", &MemoryFiles::one("api.yaml", text), Limits::default());
    loaded.resolved.expect("a description that loads")
}

fn compare(old: String, new: String) -> Report {
    diff(&resolve(old), &resolve(new), &Policy::default())
}

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

fn response(schema: &str) -> String {
    format!(
        "{HEAD}paths:\n  /a:\n    get:\n      responses: {{'200': {{description: A, content: {{application/json: {{schema: {schema}}}}}}}}}\n"
    )
}

#[test]
fn a_callback_that_calls_itself() {
    let text = |schema: &str| {
        format!(
            "{HEAD}paths:\n  /a:\n    post:\n      responses: {{'204': {{description: A}}}}\n      callbacks: {{again: {{$ref: '#/components/callbacks/C'}}}}\ncomponents:\n  callbacks:\n    C:\n      '{{$request.body#/url}}':\n        post:\n          requestBody: {{content: {{application/json: {{schema: {{type: {schema}}}}}}}}}\n          responses: {{'204': {{description: A}}}}\n          callbacks: {{again: {{$ref: '#/components/callbacks/C'}}}}\n"
        )
    };
    let report = compare(text("string"), text("integer"));
    let errors: Vec<_> = report.findings.iter().filter(|f| f.level == Level::Error).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].id, "response-body-type-changed");
}

#[test]
fn a_long_chain_of_references() {
    let text = |last: &str| {
        let mut text = response("{$ref: '#/components/schemas/S0'}");
        text.push_str("components:\n  schemas:\n");
        for i in 0..3000 {
            text.push_str(&format!("    S{i}: {{properties: {{n: {{$ref: '#/components/schemas/S{}'}}}}}}\n", i + 1));
        }
        text.push_str(&format!("    S3000: {{type: {last}}}\n"));
        text
    };
    assert!(compare(text("string"), text("string")).findings.is_empty());
    let report = compare(text("string"), text("integer"));
    assert_eq!(report.findings.len(), 1);
    assert!(report.findings[0].message.len() < 600, "{}", report.findings[0].message);
}

#[test]
fn branches_that_hold_their_parent() {
    // Each child is the parent and more; the parent is one of its children.
    let mut text = response("{$ref: '#/components/schemas/Parent'}");
    text.push_str("components:\n  schemas:\n    Parent:\n      oneOf:\n");
    for i in 0..12 {
        text.push_str(&format!("        - {{$ref: '#/components/schemas/Child{i}'}}\n"));
    }
    for i in 0..12 {
        text.push_str(&format!(
            "    Child{i}: {{allOf: [{{$ref: '#/components/schemas/Parent'}}, {{required: [kind], properties: {{kind: {{const: k{i}}}}}}}]}}\n"
        ));
    }
    assert!(compare(text.clone(), text).findings.is_empty());
}

#[test]
fn many_choices_beside_each_other() {
    let choice = "{anyOf: [{required: [a]}, {required: [b]}, {required: [c]}, {required: [d]}]}";
    let all = [choice; 9].join(", ");
    let text = response(&format!("{{type: object, allOf: [{all}]}}"));
    assert!(compare(text.clone(), text).findings.is_empty());
}
