//! Loads descriptions and prints what came of it: `cargo run -p covenant-model --example load -- FILE...`

use std::path::{Path, PathBuf};
use std::time::Instant;

use model::{Files, Limits, ReadError, Severity};

struct Disk(PathBuf);

impl Files for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        std::fs::read(self.0.join(path)).map_err(|e| ReadError(e.to_string()))
    }
}

fn main() {
    let mut all = false;
    for argument in std::env::args().skip(1) {
        if argument == "-v" {
            all = true;
            continue;
        }
        let path = Path::new(&argument);
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let start = Instant::now();
        let loaded = model::load(&name, &Disk(folder), Limits::default());
        let took = start.elapsed();
        let count = |severity| loaded.diagnostics.iter().filter(|d| d.severity == severity).count();
        println!(
            "{name}: usable {}, {} nodes, {} files, {} errors, {} warnings, {} notes, {:.0} ms",
            loaded.usable(),
            loaded.resolved.as_ref().map_or(0, |r| r.tree.len()),
            loaded.sources.iter().count(),
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Note),
            took.as_secs_f64() * 1000.0
        );
        for diagnostic in &loaded.diagnostics {
            if !all && diagnostic.severity != Severity::Error {
                continue;
            }
            let place = diagnostic.span.map(|s| loaded.sources.place(s));
            println!(
                "  {} {:?} {}: {}{}{}",
                place.map_or_else(String::new, |p| p.to_string()),
                diagnostic.severity,
                diagnostic.code,
                diagnostic.message,
                diagnostic.related.first().map_or_else(String::new, |l| format!(
                    " ({} {})",
                    l.text,
                    loaded.sources.place(l.span)
                )),
                diagnostic.help.as_ref().map_or_else(String::new, |h| format!(" [{h}]"))
            );
        }
    }
}
