//! The command as its users meet it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn covenant(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_covenant")).args(arguments).output().expect("the command runs")
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of this repository is text")
}

/// Everything below a folder, by path.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    fn walk(root: &Path, at: &Path, all: &mut Vec<(PathBuf, Vec<u8>)>) {
        for entry in std::fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, all);
            } else {
                let bytes = std::fs::read(&path).expect("a file");
                all.push((path.strip_prefix(root).expect("below").to_path_buf(), bytes));
            }
        }
    }
    let mut all = Vec::new();
    walk(folder, folder, &mut all);
    all.sort();
    all
}

#[test]
fn ten_mistakes_are_ten_pointed_diagnostics_in_one_run() {
    let spec = here("tests/mistakes/openapi.yaml");
    let output = covenant(&["lint", text(&spec)]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    for (what, place) in [
        ("YAML syntax", "broken.yaml:4:"),
        ("unknown reference", "openapi.yaml:15:"),
        ("duplicate key", "openapi.yaml:47:"),
        ("duplicate operationId", "openapi.yaml:18:"),
        ("path parameter without a definition", "openapi.yaml:16:"),
        ("wrong type of a keyword", "openapi.yaml:51:"),
        ("cycle of references", "openapi.yaml:53:"),
        ("missing file", "openapi.yaml:29:"),
        ("alias bomb", "bombs.yaml:6:"),
        ("bad regex", "openapi.yaml:58:"),
    ] {
        assert!(said.contains(place), "{what} is not pointed at ({place}):\n{said}");
    }
    // Nine make the description unusable; a path parameter that nothing defines is taken for a text, with a warning.
    assert!(said.ends_with("9 errors, 1 warning\n"), "{said}");
    assert!(said.matches('^').count() >= 10, "every mistake has a caret:\n{said}");
}

#[test]
fn a_broken_description_generates_nothing() {
    let out = tempfile::tempdir().expect("a folder");
    let spec = here("tests/mistakes/openapi.yaml");
    let output = covenant(&["generate", text(&spec), "--target", "go", "--out", text(out.path())]);
    assert_eq!(output.status.code(), Some(3));
    assert!(tree(out.path()).is_empty());
}

/// The same document with the keys of every mapping in the opposite order.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(map.iter().rev().map(|(k, v)| (k.clone(), reversed(v))).collect()),
        Value::Array(items) => Value::Array(items.iter().map(reversed).collect()),
        other => other.clone(),
    }
}

#[test]
fn order_of_keys_changes_no_byte() {
    let work = tempfile::tempdir().expect("a folder");
    let ours = here("../../spec/openapi.yaml");
    let straight = work.path().join("straight.json");
    assert!(covenant(&["bundle", text(&ours), "--out", text(&straight)]).status.success());
    let document: Value = serde_json::from_slice(&std::fs::read(&straight).expect("the bundle")).expect("JSON");
    let turned = work.path().join("turned.json");
    std::fs::write(&turned, reversed(&document).to_string()).expect("written");
    let mut results = Vec::new();
    for spec in [&straight, &turned] {
        let out = work.path().join(spec.file_stem().expect("a name"));
        let targets = "typescript,python,go,rust,server";
        let output =
            covenant(&["generate", text(spec), "--target", targets, "--out", text(&out), "--name", "covenant"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        results.push(tree(&out));
    }
    let paths = |all: &[(PathBuf, Vec<u8>)]| all.iter().map(|(p, _)| p.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&results[0]), paths(&results[1]));
    assert!(results[0].len() > 50, "{} files", results[0].len());
    for (one, other) in results[0].iter().zip(&results[1]) {
        assert!(one.1 == other.1, "{} differs", one.0.display());
    }
}

#[test]
fn a_check_shows_what_was_edited_and_how_to_mend_it() {
    let work = tempfile::tempdir().expect("a folder");
    let spec = here("../../spec/openapi.yaml");
    let arguments = ["generate", text(&spec), "--target", "go", "--out", text(work.path()), "--name", "acme"];
    assert!(covenant(&arguments).status.success());
    let check = [&arguments[..], &["--check"]].concat();
    assert_eq!(covenant(&check).status.code(), Some(0));

    let file = work.path().join("go/go.mod");
    let before = std::fs::read_to_string(&file).expect("go.mod");
    std::fs::write(&file, format!("{before}// edited by hand\n")).expect("written");
    let output = covenant(&check);
    assert_eq!(output.status.code(), Some(1));
    let (diff, words) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(diff.contains("@@") && diff.contains("-// edited by hand"), "{diff}");
    assert!(words.contains(&format!("mend with: covenant {}", arguments.join(" "))), "{words}");
    assert!(std::fs::read_to_string(&file).expect("go.mod").contains("edited"), "a check writes nothing");

    assert!(covenant(&arguments).status.success());
    assert_eq!(std::fs::read_to_string(&file).expect("go.mod"), before);
}

#[test]
fn the_report_counts_what_is_there() {
    let work = tempfile::tempdir().expect("a folder");
    let spec = here("../../spec/openapi.yaml");
    let report = work.path().join("coverage.json");
    let all = "typescript,python,go,rust,server";
    let output =
        covenant(&["generate", text(&spec), "--target", all, "--out", text(work.path()), "--report", text(&report)]);
    assert!(output.status.success());
    let value: Value = serde_json::from_slice(&std::fs::read(&report).expect("the report")).expect("JSON");
    // By hand in spec/paths: 2 of OAuth, 4 of API clients, 3 of invoices, 3 of payments, 2 of vendors.
    assert_eq!(value["coverage"]["counts"]["operation"]["total"], 14);
    assert_eq!(value["coverage"]["counts"]["webhook"]["total"], 2);
    assert_eq!(value["targets"].as_array().map(Vec::len), Some(5));
    for gap in value["gaps"].as_array().expect("gaps") {
        assert!(gap["line"].as_u64().is_some_and(|l| l > 0), "a gap without a place: {gap}");
        assert!(gap["file"].as_str().is_some_and(|f| f.ends_with(".yaml")), "{gap}");
    }
}
