//! What is written is read again as it was; a bundle says what its files said.

mod support;

use model::{Node, Value, bundle, write_json, write_yaml};
use proptest::prelude::*;
use support::{load, parse, places};

fn same(a: Node<'_>, b: Node<'_>) -> bool {
    match (a.value(), b.value()) {
        (Value::Array(x), Value::Array(y)) => x.len() == y.len() && a.items().zip(b.items()).all(|(a, b)| same(a, b)),
        (Value::Object(x), Value::Object(y)) => {
            x.len() == y.len() && a.entries().zip(b.entries()).all(|(a, b)| a.0 == b.0 && same(a.1, b.1))
        }
        (x, y) => x == y,
    }
}

fn comes_back(path: &str, text: &str) {
    let first = parse(path, text);
    let root = first.tree.node(first.root.expect("a root"));
    for (path, written) in [("x.yaml", write_yaml(root)), ("x.json", write_json(root))] {
        let again = parse(path, &written);
        let codes: Vec<_> = again.diagnostics.iter().map(|d| &d.message).collect();
        assert!(codes.is_empty(), "{codes:?} in\n{written}");
        let root_again = again.tree.node(again.root.expect("a root"));
        assert!(same(root, root_again), "{:?} became {:?} in\n{written}", root.to_json(), root_again.to_json());
    }
}

#[test]
fn texts_that_look_like_something_else_come_back_as_texts() {
    let words = [
        "",
        " ",
        "a",
        "yes",
        "No",
        "null",
        "~",
        "true",
        "1",
        "1.0",
        "0x1F",
        "1e3",
        ".5",
        "-",
        "- a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "'a'",
        "\"a\"",
        "%a",
        "@a",
        "`a`",
        "{a}",
        "[a]",
        "a\nb",
        "a\nb\n",
        "a\n\nb\n\n",
        "\na",
        " a\nb",
        "a\n b",
        "a \nb",
        "a\n \nb",
        "\ta",
        "a\tb",
        "a\n\tb",
        "a\r\nb",
        "2026-11-21",
        "12:30:45",
        "<<",
        "=",
        "?",
        "? a",
        "---",
        "...",
        "--- a",
        "a\u{0}b",
        "\u{FEFF}a",
        "a\u{85}b",
        "a\u{2028}b",
        "a\u{202E}b",
        "😀",
        "ä",
        "\u{FFFE}",
        "a,b",
        "a]b",
        "a\\b",
        "a\"b",
        "\n",
        "\n\n",
        "0o17",
        "+1",
        "1_000",
        "on",
        "y",
        ",a",
        "a\n---\nb",
        "a\n...\nb",
        "#a\n#b",
        "a\n# b\n",
    ];
    for word in words {
        let text = serde_json::json!({"key": word, word: [word, [word], {"x": word}], "end": 1}).to_string();
        comes_back("x.json", &text);
        comes_back("x.json", &serde_json::json!(word).to_string());
    }
}

#[test]
fn shapes_and_numbers_come_back() {
    for text in [
        "{}",
        "[]",
        "[[], {}, [[1], [[2]]], [{\"a\": [{\"b\": 1}]}]]",
        "5",
        "\"x\"",
        "null",
        "{\"a\": {\"b\": {}}, \"c\": [[], []]}",
        "[1.10, -0, 1e400, 123456789012345678901234567890, true, null]",
    ] {
        comes_back("x.json", text);
    }
}

#[test]
fn yaml_is_written_as_people_write_it() {
    let parsed = parse(
        "x.json",
        r#"{"openapi": "3.1.0", "info": {"title": "A: b", "description": "One.\nTwo.\n"}, "tags": [{"name": "a", "x": [1, []]}], "200": "on"}"#,
    );
    assert_eq!(
        write_yaml(parsed.tree.node(parsed.root.expect("a root"))),
        "openapi: \"3.1.0\"\ninfo:\n  title: \"A: b\"\n  description: |\n    One.\n    Two.\ntags:\n  - name: a\n    x:\n      - 1\n      - []\n\"200\": \"on\"\n"
    );
}

fn value() -> impl Strategy<Value = serde_json::Value> {
    let text = "[ -~\\n\\t\u{0}-\u{20}äé\u{2028}\u{FEFF}😀:#'\"-]{0,12}";
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        text.prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::vec((text, inner), 0..5)
                .prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_value_comes_back(value in value()) {
        comes_back("x.json", &value.to_string());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for path in ["a.yaml", "a.json"] {
            model::load(path, &model::MemoryFiles::one(path, bytes.clone()), model::Limits::default());
        }
    }

    #[test]
    fn no_damage_makes_it_panic(at in 0usize..1400, len in 0usize..40, with in "[ -~\\n\\t]{0,8}", json in any::<bool>()) {
        let text = include_str!("ten/openapi.yaml");
        // Without the alias bomb, which is slow on purpose.
        let mut text = text[..text.find("x-d:").unwrap_or(text.len())].to_owned();
        let path = if json { "a.json" } else { "a.yaml" };
        if json {
            let parsed = parse("a.yaml", &text);
            text = write_json(parsed.tree.node(parsed.root.expect("a root")));
        }
        let start = at.min(text.len());
        let end = (start + len).min(text.len());
        if text.is_char_boundary(start) && text.is_char_boundary(end) {
            text.replace_range(start..end, &with);
        }
        let loaded = model::load(path, &model::MemoryFiles::one(path, text), model::Limits::default());
        if let Some(doc) = &loaded.resolved {
            let bundled = bundle(doc);
            write_yaml(bundled.tree.node(bundled.root));
        }
    }
}

#[test]
fn a_bundle_is_one_document_with_readable_names() {
    let loaded = load(&[
        (
            "openapi.yaml",
            "openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a: {$ref: paths/a.yaml}
  /b:
    get:
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: 'models.yaml#/Pet'}}}}
components:
  schemas:
    Dog: {$ref: dog.yaml}
    Error: {type: object}
",
        ),
        (
            "paths/a.yaml",
            "get:\n  responses:\n    '200':\n      description: ok\n      content: {application/json: {schema: {$ref: '../dog.yaml'}}}\n    default: {$ref: '../models.yaml#/Error'}\n",
        ),
        (
            "dog.yaml",
            "type: object\nnullable: true\nproperties: {friend: {$ref: '#'}, e: {$ref: 'models.yaml#/sub/Error'}}\n",
        ),
        (
            "models.yaml",
            "Pet: {oneOf: [{$ref: dog.yaml}], discriminator: {propertyName: k, mapping: {d: dog.yaml}}}\nError: {description: bad}\nsub: {Error: {type: string}}\n",
        ),
    ]);
    assert_eq!(places(&loaded), Vec::<String>::new());
    let bundled = bundle(loaded.resolved.as_ref().expect("resolved"));
    let written = bundled.tree.node(bundled.root).to_json();
    assert_eq!(
        written,
        serde_json::json!({
            "openapi": "3.1.1",
            "info": {"title": "T", "version": "1"},
            "paths": {
                "/a": {"get": {"responses": {
                    "200": {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Dog"}}}},
                    "default": {"$ref": "#/components/responses/Error"},
                }}},
                "/b": {"get": {"responses": {
                    "200": {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
                }}},
            },
            "components": {
                "schemas": {
                    "Dog": {"type": ["object", "null"], "properties": {
                        "friend": {"$ref": "#/components/schemas/Dog"},
                        "e": {"$ref": "#/components/schemas/models_Error"},
                    }},
                    "Error": {"type": "object"},
                    "Pet": {
                        "oneOf": [{"$ref": "#/components/schemas/Dog"}],
                        "discriminator": {"propertyName": "k", "mapping": {"d": "#/components/schemas/Dog"}},
                    },
                    "models_Error": {"type": "string"},
                },
                "responses": {"Error": {"description": "bad"}},
            },
        })
    );
    let text = write_yaml(bundled.tree.node(bundled.root));
    assert_eq!(places(&load(&[("b.yaml", &text)])), Vec::<String>::new());
}
