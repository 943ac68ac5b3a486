//! Measures the engine on labelled pairs, one JSON object a line: `base`, `revision`, `truth` (`ERR`, `WARN`, `INFO`,
//! `SAFE`), `name`, `placement`. Prints the shares and what was judged otherwise.
//!
//! `cargo run -p covenant-diff --example mutants -- FILE`

use diff::{Level, Policy};
use model::{Limits, MemoryFiles, load};

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("usage: mutants FILE");
        std::process::exit(2);
    };
    let mut counts = std::collections::BTreeMap::<String, (usize, usize)>::new();
    for line in text.lines() {
        let Ok(case) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let word = |key: &str| case[key].as_str().unwrap_or("").to_owned();
        let read = |key: &str| {
            let files = MemoryFiles::one(format!("{key}.json"), case[key].to_string());
            load(&format!("{key}.json"), &files, Limits::default())
        };
        let (old, new) = (read("base"), read("revision"));
        let (Some(a), Some(b)) = (&old.resolved, &new.resolved) else {
            println!("UNREADABLE {} {}", word("name"), word("placement"));
            continue;
        };
        let report = diff::diff(a, b, &Policy::default());
        let worst = report.findings.iter().map(|f| f.level).max();
        let truth = word("truth");
        let right = match truth.as_str() {
            "ERR" => worst == Some(Level::Error),
            "WARN" => worst == Some(Level::Warning),
            _ => worst.is_none_or(|l| l == Level::Info),
        };
        let entry = counts.entry(truth.clone()).or_default();
        entry.0 += usize::from(right);
        entry.1 += 1;
        if !right {
            let ids: Vec<_> = report.findings.iter().map(|f| format!("{}:{}", f.level.as_str(), f.id)).collect();
            println!("{truth} {} {} -> {}", word("name"), word("placement"), ids.join(" "));
        }
    }
    for (truth, (right, all)) in counts {
        println!("{truth}: {right} of {all} as labelled ({:.1} %)", 100.0 * right as f64 / all as f64);
    }
}
