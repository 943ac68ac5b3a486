//! A description compared with itself has no findings: checks that for every file given.
//!
//! `cargo run -p covenant-diff --example self_check -- FILE...`

use std::path::Path;
use std::time::Instant;

use model::{Files, Limits, ReadError, load};

struct Disk<'p>(&'p Path);

impl Files for Disk<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        std::fs::read(self.0.join(path)).map_err(|e| ReadError(e.to_string()))
    }
}

fn main() {
    let mut failed = false;
    for path in std::env::args().skip(1) {
        let path = Path::new(&path);
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        let loaded = load(name, &Disk(path.parent().unwrap_or(Path::new("."))), Limits::default());
        let Some(resolved) = &loaded.resolved else {
            println!("{name}: does not load");
            failed = true;
            continue;
        };
        let start = Instant::now();
        let report = diff::diff(resolved, resolved, &diff::Policy::default());
        println!("{name}: {} findings in {:?}", report.findings.len(), start.elapsed());
        if !report.findings.is_empty() {
            failed = true;
            for finding in report.findings.iter().take(3) {
                println!("  {} {} {}", finding.id, finding.operation, finding.message);
            }
        }
    }
    std::process::exit(i32::from(failed));
}
