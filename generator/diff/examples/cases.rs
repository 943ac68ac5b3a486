//! Measures the engine against the expectations of another tool, one JSON object a line: `base`, `revision` (texts) and
//! `expected` (`id`, `level`, `method`, `path`). Prints which expected errors and warnings are found, and which cases
//! without expectations gain an error.
//!
//! `cargo run -p covenant-diff --example cases -- FILE`

use std::collections::BTreeMap;

use diff::{Level, Policy};
use model::{Limits, MemoryFiles, load};

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("usage: cases FILE");
        std::process::exit(2);
    };
    let (mut expected_all, mut by_id, mut by_level, mut noisy, mut empty) = (0, 0, 0, 0, 0);
    let mut missing = BTreeMap::<String, Vec<String>>::new();
    for line in text.lines() {
        let Ok(case) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let read = |key: &str| {
            let files = MemoryFiles::one(format!("{key}.yaml"), case[key].as_str().unwrap_or("").to_owned());
            load(&format!("{key}.yaml"), &files, Limits::default())
        };
        let (old, new) = (read("base"), read("revision"));
        let name = case["case"].as_str().unwrap_or("");
        let (Some(a), Some(b)) = (&old.resolved, &new.resolved) else {
            println!("UNREADABLE {name}");
            continue;
        };
        let report = diff::diff(a, b, &Policy::default());
        let expected = case["expected"].as_array().cloned().unwrap_or_default();
        if case["full"].as_array().is_none_or(|f| f.is_empty()) {
            empty += 1;
            if report.findings.iter().any(|f| f.level == Level::Error) {
                noisy += 1;
                let ids: Vec<_> =
                    report.findings.iter().map(|f| format!("{}:{} {}", f.level.as_str(), f.id, f.pointer)).collect();
                println!("NOISE {name}: {}", ids.join(", "));
            }
        }
        for e in expected {
            let (id, level) = (e["id"].as_str().unwrap_or(""), e["level"].as_str().unwrap_or(""));
            if level == "INFO" {
                continue;
            }
            expected_all += 1;
            let operation = format!("{} {}", e["method"].as_str().unwrap_or(""), e["path"].as_str().unwrap_or(""));
            let here = |f: &&diff::Finding| f.operation == operation || f.operation.is_empty();
            let least = if level == "ERR" { Level::Error } else { Level::Warning };
            let same_id = report.findings.iter().filter(here).any(|f| f.id == id && f.level >= least);
            let same_level = report.findings.iter().filter(here).any(|f| f.level >= least);
            by_id += usize::from(same_id);
            by_level += usize::from(same_level);
            if !same_id {
                let got: Vec<_> =
                    report.findings.iter().filter(here).map(|f| format!("{}:{}", f.level.as_str(), f.id)).collect();
                let mark = if same_level { "other id" } else { "MISSED" };
                missing.entry(format!("{mark} {level} {id}")).or_default().push(format!("{name} [{}]", got.join(" ")));
            }
        }
    }
    for (what, cases) in missing {
        println!("{what}: {} e.g. {}", cases.len(), cases.iter().take(2).cloned().collect::<Vec<_>>().join("; "));
    }
    println!(
        "expected errors and warnings: {expected_all}, found under their id: {by_id}, at least at their level: {by_level}"
    );
    println!("cases without any expectation: {empty}, with an error of ours: {noisy}");
}
