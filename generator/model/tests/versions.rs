//! 3.0 read as 3.1, 3.2 with notes, and everything else refused.

mod support;

use serde_json::{Value, json};
use support::{load, places};

fn schema_of(version: &str, schema: &str) -> (Value, Vec<String>) {
    let text = format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    Other: {{type: object}}\n    S: {schema}\n"
    );
    let loaded = load(&[("openapi.yaml", &text)]);
    let doc = loaded.resolved.as_ref().expect("resolved");
    let schema = doc.document().components().expect("components").schemas().nth(1).expect("S").1;
    (schema.node().to_json(), places(&loaded))
}

#[test]
fn schemas_of_3_0_become_schemas_of_3_1() {
    let null = json!({"type": "null"});
    let other = json!({"$ref": "#/components/schemas/Other"});
    for (old, new) in [
        ("{type: string, nullable: true}", json!({"type": ["string", "null"]})),
        ("{type: string, nullable: false}", json!({"type": "string"})),
        ("{type: string, nullable: true, enum: [a]}", json!({"type": ["string", "null"], "enum": ["a", null]})),
        ("{nullable: true, enum: [a, null]}", json!({"enum": ["a", null]})),
        ("{nullable: true, properties: {a: {}}}", json!({"type": ["object", "null"], "properties": {"a": {}}})),
        ("{nullable: true}", json!({})),
        (
            "{nullable: true, description: d, allOf: [{$ref: '#/components/schemas/Other'}]}",
            json!({"description": "d", "anyOf": [{"allOf": [other]}, null]}),
        ),
        ("{nullable: true, oneOf: [{$ref: '#/components/schemas/Other'}]}", json!({"oneOf": [other, null]})),
        ("{nullable: true, anyOf: [{type: string, nullable: true}]}", json!({"anyOf": [{"type": ["string", "null"]}]})),
        ("{minimum: 1, exclusiveMinimum: true}", json!({"exclusiveMinimum": 1})),
        ("{maximum: 1.50, exclusiveMaximum: false}", json!({"maximum": 1.5})),
        ("{type: string, example: x}", json!({"type": "string", "examples": ["x"]})),
        ("{type: string, format: byte}", json!({"type": "string", "format": "byte", "contentEncoding": "base64"})),
        (
            "{type: string, format: binary}",
            json!({"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"}),
        ),
    ] {
        // `null` in the expectations above stands for the null schema where a schema belongs.
        let mut new = new;
        for union in ["anyOf", "oneOf"] {
            if let Some(list) = new.get_mut(union).and_then(Value::as_array_mut) {
                list.iter_mut().filter(|v| v.is_null()).for_each(|v| *v = null.clone());
            }
        }
        assert_eq!(schema_of("3.0.3", old), (new, vec![]), "{old}");
    }
}

#[test]
fn beside_a_reference_3_0_counts_nothing_and_3_1_everything() {
    let (old, said) = schema_of("3.0.3", "{$ref: '#/components/schemas/Other', maxProperties: 1, description: d}");
    assert_eq!(old, json!({"$ref": "#/components/schemas/Other", "description": "d"}));
    assert_eq!(said, ["7:45 ignored-sibling?"]);
    let (new, said) = schema_of("3.1.0", "{$ref: '#/components/schemas/Other', maxProperties: 1, description: d}");
    assert_eq!(new, json!({"$ref": "#/components/schemas/Other", "maxProperties": 1, "description": "d"}));
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn what_3_1_dropped_is_still_understood() {
    let (schema, said) = schema_of("3.1.0", "{type: string, nullable: true}");
    assert_eq!(schema, json!({"type": ["string", "null"]}));
    assert_eq!(said, ["7:23 foreign-nullable?"]);
    let (schema, said) = schema_of("3.1.0", "{$ref: '#/components/schemas/Other', nullable: true}");
    assert_eq!(schema, json!({"anyOf": [{"$ref": "#/components/schemas/Other"}, {"type": "null"}]}));
    assert_eq!(said, ["7:45 foreign-nullable?"]);
    let (schema, said) = schema_of("3.1.0", "{minimum: 0, exclusiveMinimum: true}");
    assert_eq!(schema, json!({"exclusiveMinimum": 0}));
    assert_eq!(said, ["7:21 foreign-bound?"]);
}

#[test]
fn pointers_mean_the_text_as_written() {
    let text = "openapi: 3.0.0
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    A: {nullable: true, allOf: [{type: object, properties: {x: {type: string}}}]}
    B: {$ref: '#/components/schemas/A/allOf/0/properties/x'}
";
    let loaded = load(&[("openapi.yaml", text)]);
    assert_eq!(places(&loaded), Vec::<String>::new());
}

#[test]
fn other_versions_are_refused_with_a_word() {
    for (text, expected) in [
        ("swagger: '2.0'\ninfo: {}\npaths: {}\n", vec!["1:10 unsupported-version"]),
        ("openapi: 4.0.0\ninfo: {title: T, version: '1'}\npaths: {}\n", vec!["1:10 unsupported-version"]),
        ("info: {title: T, version: '1'}\npaths: {}\n", vec!["1:1 missing-keyword"]),
        ("- a\n", vec!["1:1 not-a-description"]),
        ("just text\n", vec!["1:1 not-a-description"]),
        ("", vec!["1:1 empty-file"]),
    ] {
        let loaded = load(&[("a.yaml", text)]);
        assert_eq!(places(&loaded), expected, "{text}");
        assert!(!loaded.usable());
    }
    let loaded = model::load("a.yaml", &model::MemoryFiles::default(), model::Limits::default());
    assert_eq!(places(&loaded), ["missing-file"]);
    assert!(!loaded.usable(), "a missing root is not mended");
}

#[test]
fn what_3_2_brings_is_noted_there_and_warned_of_before() {
    let body =
        "info: {title: T, version: '1'}\npaths:\n  /a:\n    query:\n      responses: {'200': {description: ok}}\n";
    let loaded = load(&[("a.yaml", &format!("openapi: 3.2.0\n{body}"))]);
    assert_eq!(places(&loaded), ["5:5 new-in-3.2~"]);
    assert!(loaded.usable());
    let loaded = load(&[("a.yaml", &format!("openapi: 3.1.0\n{body}"))]);
    assert_eq!(places(&loaded), ["5:5 newer-keyword?"]);
}
