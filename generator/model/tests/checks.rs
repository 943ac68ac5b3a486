//! What is said about descriptions that can be read: each mistake in the smallest text that has it.

mod support;

use support::{load, places, with};

fn path(operation: &str) -> Vec<String> {
    let text = format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n{operation}");
    places(&load(&[("openapi.yaml", &text)]))
}

#[test]
fn wrong_types_are_named_for_every_kind_of_keyword() {
    for (text, expected) in [
        ("tags: {a: b}\n", "4:7 wrong-type"),
        ("tags: [one]\n", "4:8 wrong-type"),
        ("servers: [{url: [x]}]\n", "4:17 wrong-type"),
        ("servers: [{url: 'https://x', description: 5}]\n", "4:43 unquoted-text?"),
        ("security: {a: []}\n", "4:11 wrong-type"),
        ("components: []\n", "4:13 wrong-type"),
        ("components: {schemas: {A: 5}}\n", "4:27 wrong-type"),
        ("components: {schemas: {A: null}}\n", "4:27 wrong-type"),
        ("components: {schemas: {A: {properties: [a]}}}\n", "4:40 wrong-type"),
        ("components: {schemas: {A: {properties: }}}\n", "4:28 wrong-type?"),
        ("components: {schemas: {A: {minLength: -1}}}\n", "4:39 wrong-type"),
        ("components: {schemas: {A: {minLength: 1.5}}}\n", "4:39 wrong-type"),
        ("components: {schemas: {A: {minimum: '5'}}}\n", "4:37 wrong-type"),
        ("components: {schemas: {A: {uniqueItems: 'yes'}}}\n", "4:41 wrong-type"),
        ("components: {schemas: {A: {required: name}}}\n", "4:38 wrong-type"),
        ("components: {schemas: {A: {required: true}}}\n", "4:38 wrong-type?"),
        ("components: {schemas: {A: {type: strnig}}}\n", "4:34 wrong-value"),
        ("components: {schemas: {A: {type: null}}}\n", "4:34 wrong-type"),
        ("components: {schemas: {A: {items: [{}]}}}\n", "4:35 wrong-type"),
        ("components: {schemas: {A: {pattern: '(a'}}}\n", "4:37 bad-pattern"),
        ("components: {schemas: {A: {pattern: '(?P<n>a)'}}}\n", "4:37 foreign-pattern?"),
        ("components: {schemas: {A: {patternProperties: {'[a': {}}}}}\n", "4:48 bad-pattern"),
        ("components: {schemas: {A: {minLength: 3, maxLength: 2}}}\n", "4:39 empty-range?"),
        ("components: {schemas: {A: {allOf: [{$ref: '#/components/schemas/A'}]}}}\n", "4:24 endless-schema"),
        ("components: {parameters: {A: {name: a, in: body, schema: {}}}}\n", "4:44 wrong-value"),
        ("components: {parameters: {A: {in: query, schema: {}}}}\n", "4:27 missing-keyword"),
        ("components: {parameters: {A: {name: a, in: query}}}\n", "4:27 missing-keyword?"),
        ("components: {securitySchemes: {A: {type: apiKey, in: header}}}\n", "4:32 missing-keyword"),
        ("components: {responses: {A: {}}}\n", "4:26 missing-keyword?"),
        ("components: {responses: {A: {description: d, content: {json: {}}}}}\n", "4:56 bad-media-type?"),
        ("components: {responses: {A: {discription: d, description: d}}}\n", "4:30 unknown-keyword?"),
        ("componets: {}\n", "4:1 unknown-keyword?"),
        ("security: [{nope: []}]\n", "4:13 unknown-security-scheme?"),
        ("tags: [{name: a}, {name: a}]\n", "4:26 duplicate-tag?"),
    ] {
        assert_eq!(places(&with(text)), [expected], "{text}");
    }
}

#[test]
fn valid_keywords_pass() {
    let loaded = with(
        "x-anything: {$ref: 5}
tags: [{name: a, x-y: 1}]
components:
  schemas:
    A: true
    B: {type: [string, 'null'], const: null, unknownKeyword: 1, items: false, if: {}, then: {}, minLength: 3.0}
    C: {type: object, required: [a], properties: {a: {pattern: '^\\d+$'}}, unevaluatedProperties: false}
    D: {allOf: [{properties: {d: {$ref: '#/components/schemas/D'}}}]}
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
security: [{}, {key: []}]
",
    );
    assert_eq!(places(&loaded), Vec::<String>::new());
}

#[test]
fn texts_without_quotes_are_mended() {
    let text = "openapi: 3.1.0\ninfo: {title: 5, version: 1.10}\npaths: {}\n";
    let loaded = load(&[("a.yaml", text)]);
    assert_eq!(places(&loaded), ["2:15 unquoted-text?", "2:27 unquoted-text?"]);
    let doc = loaded.resolved.as_ref().expect("resolved").document();
    assert_eq!((doc.title(), doc.version()), (Some("5"), Some("1.10")));
}

#[test]
fn paths_and_their_parameters_are_compared() {
    let ok = "responses: {'200': {description: ok}}";
    let id = "{name: id, in: path, required: true, schema: {type: string}}";
    for (text, expected) in [
        (format!("  /a/{{id}}:\n    get: {{parameters: [{id}], {ok}}}\n"), vec![]),
        (format!("  /a/{{id}}:\n    parameters: [{id}]\n    get: {{{ok}}}\n"), vec![]),
        (format!("  /a/{{id}}:\n    get: {{{ok}}}\n"), vec!["4:3 undefined-path-parameter?"]),
        (format!("  /a:\n    get: {{parameters: [{id}], {ok}}}\n"), vec!["5:31 unused-path-parameter?"]),
        (format!("  /a/{{id}}:\n    get: {{parameters: [{id}, {id}], {ok}}}\n"), vec!["5:86 duplicate-parameter"]),
        (format!("  /a/{{x: {{get: {{{ok}}}}}\n").replace("/{x:", "/{x :"), vec!["4:3 bad-path"]),
        (format!("  a:\n    get: {{{ok}}}\n"), vec!["4:3 bad-path"]),
        ("  /a/{x}: {}\n  /a/{y}: {}\n".to_owned(), vec!["5:3 duplicate-path?"]),
        (
            format!("  /a:\n    get: {{operationId: x, {ok}}}\n    put: {{operationId: x, {ok}}}\n"),
            vec!["6:24 duplicate-operation-id"],
        ),
        ("  /a:\n    get: {responses: {'2000': {description: ok}}}\n".to_owned(), vec!["5:23 bad-status"]),
        ("  /a:\n    get: {responses: {4xx: {description: ok}}}\n".to_owned(), vec!["5:23 bad-status?"]),
    ] {
        assert_eq!(path(&text), expected, "{text}");
    }
}

#[test]
fn a_missing_path_parameter_is_taken_for_a_text() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a/{id}:\n    get: {responses: {'200': {description: ok}}}\n";
    let loaded = load(&[("a.yaml", text)]);
    assert!(loaded.usable());
    let doc = loaded.resolved.as_ref().expect("resolved");
    let (_, item) = doc.document().paths().next().expect("a path");
    let (_, operation) = item.operations().next().expect("an operation");
    let parameters = operation.effective_parameters(item);
    assert_eq!(parameters.iter().filter_map(|p| p.name()).collect::<Vec<_>>(), ["id"]);
    assert_eq!(loaded.sources.place(parameters[0].node().span()).line, 4);
}

#[test]
fn a_mistake_of_syntax_brings_no_others_with_it() {
    let text = "openapi: 3.1.0
info:
  title: T
  version: a: b
paths:
  /a/{id}:
    parameters:
      - name: id: x
        in: path
        required: true
    get:
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Gone'}}}}
components:
  schemas:
    Gone: : :
      type: object
";
    let loaded = load(&[("a.yaml", text)]);
    let codes: Vec<_> = loaded.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["syntax"; 3], "{:?}", places(&loaded));
}
