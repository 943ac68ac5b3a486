//! Checks that parse, write, parse is the identity, and that a bundle loads like its origin:
//! `cargo run -p covenant-model --example roundtrip -- FILE...`

use std::path::{Path, PathBuf};

use model::{Files, Limits, Node, ReadError, Value, bundle, parse, write_json, write_yaml};

struct Disk(PathBuf);

impl Files for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        std::fs::read(self.0.join(path)).map_err(|e| ReadError(e.to_string()))
    }
}

/// The first place where two trees differ.
fn difference(a: Node<'_>, b: Node<'_>) -> Option<String> {
    match (a.value(), b.value()) {
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            a.items().zip(b.items()).find_map(|(a, b)| difference(a, b))
        }
        (Value::Object(x), Value::Object(y)) if x.len() == y.len() => {
            a.entries().zip(b.entries()).find_map(|(a, b)| {
                if a.0 == b.0 { difference(a.1, b.1) } else { Some(format!("{}: key {:?}", b.1.pointer(), a.0)) }
            })
        }
        (x, y) if x == y => None,
        (x, y) => Some(format!("{}: {x:?} became {y:?}", a.pointer())),
    }
}

fn main() {
    for argument in std::env::args().skip(1) {
        let Ok(text) = std::fs::read_to_string(&argument) else {
            continue;
        };
        let first = parse(&argument, &text, Limits::default());
        let Some(root) = first.root else {
            continue;
        };
        let root = first.tree.node(root);
        for (name, written) in [("x.yaml", write_yaml(root)), ("x.json", write_json(root))] {
            let again = parse(name, &written, Limits::default());
            let found = match again.root {
                Some(id) => difference(root, again.tree.node(id)),
                None => Some("nothing came back".into()),
            };
            if let Some(found) = found {
                println!("{argument} as {name}: {found} {:?}", again.diagnostics.first());
            }
        }
        let path = Path::new(&argument);
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let loaded = model::load(&name, &Disk(folder), Limits::default());
        let Some(resolved) = loaded.resolved.as_ref().filter(|_| loaded.usable()) else {
            continue;
        };
        let bundled = bundle(resolved);
        let text = write_yaml(bundled.tree.node(bundled.root));
        if let Some(out) = std::env::var_os("BUNDLE") {
            let _ = std::fs::write(out, &text);
        }
        let again = model::load("bundle.yaml", &model::MemoryFiles::one("bundle.yaml", text), Limits::default());
        let count = |r: &model::Resolved| r.document().operations().count();
        let operations = again.resolved.as_ref().map_or(0, count);
        println!(
            "{argument}: bundle usable {}, operations {} and {operations}, {} errors",
            again.usable(),
            count(resolved),
            again.diagnostics.iter().filter(|d| d.severity == model::Severity::Error).count()
        );
        for diagnostic in again.diagnostics.iter().filter(|d| d.severity == model::Severity::Error).take(5) {
            let place = diagnostic.span.map(|s| again.sources.place(s).to_string());
            println!("  {} {}", place.unwrap_or_default(), diagnostic.message);
        }
    }
}
