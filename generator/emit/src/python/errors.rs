//! `errors.py`: one class a status class, each with the operation's own body.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ir::{ContentKind, Operation, Status};

use super::annotation::{Annotations, Uses, import_lines};

/// The type of an error's body, by status, where all operations agree on it.
fn error_body(on: Annotations<'_>, code: u16, uses: &mut Uses) -> Option<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    let mut all = Uses::default();
    for operation in &on.api.operations {
        // Its errors are of a class of their own.
        if code < 500 && super::calls::is_oauth(on, operation) {
            continue;
        }
        let declared = of_status(operation, code);
        for content in declared.into_iter().flat_map(|r| &r.contents) {
            found.insert(match content.kind {
                ContentKind::Json => on.of(&content.ty, &mut all),
                _ => "Any".into(),
            });
        }
    }
    let only = found.pop_first().filter(|t| found.is_empty() && t != "Any")?;
    uses.classes.extend(all.classes);
    uses.typing.extend(all.typing);
    Some(only)
}

fn of_status(operation: &Operation, code: u16) -> Option<&ir::Response> {
    let find = |status: Status| operation.responses.iter().find(|r| r.status == status);
    find(Status::Exact(code)).or_else(|| find(Status::Range((code / 100) as u8))).or_else(|| find(Status::Default))
}

pub(super) const ERRORS: &[(u16, &str, &str)] = &[
    (400, "BadRequestError", "400: the request is malformed."),
    (401, "AuthenticationError", "401: credentials are missing, wrong or expired."),
    (403, "PermissionDeniedError", "403: the credentials do not allow this."),
    (404, "NotFoundError", "404: there is no such thing, or it is not yours to see."),
    (409, "ConflictError", "409: it contradicts the present state."),
    (410, "GoneError", "410: it was there and is no more."),
    (422, "UnprocessableEntityError", "422: well-formed, and still not acceptable."),
    (429, "RateLimitError", "429: too many requests; ``retry_after`` tells the wait."),
];

pub(super) const OTHER_ERRORS: &[&str] = &[
    "ApiConnectionError",
    "ApiError",
    "ApiTimeoutError",
    "ClientError",
    "ConfigurationError",
    "OAuthError",
    "ResponseError",
    "ServerError",
    "StatusError",
    "WebhookVerificationError",
];

/// `errors.py`
pub(super) fn errors(on: Annotations<'_>, header: &str) -> String {
    let mut uses = Uses::default();
    let mut classes = String::new();
    for (code, name, doc) in ERRORS {
        let _ = write!(classes, "\n\nclass {name}(_errors.{name}):\n    \"\"\"{doc}\"\"\"\n");
        // An operation may still answer with something else, hence None and the untyped `raw_body`.
        if let Some(body) = error_body(on, *code, &mut uses) {
            let body = super::annotation::or_none(body, true);
            let _ = write!(classes, "\n    body: {body}\n    \"\"\"What the answer holds.\"\"\"\n");
        }
    }
    let imports = import_lines(on.names, &uses, None, ".types.").concat();
    let mut typing: Vec<&str> = uses.typing.iter().copied().collect();
    if !imports.is_empty() {
        typing.insert(0, "TYPE_CHECKING");
    }
    let mut out = format!("{header}\n\nfrom __future__ import annotations\n\n");
    if !typing.is_empty() {
        let _ = writeln!(out, "from typing import {}\n", typing.join(", "));
    }
    out.push_str("from ._runtime import errors as _errors\n");
    for name in OTHER_ERRORS {
        let _ = writeln!(out, "from ._runtime.errors import {name} as {name}");
    }
    if !imports.is_empty() {
        out.push_str("\nif TYPE_CHECKING:\n");
        for line in imports.lines() {
            let pad = if line.starts_with(' ') { "" } else { "    " };
            let _ = writeln!(out, "{pad}{line}");
        }
    }
    out.push_str(&classes);
    out.push_str("\n\n#: The class of each status that has one of its own.\nBY_STATUS: dict[int, type[_errors.StatusError]] = {\n");
    for (code, name, _) in ERRORS {
        let _ = writeln!(out, "    {code}: {name},");
    }
    out.push_str("}\n");
    out
}
