//! Responses and links.

use super::Lowering;
use super::docs::text;
use super::json::json;
use crate::{Link, Response, Status};

impl<'d> Lowering<'d> {
    /// Exact ones by number, then ranges, then default.
    pub(super) fn responses(&mut self, operation: model::Operation<'d>) -> Vec<Response> {
        let mut all = Vec::new();
        for (written, response) in operation.responses() {
            match status(written) {
                Some(status) => all.push((status, response)),
                None => self.gap("response-status", response.site().id(), "not a status code, a range or `default`"),
            }
        }
        all.sort_by_key(|(status, _)| *status);
        all.dedup_by_key(|(status, _)| *status);
        all.into_iter()
            .map(|(status, response)| Response {
                status,
                description: response.description().map(str::to_owned),
                headers: self.headers(response.headers()),
                contents: self.contents(response.content()),
                links: links(response),
                at: self.doc.place_of(response.site().id()),
            })
            .collect()
    }
}

fn links(response: model::Response<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = response
        .links()
        .map(|(name, link)| {
            let target = link.operation_ref_target().and_then(|o| o.operation_id());
            let mut parameters: Vec<_> = link.parameters().map(|(k, v)| (k.to_owned(), json(v))).collect();
            parameters.sort_by(|a, b| a.0.cmp(&b.0));
            Link {
                name: name.to_owned(),
                operation: link.operation_id().or(target).map(str::to_owned),
                parameters,
                description: link.get("description").and_then(text),
            }
        })
        .collect();
    links.sort_by(|a, b| a.name.cmp(&b.name));
    links
}

/// `200`, `4XX`, `default`.
pub(super) fn status(written: &str) -> Option<Status> {
    if written == "default" {
        return Some(Status::Default);
    }
    let bytes = written.as_bytes();
    match bytes {
        [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(Status::Range(digit - b'0')),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => written.parse().ok().map(Status::Exact),
        _ => None,
    }
}
