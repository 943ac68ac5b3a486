//! JSON and YAML: values, spans, and what is said about mistakes.

mod support;

use model::Limits;
use serde_json::json;
use support::{parse, read};

#[test]
fn yaml_is_read_by_the_core_schema() {
    let text = "a: 1\nb: on\nc: 2026-11-21\nd: ~\ne: 'null'\nf: 0x1F\n200: ok\ng:\n  - true\n  - -\n  - .5\nh: >-\n  two\n  lines\ni: !!str 5\n";
    let (value, mistakes) = read("a.yaml", text);
    assert_eq!(mistakes, Vec::<String>::new());
    assert_eq!(
        value,
        json!({
            "a": 1, "b": "on", "c": "2026-11-21", "d": null, "e": "null", "f": 31, "200": "ok",
            "g": [true, [null], 0.5], "h": "two lines", "i": "5"
        })
    );
}

#[test]
fn anchors_and_merge_keys_are_expanded() {
    let text = "base: &base {x: 1, y: 2}\nmore: &more\n  z: 3\none:\n  <<: *base\n  y: 9\nboth:\n  <<: [*base, *more]\ncopy: *base\n";
    let (value, mistakes) = read("a.yaml", text);
    assert_eq!(mistakes, Vec::<String>::new());
    assert_eq!(value["one"], json!({"x": 1, "y": 9}));
    assert_eq!(value["both"], json!({"x": 1, "y": 2, "z": 3}));
    assert_eq!(value["copy"], json!({"x": 1, "y": 2}));
}

#[test]
fn spans_cover_keys_and_values_byte_by_byte() {
    for (path, text) in [
        ("a.yaml", "ä: ö\nkey: [one, 'two']\nmap:\n  inner: word # comment\n\n\nlast: x\n"),
        ("a.json", "{\"ä\": \"ö\",\n \"key\": [\"one\", \"two\"],\n \"map\": {\"inner\": \"word\"}, \"last\": \"x\"}"),
    ] {
        let parsed = parse(path, text);
        let root = parsed.tree.node(parsed.root.expect("a root"));
        let shown = |keys: &[&str]| {
            let node = keys.iter().fold(root, |n, k| n.get(k).expect("the key exists"));
            let text = |span| parsed.sources.text(span).trim_matches(['"', '\'']).to_owned();
            (text(node.key_span()), text(node.span()))
        };
        assert_eq!(shown(&["ä"]), ("ä".into(), "ö".into()));
        assert_eq!(shown(&["map", "inner"]), ("inner".into(), "word".into()));
        let key = root.get("key").expect("the key exists");
        assert!(parsed.sources.text(key.span()).starts_with('[') && parsed.sources.text(key.span()).ends_with(']'));
        let map = parsed.sources.text(root.get("map").expect("the key exists").span());
        assert!(map.trim_end_matches(['}', '"']).ends_with("word"), "a block ends with its last value: {map:?}");
        let second = key.items().nth(1).expect("two items");
        assert_eq!(second.pointer(), "/key/1");
        assert_eq!(parsed.sources.place(second.span()).line, 2);
    }
}

#[test]
fn mistakes_of_yaml_have_places_and_the_rest_is_read() {
    for (text, mistakes, rest) in [
        ("a: 1\nb: x: y\nc: 3\n", vec!["2:5 syntax"], json!({"a": 1, "c": 3})),
        ("a: 1\nb: 2\na: 3\n", vec!["3:1 duplicate-key"], json!({"a": 1, "b": 2})),
        ("a: *nope\nb: 2\n", vec!["1:4 unknown-anchor"], json!({"a": null, "b": 2})),
        ("a: &x [*x]\nb: 2\n", vec!["1:8 endless-alias"], json!({"a": [null], "b": 2})),
        ("? [a, b]\n: 1\nb: 2\n", vec!["1:3 complex-key"], json!({"b": 2})),
        ("<<: 5\nb: 2\n", vec!["1:1 bad-merge"], json!({"b": 2})),
        ("", vec!["1:1 empty-file"], json!(null)),
        ("a: 1\n---\nb: 2\n", vec!["2:1 second-document"], json!({"a": 1})),
    ] {
        let (value, found) = read("a.yaml", text);
        assert_eq!(found, mistakes, "{text}");
        assert_eq!(value, rest, "{text}");
    }
}

#[test]
fn each_mistake_of_yaml_is_one_and_does_not_hide_the_next() {
    let text = "\
openapi: 3.1.0
info:
  title: a: b
  version: '1'
tags: [one, two
paths:
  /a:
    get:
      summary: x
     description: too far left
      operationId: a
  /b:
\tget: {}
  /c: {}
x-end: \"closed\" not
last: 1
";
    let (value, found) = read("a.yaml", text);
    let lines: Vec<&str> = found.iter().filter_map(|f| f.split(':').next()).collect();
    assert_eq!(lines, ["3", "5", "10", "13", "15"], "{found:?}");
    assert_eq!(value["last"], json!(1));
    assert_eq!(value["info"]["version"], json!("1"));
    assert_eq!(value["paths"]["/a"]["get"]["operationId"], json!("a"));
    assert_eq!(value["paths"]["/c"], json!({}));
}

#[test]
fn an_unclosed_quote_costs_its_line() {
    for quote in ['"', '\''] {
        let (value, found) = read("a.yaml", &format!("a: 1\nb: {quote}open\nc: 3\nd: {{e: 'f'}}\n"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with("syntax"), "{found:?}");
        assert_eq!(value, json!({"a": 1, "c": 3, "d": {"e": "f"}}));
    }
}

#[test]
fn mistakes_of_json_have_places_and_the_rest_is_read() {
    for (text, mistakes, rest) in [
        ("{\"a\": 1,}", vec!["1:9 syntax"], json!({"a": 1})),
        ("{\"a\": 1 \"b\": 2}", vec!["1:9 syntax"], json!({"a": 1, "b": 2})),
        ("{\"a\": tru, \"b\": 2}", vec!["1:7 syntax"], json!({"a": null, "b": 2})),
        ("{\"a\": 01}", vec!["1:7 syntax"], json!({"a": null})),
        ("{\"a\": [1, 2}", vec!["1:12 syntax"], json!({"a": [1, 2]})),
        ("{\"a\" 1, \"b\": 2}", vec!["1:6 syntax"], json!({"a": 1, "b": 2})),
        ("{'a': 1}", vec!["1:2 syntax"], json!({})),
        ("{\"a\": 1", vec!["1:8 syntax"], json!({"a": 1})),
        ("{\"a\": 1, \"a\": 2}", vec!["1:10 duplicate-key"], json!({"a": 1})),
        ("{\"a\": \"x\ny\"}", vec!["1:9 syntax"], json!({"a": "x\ny"})),
        ("{\"a\": \"x,\n \"b\": 1}", vec!["1:7 syntax"], json!({"a": "x", "b": 1})),
        ("[1] x", vec!["1:5 syntax"], json!([1])),
    ] {
        let (value, found) = read("a.json", text);
        assert_eq!(found, mistakes, "{text}");
        assert_eq!(value, rest, "{text}");
    }
}

#[test]
fn json_escapes_and_numbers_keep_what_they_say() {
    let (value, found) =
        read("a.json", r#"{"a\u0062": "\ud83d\ude00\n\/", "n": [-0, 1e400, 0.10, 12345678901234567890123]}"#);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(value["ab"], json!("😀\n/"));
    let parsed = parse("a.json", "[1e400, 0.10, 12345678901234567890123]");
    let literals: Vec<_> = parsed
        .tree
        .node(parsed.root.expect("a root"))
        .items()
        .filter_map(|n| n.as_number().map(str::to_owned))
        .collect();
    assert_eq!(literals, ["1e400", "0.10", "12345678901234567890123"]);
}

#[test]
fn json_in_a_yaml_file_and_yaml_flow_are_both_read() {
    assert_eq!(read("a.yaml", "{\"a\": [1, 2]}"), (json!({"a": [1, 2]}), vec![]));
    assert_eq!(read("a.yaml", "{a: [1, 2], b: c}"), (json!({"a": [1, 2], "b": "c"}), vec![]));
}

#[test]
fn hostile_texts_meet_their_bounds() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for path in ["a.json", "a.yaml"] {
        let (_, found) = read(path, &deep);
        assert_eq!(found.len(), 1, "{path}: {found:?}");
        assert!(found[0].ends_with("too-deep"), "{path}: {found:?}");
    }
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for i in 1..12 {
        let list = vec![format!("*a{}", i - 1); 10].join(", ");
        bomb.push_str(&format!("a{i}: &a{i} [{list}]\n"));
    }
    let parsed = parse("a.yaml", &bomb);
    let codes: Vec<_> = parsed.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["alias-bomb"]);
    assert_eq!(parsed.diagnostics[0].related.len(), 1);
    assert!(parsed.tree.len() < 2 * Limits::default().alias_nodes);
    // Anchors in anchors reach a depth that no single line of the text has.
    let mut tower = String::from("a0: &a0 x\n");
    for i in 1..60 {
        tower.push_str(&format!("a{i}: &a{i} {}*a{}{}\n", "[".repeat(20), i - 1, "]".repeat(20)));
    }
    let codes: Vec<_> = parse("a.yaml", &tower).diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["too-deep"]);
}

#[test]
fn bytes_that_are_no_text_are_reported_where_they_begin() {
    let files =
        model::MemoryFiles::one("a.yaml", b"openapi: 3.1.0\ninfo: {title: \xFF, version: '1'}\npaths: {}\n".to_vec());
    let loaded = model::load("a.yaml", &files, Limits::default());
    assert_eq!(support::places(&loaded), ["2:15 not-utf8"]);
    let files = model::MemoryFiles::one(
        "a.yaml",
        b"\xEF\xBB\xBFopenapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n".to_vec(),
    );
    assert!(model::load("a.yaml", &files, Limits::default()).usable());
}
