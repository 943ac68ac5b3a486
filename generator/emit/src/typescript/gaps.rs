//! What this target does not carry over, said aloud.

use ir::{Api, Content, ContentKind, Gap, Operation, SecurityKind, Target};

/// All of them, sorted.
pub(super) fn gaps(api: &Api) -> Vec<Gap> {
    let mut found = Vec::new();
    let callbacks = api.operations.iter().flat_map(|o| &o.callbacks).map(|c| &c.operation);
    let webhooks = api.webhooks.iter().map(|w| &w.operation);
    for operation in api.operations.iter().chain(callbacks).chain(webhooks) {
        let mut gap = |feature: &str, at, advice: &str| {
            found.push(Gap {
                feature: feature.into(),
                target: Some(Target::TypeScript),
                at,
                pointer: operation.pointer.clone(),
                advice: advice.into(),
            });
        };
        for content in contents(operation) {
            match &content.kind {
                ContentKind::Xml => gap(
                    "xml-body",
                    content.at.clone(),
                    "The body is carried as text: write and parse the XML in your own code.",
                ),
                ContentKind::Multipart(encodings) if encodings.iter().any(|e| !e.headers.is_empty()) => {
                    gap(
                        "multipart-part-headers",
                        content.at.clone(),
                        "Parts carry Content-Disposition and Content-Type only.",
                    );
                }
                _ => {}
            }
        }
        for response in &operation.responses {
            for content in
                response.contents.iter().filter(|c| matches!(c.kind, ContentKind::Multipart(_) | ContentKind::Form(_)))
            {
                gap(
                    "response-form-body",
                    content.at.clone(),
                    "The body is given as text; `asResponse()` gives the response itself.",
                );
            }
        }
        if operation.servers.len() > 1 {
            gap(
                "operation-servers",
                operation.at.clone(),
                "Calls go to the first server; set `baseUrl` for another one.",
            );
        }
    }
    for scheme in &api.security_schemes {
        if let SecurityKind::Http(word) = &scheme.kind
            && !word.eq_ignore_ascii_case("token")
            && let Some(first) = api.operations.first()
        {
            found.push(Gap {
                feature: format!("http-scheme-{}", word.to_ascii_lowercase()),
                target: Some(Target::TypeScript),
                at: first.at.clone(),
                pointer: format!(
                    "/components/securitySchemes/{}",
                    scheme.name.wire.replace('~', "~0").replace('/', "~1")
                ),
                advice: "The token is sent as it is after the scheme's name; answer challenges in middleware.".into(),
            });
        }
    }
    found.sort();
    found.dedup();
    found
}

fn contents(operation: &Operation) -> impl Iterator<Item = &Content> {
    let body = operation.body.iter().flat_map(|b| &b.contents);
    body.chain(operation.responses.iter().flat_map(|r| &r.contents))
}
