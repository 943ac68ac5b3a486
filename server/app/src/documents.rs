//! The specification, published as it was authored: one document, as YAML and as JSON, made of `spec/` at build time.

use poem::http::{HeaderValue, header};
use poem::{IntoResponse, Response};

/// The specification as YAML.
pub const YAML: &str = include_str!(concat!(env!("OUT_DIR"), "/openapi.yaml"));
/// The specification as JSON.
pub const JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/openapi.json"));

/// `/openapi.yaml` (RFC 9512)
pub fn yaml() -> Response {
    document(YAML, "application/yaml")
}

/// `/openapi.json`
pub fn json() -> Response {
    document(JSON, "application/json")
}

fn document(text: &'static str, media_type: &'static str) -> Response {
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    // Documentation viewers on other sites may read it; there is nothing secret in it.
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_one_piece_and_the_same_in_both_forms() {
        let json: serde_json::Value = serde_json::from_str(JSON).expect("json");
        assert_eq!(json["openapi"], "3.1.0");
        assert!(json["paths"]["/v1/invoices"]["get"].is_object());
        assert!(!JSON.contains(".yaml#"), "no reference leads to another file");
        assert!(YAML.starts_with("openapi: ") && YAML.contains("/v1/invoices:"));
    }
}
