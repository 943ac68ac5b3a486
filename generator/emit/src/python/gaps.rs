//! What this target does not carry over, said aloud.

use model::Place;

use ir::{Api, ContentKind, DeclBody, Gap, Kind, Operation, SecurityKind, Target, Type};

/// All of them, sorted.
pub(super) fn gaps(api: &Api) -> Vec<Gap> {
    let mut found = Vec::new();
    for operation in &api.operations {
        of_operation(operation, &mut found);
        for callback in &operation.callbacks {
            found.push(gap(
                "callback",
                &callback.operation.at,
                &callback.operation.pointer,
                "The types of the callback are there; read its requests with `Model.from_dict`.",
            ));
        }
    }
    for webhook in &api.webhooks {
        let readable =
            webhook.operation.body.as_ref().is_none_or(|b| b.contents.iter().any(|c| c.kind == ContentKind::Json));
        if !readable {
            let (at, pointer) = (&webhook.operation.at, &webhook.operation.pointer);
            found.push(gap(
                "webhook-media-type",
                at,
                pointer,
                "Only JSON is parsed; `webhooks` still checks the signature.",
            ));
        }
    }
    for decl in &api.decls {
        if let DeclBody::Object(object) = &decl.body
            && !object.patterns.is_empty()
        {
            found.push(gap(
                "pattern-properties",
                &decl.at,
                &decl.pointer,
                "The values are kept and written back, and have no type: they are in `model_extra`.",
            ));
        }
        if let DeclBody::Alias(Type { kind: Kind::Tuple { prefix, required, rest }, .. }) = &decl.body
            && (*required != prefix.len() || rest.is_some())
        {
            found.push(gap("open-tuple", &decl.at, &decl.pointer, "The items are kept, in a list without item types."));
        }
    }
    let somewhere = api.operations.first();
    for scheme in &api.security_schemes {
        let (feature, advice) = match &scheme.kind {
            SecurityKind::MutualTls => {
                ("mutual-tls", "Give the client an `httpx.Client` that holds the certificate (`http_client`).")
            }
            SecurityKind::OpenIdConnect(_) => {
                ("openid-connect-discovery", "Give the client a `token`, or a function that gets one.")
            }
            SecurityKind::Http(_) => (
                "http-scheme",
                "The credentials are sent as given after the scheme's name; a challenge is not answered.",
            ),
            _ => continue,
        };
        if let Some(operation) = somewhere {
            let pointer =
                format!("/components/securitySchemes/{}", scheme.name.wire.replace('~', "~0").replace('/', "~1"));
            found.push(gap(feature, &operation.at, &pointer, advice));
        }
    }
    found.sort();
    found.dedup();
    found
}

fn of_operation(operation: &Operation, found: &mut Vec<Gap>) {
    for content in operation.body.iter().flat_map(|b| &b.contents) {
        match &content.kind {
            ContentKind::Xml => found.push(gap(
                "xml-body",
                &content.at,
                &operation.pointer,
                "The body is text: write the XML yourself.",
            )),
            ContentKind::EventStream => found.push(gap(
                "event-stream-request",
                &content.at,
                &operation.pointer,
                "The body is text: write the events yourself.",
            )),
            ContentKind::Multipart(encodings) => {
                for header in encodings.iter().flat_map(|e| &e.headers) {
                    found.push(gap(
                        "multipart-part-header",
                        &header.at,
                        &operation.pointer,
                        "Parts carry Content-Disposition and Content-Type only.",
                    ));
                }
            }
            _ => {}
        }
    }
    for response in &operation.responses {
        for content in &response.contents {
            let (feature, advice) = match content.kind {
                ContentKind::Xml => ("xml-body", "The body is text: parse the XML yourself."),
                ContentKind::Form(_) | ContentKind::Multipart(_) => ("response-form-body", "The body is bytes."),
                _ => continue,
            };
            found.push(gap(feature, &content.at, &operation.pointer, advice));
        }
    }
    if operation.servers.len() > 1 {
        found.push(gap(
            "operation-servers",
            &operation.at,
            &operation.pointer,
            "Calls go to the first server; give the client a `base_url` for another one.",
        ));
    }
}

fn gap(feature: &str, at: &Place, pointer: &str, advice: &str) -> Gap {
    Gap {
        feature: feature.to_owned(),
        target: Some(Target::Python),
        at: at.clone(),
        pointer: pointer.to_owned(),
        advice: advice.to_owned(),
    }
}
