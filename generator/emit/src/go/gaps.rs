//! What Go does not carry over, said aloud.

use ir::{Api, ContentKind, Gap, Kind, Operation, Target};
use model::Place;

/// The gaps of an API, sorted.
pub(super) fn gaps(api: &Api) -> Vec<Gap> {
    let mut out = Vec::new();
    for op in &api.operations {
        operation(&mut out, op);
        for callback in &op.callbacks {
            received(&mut out, &callback.operation, "callback");
        }
    }
    for hook in &api.webhooks {
        received(&mut out, &hook.operation, "webhook");
    }
    out.sort();
    out.dedup();
    out
}

fn gap(feature: &str, at: &Place, op: &Operation, advice: &str) -> Gap {
    Gap {
        feature: feature.to_owned(),
        target: Some(Target::Go),
        at: at.clone(),
        pointer: op.pointer.clone(),
        advice: advice.to_owned(),
    }
}

/// What is sent.
fn operation(out: &mut Vec<Gap>, op: &Operation) {
    for param in &op.params {
        if param.content.as_deref().is_some_and(|m| !m.contains("json")) {
            let advice = "The value is written as JSON; describe the parameter with a schema and a style instead.";
            out.push(gap("parameter-content", &param.at, op, advice));
        }
    }
    for content in op.body.iter().flat_map(|b| &b.contents) {
        let encodings = match &content.kind {
            ContentKind::Multipart(e) | ContentKind::Form(e) => e.as_slice(),
            _ => &[],
        };
        for header in encodings.iter().flat_map(|e| &e.headers).filter(|h| !matches!(h.ty.kind, Kind::Constant(_))) {
            let advice = "The header of this part cannot be set by the caller; give it a constant value.";
            out.push(gap("multipart-part-header", &header.at, op, advice));
        }
        if matches!(content.kind, ContentKind::EventStream) {
            let advice = "The body is an io.Reader: write the events yourself.";
            out.push(gap("event-stream-request", &content.at, op, advice));
        }
    }
    if op.servers.len() > 1 {
        let advice = "The first server of the operation is used: WithBaseURL chooses another one.";
        out.push(gap("operation-servers", &op.at, op, advice));
    }
}

/// What the API sends to its user.
fn received(out: &mut Vec<Gap>, op: &Operation, what: &str) {
    let mut contents = op.body.iter().flat_map(|b| &b.contents).filter(|c| !matches!(c.kind, ContentKind::Json));
    if let Some(content) = contents.next() {
        out.push(gap(
            &format!("{what}-media-type"),
            &content.at,
            op,
            "Only JSON bodies have a function that reads them.",
        ));
    }
}
