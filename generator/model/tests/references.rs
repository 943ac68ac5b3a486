//! References: across files, through each other, by anchor and identifier, and those that lead nowhere.

mod support;

use support::{load, places, with};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

#[test]
fn files_are_found_relative_to_the_file_that_refers() {
    let root = format!("{HEAD}paths:\n  /a:\n    $ref: paths/a.yaml\n");
    let loaded = load(&[
        ("openapi.yaml", &root),
        (
            "paths/a.yaml",
            "get:\n  operationId: a\n  responses:\n    '200':\n      $ref: '../responses/ok.yaml#/Ok%20then'\n",
        ),
        (
            "responses/ok.yaml",
            "Ok then:\n  description: fine\n  content:\n    application/json:\n      schema:\n        $ref: '../schemas/a~b.json'\n",
        ),
        (
            "schemas/a~b.json",
            r##"{"type": "object", "properties": {"self": {"$ref": "#"}, "up": {"$ref": "../openapi.yaml#/components/schemas/Id"}}}"##,
        ),
    ]);
    assert_eq!(places(&loaded)[..], ["schemas/a~b.json:1:73 unknown-reference"]);
    let doc = loaded.resolved.as_ref().expect("resolved");
    let (_, _, operation) = doc.document().operations().next().expect("an operation");
    let (_, response) = operation.responses().next().expect("a response");
    assert_eq!(response.description(), Some("fine"));
    let (_, media) = response.content().next().expect("content");
    let schema = media.schema().and_then(|s| s.reference()).expect("a schema");
    assert_eq!(schema.name(), Some("a~b"), "a whole file is called like the file");
    let own = schema.properties().next().and_then(|(_, p)| p.reference()).expect("a reference to itself");
    assert_eq!(own.id(), schema.id());
}

#[test]
fn what_the_views_do_not_follow_is_copied_in() {
    let root = format!(
        "{HEAD}  \npaths:\n  /a/{{id}}:\n    $ref: a.yaml\n    parameters:\n      $ref: parts.yaml#/parameters\n"
    )
    .replace("title: T", "title: {$ref: 'parts.yaml#/title'}");
    let loaded = load(&[
        ("openapi.yaml", &root),
        ("a.yaml", "get:\n  responses:\n    $ref: parts.yaml#/responses\n"),
        (
            "parts.yaml",
            "title: Parts\nparameters:\n  - {name: id, in: path, required: true, schema: {type: string}}\nresponses:\n  '204': {description: gone}\n",
        ),
    ]);
    assert_eq!(places(&loaded), Vec::<String>::new());
    let doc = loaded.resolved.as_ref().expect("resolved").document();
    assert_eq!(doc.title(), Some("Parts"));
    let (_, item) = doc.paths().next().expect("a path");
    assert_eq!(item.parameters().next().and_then(|p| p.name()), Some("id"));
    let (_, operation) = item.operations().next().expect("an operation");
    assert_eq!(operation.responses().map(|(s, _)| s).collect::<Vec<_>>(), ["204"]);
}

#[test]
fn anchors_identifiers_and_escapes_are_known() {
    let loaded = with(
        "components:
  schemas:
    A: {$anchor: here, type: string}
    B: {$ref: '#here'}
    C:
      $id: https://example.com/c
      $defs:
        inner: {type: integer}
      properties:
        x: {$ref: '#/$defs/inner'}
        y: {$dynamicRef: '#node'}
      $dynamicAnchor: node
    D: {$ref: 'https://example.com/c#/$defs/inner'}
    E: {$ref: '#/components/schemas/D'}
    F: {properties: {'a/b': {type: number}}}
    G: {$ref: '#/components/schemas/F/properties/a~1b'}
",
    );
    assert_eq!(places(&loaded), Vec::<String>::new());
    let doc = loaded.resolved.as_ref().expect("resolved");
    let schema = |name: &str| {
        let all = doc.document().components().expect("components");
        let found = all.schemas().find(|(n, _)| *n == name).expect("the schema exists");
        found.1
    };
    let target = |name: &str| doc.node(doc.follow(schema(name).id())).pointer();
    assert_eq!(target("B"), "/components/schemas/A");
    assert_eq!(target("D"), "/components/schemas/C/$defs/inner");
    assert_eq!(target("E"), "/components/schemas/C/$defs/inner");
    assert_eq!(target("G"), "/components/schemas/F/properties/a~1b");
    let y = schema("C").properties().nth(1).expect("y").1;
    assert_eq!(y.reference().map(|s| s.id()), Some(schema("C").id()));
}

#[test]
fn references_that_lead_nowhere_are_said_once() {
    for (text, expected) in [
        (
            "components:\n  schemas:\n    Invoice: {type: object}\n    A: {$ref: '#/components/schemas/Invioce'}\n    B: {$ref: '#/components/schemas/Invioce'}\n",
            "7:15 unknown-reference",
        ),
        ("components: {schemas: {A: {$ref: 'nope.yaml'}, B: {$ref: 'nope.yaml#/x'}}}\n", "4:34 missing-file"),
        ("components: {schemas: {A: {$ref: '../up.yaml'}}}\n", "4:34 reference-outside"),
        ("components: {schemas: {A: {$ref: '/etc/passwd'}}}\n", "4:34 reference-outside"),
        ("components: {schemas: {A: {$ref: 'https://example.com/a'}}}\n", "4:34 network-reference"),
        ("components: {schemas: {A: {$ref: 'file:///etc/passwd'}}}\n", "4:34 network-reference"),
        ("components: {schemas: {A: {$ref: '#nope'}}}\n", "4:34 unknown-reference"),
        ("components: {schemas: {A: {$ref: '#/components/schemas/A'}}}\n", "4:34 reference-cycle"),
        (
            "components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}, C: {$ref: '#/components/schemas/A'}}}\n",
            "4:34 reference-cycle",
        ),
        (
            "components: {schemas: {A: {type: object}}, responses: {R: {$ref: '#/components/schemas/A'}}}\n",
            "4:66 wrong-reference",
        ),
        (
            "components: {schemas: {A: {oneOf: [{type: object}], discriminator: {propertyName: k, mapping: {x: Nope}}}}}\n",
            "4:99 unknown-reference",
        ),
    ] {
        let loaded = with(text);
        assert_eq!(places(&loaded), [expected], "{text}");
        let doc = loaded.resolved.as_ref().expect("resolved even so");
        for id in 0..doc.tree.len() as u32 {
            doc.follow(model::NodeId(id));
        }
    }
}

#[test]
fn mapping_values_are_names_or_references() {
    let loaded = load(&[
        (
            "openapi.yaml",
            &format!(
                "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    Cat: {{type: object}}\n    Pet:\n      oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: dog.yaml}}]\n      discriminator:\n        propertyName: kind\n        mapping: {{c: Cat, c2: '#/components/schemas/Cat', d: dog.yaml}}\n"
            ),
        ),
        ("dog.yaml", "type: object\n"),
    ]);
    assert_eq!(places(&loaded), Vec::<String>::new());
    let doc = loaded.resolved.as_ref().expect("resolved");
    let pet = doc.document().components().expect("components").schemas().nth(1).expect("Pet").1;
    let names: Vec<_> = pet
        .discriminator()
        .expect("a discriminator")
        .mapping()
        .map(|(value, schema)| format!("{value}={}", schema.name().unwrap_or("?")))
        .collect();
    assert_eq!(names, ["c=Cat", "c2=Cat", "d=dog"]);
}

#[test]
fn data_that_looks_like_a_reference_is_data() {
    let loaded = with(
        "components:
  schemas:
    A:
      type: object
      default: {$ref: '#/nowhere'}
      enum: [{$ref: '#/nowhere'}]
      examples: [{$ref: '#/nowhere'}]
      properties:
        $ref: {type: string}
  examples:
    E: {value: {$ref: '#/nowhere'}}
",
    );
    assert_eq!(places(&loaded), Vec::<String>::new());
}

#[test]
fn extensions_bring_their_files_along() {
    let root = format!("{HEAD}paths:\n  /a:\n    get:\n      x-samples: [{{$ref: sample.yaml}}, {{$ref: '#/kept'}}]\n");
    let loaded = load(&[("openapi.yaml", &root), ("sample.yaml", "lang: Shell\n")]);
    assert_eq!(places(&loaded), Vec::<String>::new());
    let doc = loaded.resolved.as_ref().expect("resolved");
    let (_, _, operation) = doc.document().operations().next().expect("an operation");
    let samples = operation.get("x-samples").expect("samples").to_json();
    assert_eq!(samples, serde_json::json!([{"lang": "Shell"}, {"$ref": "#/kept"}]));
}

#[test]
fn objects_behind_broken_references_are_listed() {
    let loaded = load(&[(
        "openapi.yaml",
        &format!(
            "{HEAD}paths:\n  /a:\n    get:\n      responses:\n        '200': {{$ref: 'nope.yaml#/A'}}\n        '400': {{description: d, content: {{a/b: {{schema: {{$ref: 'nope.yaml#/B'}}}}}}}}\n"
        ),
    )]);
    assert_eq!(places(&loaded), ["7:23 missing-file"]);
    assert!(loaded.usable() && loaded.has_errors());
    let doc = loaded.resolved.as_ref().expect("resolved");
    let broken: Vec<_> = doc.broken_references().iter().map(|id| doc.node(*id).pointer()).collect();
    assert_eq!(broken, ["/paths/~1a/get/responses/200"]);
}
