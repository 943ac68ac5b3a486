//! The document that poem-openapi derives from the running routes says the same as the one that was written by hand.
//!
//! Both are read by our own reader and compared by our own rules, in both directions. What OpenAPI 3.0 or poem-openapi has
//! no word for is a short list with reasons; each entry must be used.

mod demo;

use std::{collections::BTreeSet, fs, path::PathBuf};

use covenant_api::{Routes, runtime::Service};
use demo::{Demo, Tokens};
use diff::{Policy, diff};
use model::{Files, Limits, MemoryFiles, ReadError, Resolved};
use poem_openapi::OpenApiService;

/// Rules that may speak, and why.
const KNOWN: &[(&str, &str)] = &[];

struct Spec(PathBuf);

impl Files for Spec {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        fs::read(self.0.join(path)).map_err(|e| ReadError(e.to_string()))
    }
}

fn resolved(root: &str, files: &dyn Files) -> Resolved {
    let loaded = model::load(root, files, Limits::default());
    let errors: Vec<_> = loaded.diagnostics.iter().filter(|d| d.severity == model::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    loaded.resolved.expect("a document")
}

#[test]
fn the_running_routes_say_what_was_written() {
    let spec = Spec(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../spec"));
    let written = resolved("openapi.yaml", &spec);
    let service: Service<Routes<Demo, Tokens>> = covenant_api::service(Demo::default(), Tokens).build();
    let text = OpenApiService::new(service, "Covenant ERP API", "2026-11-21").spec();
    let derived = resolved("derived.json", &MemoryFiles::one("derived.json", text));

    let mut used = BTreeSet::new();
    let mut unknown = Vec::new();
    for (old, new, way) in [(&written, &derived, "written to derived"), (&derived, &written, "derived to written")] {
        for finding in diff(old, new, &Policy::default()).findings {
            match KNOWN.iter().find(|(id, _)| *id == finding.id) {
                Some((id, _)) => {
                    used.insert(*id);
                }
                None => unknown.push(format!(
                    "{way}: {} {} {}: {}",
                    finding.id, finding.operation, finding.pointer, finding.message
                )),
            }
        }
    }
    assert!(unknown.is_empty(), "{} differences:\n{}", unknown.len(), unknown.join("\n"));
    for (id, reason) in KNOWN {
        assert!(used.contains(id), "{id} is no difference any more ({reason}): take it off the list");
    }
}
