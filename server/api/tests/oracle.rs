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

/// A difference that is known.
struct Known {
    /// Start of the rules' names
    rules: &'static [&'static str],
    /// What the message says
    says: &'static str,
    /// Why it cannot be otherwise
    why: &'static str,
}

const KNOWN: &[Known] = &[
    Known {
        rules: &["document-openapi-version-changed", "document-dialect-changed"],
        says: "",
        why: "poem-openapi writes 3.0",
    },
    Known {
        rules: &["request-body-", "request-property-", "response-property-"],
        says: "additionalProperties",
        why: "poem-openapi has no word for a closed record; the server refuses unknown properties all the same",
    },
    Known {
        rules: &["response-property-type-changed", "response-header-type-changed"],
        says: "changed from `uri",
        why: "the server has one type for URIs and references to them",
    },
    Known { rules: &["webhook-"], says: "", why: "the routes answer requests; webhooks are sent" },
    Known { rules: &["api-schema-"], says: "Event", why: "only webhooks send it" },
    Known { rules: &["api-schema-"], says: "RateLimitExceeded", why: "only webhooks send it" },
    Known { rules: &["api-schema-"], says: "SpecVersion", why: "only webhooks send it" },
    Known { rules: &["api-schema-"], says: "TokenIssued", why: "only webhooks send it" },
    Known { rules: &["api-schema-"], says: ".properties.", why: "a type that its author did not name has a name here" },
    Known { rules: &["response-link-"], says: "", why: "poem-openapi has no links" },
    Known { rules: &["request-parameter-sunset-"], says: "", why: "poem-openapi has no extensions" },
];

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
        for found in diff(old, new, &Policy::default()).findings {
            let covers = |k: &Known| k.rules.iter().any(|r| found.id.starts_with(r)) && found.message.contains(k.says);
            match KNOWN.iter().position(covers) {
                Some(index) => {
                    used.insert(index);
                }
                None => unknown.push(format!("{way}: {} {} {}", found.id, found.operation, found.message)),
            }
        }
    }
    assert!(unknown.is_empty(), "{} differences:\n{}", unknown.len(), unknown.join("\n"));
    for (index, known) in KNOWN.iter().enumerate() {
        let (rules, why) = (known.rules, known.why);
        assert!(used.contains(&index), "{rules:?} differ no more ({why}): take the entry off the list");
    }
}
