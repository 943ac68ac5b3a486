//! Events of the platform as CloudEvents 1.0, ready for the outbox. Nothing here may hold personal data or secrets.

use serde_json::{Value, json};

use crate::clock::{Millis, rfc3339};
use crate::ids::new_id;
use crate::store::{AuditEntry, Event};
use crate::tokens::Claims;

/// A token was issued.
pub const TOKEN_ISSUED: &str = "api.token_issued";
/// A client used up its limit.
pub const RATE_LIMIT_EXCEEDED: &str = "api.rate_limit_exceeded";

/// `api.token_issued`: which token, for whom; never the token itself.
pub fn token_issued(source: &str, claims: &Claims, at: Millis) -> Event {
    let scopes: Vec<&str> = claims.scope.split(' ').filter(|s| !s.is_empty()).collect();
    let data = json!({
        "client_id": claims.client_id,
        "jti": claims.jti,
        "scopes": scopes,
        "issued_at": rfc3339(claims.iat * 1000),
        "expires_at": rfc3339(claims.exp * 1000),
    });
    event(TOKEN_ISSUED, source, &claims.org_id, at, &data)
}

/// `api.rate_limit_exceeded`: once for each stretch in which a client is refused.
pub fn rate_limit_exceeded(
    source: &str,
    org_id: &str,
    client_id: &str,
    limit_rpm: u32,
    retry_after: u32,
    at: Millis,
) -> Event {
    let data = json!({ "client_id": client_id, "limit_rpm": limit_rpm, "retry_after": retry_after });
    event(RATE_LIMIT_EXCEEDED, source, org_id, at, &data)
}

fn event(kind: &str, source: &str, org_id: &str, at: Millis, data: &Value) -> Event {
    let event_id = new_id("evt");
    let body = json!({
        "specversion": "1.0",
        "id": event_id,
        "type": kind,
        "source": source,
        "time": rfc3339(at),
        "datacontenttype": "application/json",
        "data": data,
    });
    Event { event_id, org_id: org_id.to_owned(), kind: kind.to_owned(), body: body.to_string(), created_at: at }
}

/// An entry of the audit log about something that `actor` does in the current request.
pub fn audit(org_id: &str, at: Millis, actor: &str, action: &str, subject: &str, detail: &Value) -> AuditEntry {
    AuditEntry {
        org_id: org_id.to_owned(),
        at,
        actor: actor.to_owned(),
        action: action.to_owned(),
        subject: subject.to_owned(),
        request_id: crate::request::current().id.clone(),
        detail: detail.to_string(),
    }
}
