//! The Go target, as Go sees it: what is generated is formatted, passes `go vet` and does what its test says.
//!
//! Without a Go toolchain the parts that need one say so and pass.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use emit::{Package, PackageOptions};
use serde_json::{Map, Value, json};

fn package(name: &str, text: &str, go: &str) -> Package {
    let loaded = model::load(name, &model::MemoryFiles::one(name, text), model::Limits::default());
    let errors: Vec<_> = loaded.diagnostics.iter().filter(|d| d.severity == model::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let resolved = loaded.resolved.expect("a description");
    let options = PackageOptions {
        name: go.to_owned(),
        version: "1.2.3".to_owned(),
        command: "covenant generate".to_owned(),
        workspace: false,
    };
    emit::go::emit(&ir::lower(&resolved).api, &options)
}

fn text<'a>(package: &'a Package, path: &str) -> &'a str {
    &package.files.iter().find(|f| f.path == path).unwrap_or_else(|| panic!("no {path}")).text
}

/// A folder of the build directory, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

fn write(package: &Package, to: &Path) {
    for file in &package.files {
        assert!(!file.path.contains("..") && !file.path.starts_with('/') && !file.path.contains('\\'), "{}", file.path);
        let path = to.join(&file.path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, &file.text).expect("written");
    }
}

/// Runs a command; `None` when there is no such program.
fn run(folder: &Path, program: &str, args: &[&str]) -> Option<(bool, String)> {
    match Command::new(program).args(args).current_dir(folder).output() {
        Ok(done) => {
            let text = [done.stdout, done.stderr].concat();
            Some((done.status.success(), String::from_utf8_lossy(&text).into_owned()))
        }
        Err(_) => {
            eprintln!("no {program} here: not run");
            None
        }
    }
}

fn accepted_by_go(folder: &Path, commands: &[&[&str]]) {
    if let Some((ok, text)) = run(folder, "gofmt", &["-s", "-l", "."]) {
        assert!(ok && text.is_empty(), "gofmt would change {text}");
    }
    for args in commands {
        if let Some((ok, text)) = run(folder, "go", args) {
            assert!(ok, "go {args:?}: {text}");
        }
    }
}

#[test]
fn features_work() {
    let package = package("features.yaml", include_str!("go/features.yaml"), "example.com/acme/features-go");
    assert_eq!(package.gaps, []);
    let pets = text(&package, "pets.go");
    for line in [
        "func (r *PetsResource) List(ctx context.Context, params PetListParams, options ...RequestOption) iter.Seq2[*Pet, error] {",
        "func (r *PetsResource) Get(ctx context.Context, petID string, options ...RequestOption) (*Pet, error) {",
        "// Deprecated: It goes away on 2027-01-31. Use registerPet instead.",
        "\tq.fails(reflect.TypeFor[Conflict](), 409)",
    ] {
        assert!(pets.lines().any(|l| l == line), "no line {line:?} in\n{pets}");
    }
    let types = text(&package, "types.go");
    for line in [
        "type ClientModel struct {",
        "\tOwner Nullable[string] `json:\"owner\"`",
        "\tWeight Nullable[float64] `json:\"weight,omitzero\"`",
        "\tParent Optional[*Pet] `json:\"parent,omitzero\"`",
        "\tPlus1 Optional[int64] `json:\"+1,omitzero\"`",
        "\tMinus1 Optional[int64] `json:\"-1,omitzero\"`",
        "\tMarshalJSONField Optional[string] `json:\"MarshalJSON,omitzero\"`",
        "\tExtraField Optional[string] `json:\"extra,omitzero\"`",
        "type Tree []Tree",
    ] {
        let found = types.lines().any(|l| l.split_whitespace().eq(line.split_whitespace()));
        assert!(found, "no line {line:?} in\n{types}");
    }
    assert!(package.files.iter().any(|f| f.path == "windows_api.go"), "windows.go is for one system only");
    assert_eq!(text(&package, "go.mod"), "module example.com/acme/features-go\n\ngo 1.24\n");
    assert!(package.files.is_sorted() && package.files.windows(2).all(|w| w[0].path != w[1].path));

    let folder = folder("go-features");
    write(&package, &folder);
    fs::write(folder.join("features_test.go"), include_str!("go/features_test.go")).expect("written");
    accepted_by_go(&folder, &[&["vet", "./..."], &["test", "./..."]]);
}

/// Text that tries to leave wherever it stands.
const PAYLOADS: &[&str] = &[
    "*/ panic(1) /*",
    "x\n}\nfunc init() { panic(1) }\n//",
    "\"+panic(1)+\"",
    "`+panic(1)+`",
    "\\\"); panic(1); (\"",
    "\u{202e}\u{2066}// }\u{2069}",
    "go:embed /etc/passwd",
    "+build ignore",
    "../../../../etc/passwd",
    "{{.}}%s${x}",
    "\u{0}\r\u{85}\u{2028}",
    "type",
    "",
    "  # Title\n\n- a\n  - b\n\n1. c\n\n[x]: https://example.com\n\n    code",
];

/// A description in which `payload` stands everywhere.
fn hostile(payload: &str) -> Value {
    let named = |suffix: &str| format!("{payload}{suffix}");
    let schema = json!({
        "type": "object", "description": payload, "title": payload,
        "required": [named("a")],
        "properties": {
            named("a"): {"type": "string", "description": payload, "default": payload, "examples": [payload]},
            named("b"): {"type": "string", "enum": [payload, named("2"), "x"], "description": payload},
            named("c"): {"const": payload},
            named("d"): {"oneOf": [
                {"type": "object", "required": ["t"], "properties": {"t": {"const": payload}}},
                {"type": "object", "required": ["t"], "properties": {"t": {"const": named("u")}}}
            ]},
            named("e"): {"type": "integer", "deprecated": true, "x-sunset": payload, "x-replaced-by": payload}
        },
        "example": {named("a"): payload}
    });
    let name = "Some.Name";
    json!({
        "openapi": "3.1.0",
        "info": {"title": payload, "version": payload, "description": payload, "summary": payload, "license": {"name": payload}},
        "tags": [{"name": named("tag"), "description": payload}],
        "paths": {
            "/a": {
                "post": {
                    "operationId": named("op"), "tags": [named("tag")], "summary": payload, "description": payload,
                    "parameters": [
                        {"name": named("q"), "in": "query", "description": payload, "schema": {"type": "string", "default": payload}},
                        {"name": "X-H", "in": "header", "description": payload, "required": true, "schema": {"const": payload}}
                    ],
                    "requestBody": {"description": payload, "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Some.Name"}, "examples": {payload: {"value": {named("a"): payload}}}}
                    }},
                    "responses": {
                        "200": {"description": payload, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Some.Name"}}}},
                        "default": {"description": payload}
                    },
                    "deprecated": true, "x-sunset": payload
                }
            }
        },
        "components": {
            "schemas": {name: schema},
            "securitySchemes": {"k": {"type": "apiKey", "in": "header", "name": "X-K", "description": payload}}
        }
    })
}

/// A line of Go without its comment and without what its literals hold.
fn code_of(line: &str) -> String {
    let mut out = String::new();
    let mut within = None;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match within {
            Some('"') if c == '\\' => {
                chars.next();
            }
            Some(end) if c == end => within = None,
            Some(_) => {}
            None if c == '"' || c == '`' => within = Some(c),
            None if c == '/' && chars.peek() == Some(&'/') => break,
            None => out.push(c),
        }
    }
    assert_eq!(within, None, "a literal that does not end: {line}");
    out
}

#[test]
fn hostile_text_stays_text() {
    let folder = folder("go-hostile");
    for (n, payload) in PAYLOADS.iter().enumerate() {
        let text = serde_json::to_string(&hostile(payload)).expect("JSON");
        let loaded = model::load("h.json", &model::MemoryFiles::one("h.json", text), model::Limits::default());
        // What the reader refuses is no matter of this test.
        let Some(resolved) = loaded.resolved else { continue };
        let options = PackageOptions {
            name: format!("example.com/hostile/h{n}"),
            version: "1.0.0".to_owned(),
            command: format!("covenant generate {payload}"),
            workspace: false,
        };
        let package = emit::go::emit(&ir::lower(&resolved).api, &options);
        write(&package, &folder.join(format!("h{n}")));
        for file in package.files.iter().filter(|f| f.path.ends_with(".go") && !f.path.starts_with("runtime_")) {
            assert!(
                !file.text.contains(['\u{202e}', '\u{2066}', '\u{0}', '\u{2028}', '\r']),
                "{}: {payload:?}",
                file.path
            );
            for line in file.text.lines() {
                let outside = code_of(line);
                assert!(!outside.contains("panic(1)"), "{}: {line}", file.path);
            }
        }
    }
    // One module of all of them: one run of the compiler.
    let modules: Vec<PathBuf> = fs::read_dir(&folder).expect("read").map(|e| e.expect("an entry").path()).collect();
    assert!(modules.len() > 8, "most payloads are read");
    for module in &modules {
        fs::remove_file(module.join("go.mod")).expect("removed");
        // The examples import the module by its own name.
    }
    fs::write(folder.join("go.mod"), "module example.com/hostile\n\ngo 1.24\n").expect("written");
    accepted_by_go(&folder, &[&["vet", "./..."]]);
}

/// The same value with its keys in the opposite order.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(o) => Value::Object(o.iter().rev().map(|(k, v)| (k.clone(), reversed(v))).collect::<Map<_, _>>()),
        Value::Array(a) => Value::Array(a.iter().map(reversed).collect()),
        other => other.clone(),
    }
}

#[test]
fn order_of_keys_does_not_matter() {
    let there = hostile("x y");
    let back = reversed(&there);
    assert_ne!(there.to_string(), back.to_string());
    let emitted = |v: &Value| package("o.json", &v.to_string(), "order");
    assert_eq!(emitted(&there), emitted(&back));
}
