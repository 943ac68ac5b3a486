//! Compares two files and prints the report. For measuring: `cargo run -p covenant-diff --example pair -- OLD NEW [json]`

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
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [old, new, rest @ ..] = &arguments[..] else {
        eprintln!("usage: pair OLD NEW [json]");
        std::process::exit(2);
    };
    let read = |path: &str| {
        let path = Path::new(path);
        let folder = path.parent().unwrap_or(Path::new("."));
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        load(name, &Disk(folder), Limits::default())
    };
    let start = Instant::now();
    let (a, b) = (read(old), read(new));
    let loaded = start.elapsed();
    let (Some(a), Some(b)) = (&a.resolved, &b.resolved) else {
        eprintln!("a description does not load");
        std::process::exit(3);
    };
    let start = Instant::now();
    let report = diff::diff(a, b, &diff::Policy::default());
    let compared = start.elapsed();
    match rest.first().map(String::as_str) {
        Some("json") => print!("{}", report.json()),
        Some("quiet") => {}
        _ => print!("{}", report.text()),
    }
    eprintln!("loaded in {loaded:?}, compared in {compared:?}, {:?}", report.summary());
    std::process::exit(i32::from(report.exit().code()));
}
