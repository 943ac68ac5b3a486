//! Puts the specification into one document, so that the server publishes exactly what is in `spec/`.

use std::path::{Path, PathBuf};
use std::{env, fs};

struct Folder(PathBuf);

impl model::Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, model::ReadError> {
        let file = self.0.join(path);
        println!("cargo:rerun-if-changed={}", file.display());
        fs::read(&file).map_err(|e| model::ReadError(e.to_string()))
    }
}

fn main() {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    let spec = here.join("../../spec");
    println!("cargo:rerun-if-changed={}", spec.display());
    // Migrations are built in, and Cargo does not see that by itself.
    println!("cargo:rerun-if-changed=migrations");
    bundle(&spec, &out);
}

fn bundle(spec: &Path, out: &Path) {
    let loaded = model::load("openapi.yaml", &Folder(spec.to_owned()), model::Limits::default());
    let errors: Vec<String> =
        loaded.diagnostics.iter().filter(|d| d.severity == model::Severity::Error).map(|d| d.message.clone()).collect();
    assert!(errors.is_empty(), "spec/openapi.yaml cannot be published: {}", errors.join("; "));
    let Some(document) = &loaded.resolved else { panic!("spec/openapi.yaml cannot be read") };
    let bundle = model::bundle(document);
    let root = bundle.tree.node(bundle.root);
    fs::write(out.join("openapi.yaml"), model::write_yaml(root)).expect("the output folder can be written");
    fs::write(out.join("openapi.json"), model::write_json(root)).expect("the output folder can be written");
}
