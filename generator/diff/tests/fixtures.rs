//! Pairs of descriptions with hand-written expectations: every rule runs on every pair, so noise shows up anywhere.
//!
//! `expect.txt` holds one finding a line: `level id pointer`, and for a breaking change that was announced its notice
//! status as a fourth word. Lines that start with `#` are remarks. The order does not matter.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use diff::{Policy, Report, diff};
use model::{Limits, MemoryFiles, Resolved, load};

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root)
        .expect("the folder of fixtures")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.is_dir())
        .collect();
    folders.sort();
    folders
}

fn read(folder: &Path, name: &str) -> Resolved {
    let text = std::fs::read_to_string(folder.join(name)).expect("a description");
    resolve(name, text)
}

fn resolve(name: &str, text: String) -> Resolved {
    let loaded = load(name, &MemoryFiles::one(name, text), Limits::default());
    let errors: Vec<_> = loaded.diagnostics.iter().filter(|d| d.severity == model::Severity::Error).collect();
    assert!(errors.is_empty(), "{name}: {errors:?}");
    loaded.resolved.expect("a description that loads")
}

fn compare(folder: &Path) -> Report {
    diff(&read(folder, "old.yaml"), &read(folder, "new.yaml"), &Policy::default())
}

fn lines(report: &Report) -> Vec<String> {
    let mut lines: Vec<String> = report
        .findings
        .iter()
        .map(|f| {
            let notice = f.notice.as_ref().map_or(String::new(), |n| format!(" {}", n.status.as_str()));
            format!("{} {} {}{notice}", f.level.as_str(), f.id, f.pointer).trim_end().to_owned()
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn every_pair_gives_what_is_expected() {
    let mut wrong = String::new();
    for folder in fixtures() {
        let text = std::fs::read_to_string(folder.join("expect.txt")).expect("expectations");
        let mut expected: Vec<String> =
            text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.trim().to_owned()).collect();
        expected.sort();
        let found = lines(&compare(&folder));
        if found != expected {
            let name = folder.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
            wrong.push_str(&format!("\n== {name}\n"));
            for line in expected.iter().filter(|l| !found.contains(l)) {
                wrong.push_str(&format!("  missing  {line}\n"));
            }
            for line in found.iter().filter(|l| !expected.contains(l)) {
                wrong.push_str(&format!("  unasked  {line}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn nothing_differs_from_itself() {
    for folder in fixtures() {
        for name in ["old.yaml", "new.yaml"] {
            let (a, b) = (read(&folder, name), read(&folder, name));
            assert_eq!(lines(&diff(&a, &b, &Policy::default())), Vec::<String>::new(), "{}", folder.display());
        }
    }
}

/// Rules that no pair shows yet. A rule that gets its pair must leave the list.
#[test]
fn every_rule_is_shown_by_a_pair_or_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/unshown.txt");
    let listed: BTreeSet<String> =
        std::fs::read_to_string(root).expect("the list").lines().map(str::to_owned).collect();
    let shown: BTreeSet<String> =
        fixtures().iter().flat_map(|f| compare(f).findings).map(|f| f.id.to_owned()).collect();
    let all: BTreeSet<String> = diff::rules().into_iter().map(|r| r.id).collect();
    let unshown: BTreeSet<String> = all.difference(&shown).cloned().collect();
    let forgotten: Vec<_> = unshown.difference(&listed).collect();
    let useless: Vec<_> = listed.difference(&unshown).collect();
    assert!(forgotten.is_empty(), "no pair shows {forgotten:?}");
    assert!(useless.is_empty(), "listed in unshown.txt, but shown or unknown: {useless:?}");
}

#[test]
fn shuffled_keys_give_the_same_report() {
    for folder in fixtures() {
        let turned = |name: &str| {
            let resolved = read(&folder, name);
            let text = reversed(resolved.node(resolved.root).to_json()).to_string();
            resolve("shuffled.json", text)
        };
        let (old, new) = (turned("old.yaml"), turned("new.yaml"));
        assert_eq!(lines(&diff(&old, &new, &Policy::default())), lines(&compare(&folder)), "{}", folder.display());
    }
}

fn reversed(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(map) => {
            serde_json::Value::Object(map.into_iter().rev().map(|(k, v)| (k, reversed(v))).collect())
        }
        serde_json::Value::Array(items) => serde_json::Value::Array(items.into_iter().map(reversed).collect()),
        other => other,
    }
}

#[test]
fn the_json_report_keeps_to_its_schema() {
    let schema = diff::json_schema();
    let names: BTreeSet<String> =
        schema["$defs"]["JsonFinding"]["properties"].as_object().expect("properties").keys().cloned().collect();
    for folder in fixtures() {
        let json: serde_json::Value = serde_json::from_str(&compare(&folder).json()).expect("JSON");
        assert_eq!(json["version"], 1);
        for finding in json["findings"].as_array().expect("findings") {
            for key in finding.as_object().expect("an object").keys() {
                assert!(names.contains(key), "{key} is not in the schema");
            }
            assert!(!finding["safe_path"].as_str().expect("a text").is_empty());
            assert!(finding["message"].as_str().expect("a text").len() > 8);
        }
    }
}
