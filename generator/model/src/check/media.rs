//! Media types and what belongs to them.

use crate::Diagnostic;
use crate::check::Check;
use crate::grammar::{Kind, Shape};

pub(super) fn check(check: &mut Check<'_>) {
    for (id, shape) in check.visits {
        if !matches!(shape, Shape::Media(_)) {
            continue;
        }
        for (name, value) in check.node(*id).entries() {
            if !is_media_type(name) {
                check.diagnostics.push(
                    Diagnostic::warning("bad-media-type", value.key_span(), format!("`{name}` is no media type"))
                        .help("one reads like `application/json`"),
                );
            }
        }
    }
    for media in check.objects(Kind::MediaType).collect::<Vec<_>>() {
        super::operations::one_example(check, media);
    }
    for example in check.objects(Kind::Example).collect::<Vec<_>>() {
        if let (Some(_), Some(other)) = (example.get("value"), example.get("externalValue")) {
            check.diagnostics.push(Diagnostic::warning(
                "example-and-examples",
                other.key_span(),
                "`value` and `externalValue` exclude each other",
            ));
        }
    }
    encodings(check);
}

/// `type/subtype` with parameters (RFC 9110 section 8.3.1), or a range.
fn is_media_type(text: &str) -> bool {
    let name = text.split(';').next().unwrap_or("").trim();
    let token = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
    };
    name.split_once('/').is_some_and(|(kind, sub)| token(kind) && token(sub))
}

/// An encoding for a property that the schema does not have.
fn encodings(check: &mut Check<'_>) {
    for media in check.objects(Kind::MediaType).collect::<Vec<_>>() {
        let Some(encoding) = media.get("encoding").filter(|n| n.is_object()) else {
            continue;
        };
        let Some(schema) = media.get("schema").map(|n| check.follow(n)) else {
            continue;
        };
        // Only where the whole set of properties is in sight.
        let open = ["allOf", "anyOf", "oneOf", "$ref", "patternProperties", "additionalProperties", "if"]
            .iter()
            .any(|key| schema.get(key).is_some());
        let Some(properties) = schema.get("properties").filter(|_| !open) else {
            continue;
        };
        for (name, node) in encoding.entries() {
            if !name.starts_with("x-") && properties.get(name).is_none() && !check.is_torn(schema) {
                let keys: Vec<&str> = properties.entries().map(|(k, _)| k).collect();
                let mut diagnostic = Diagnostic::warning(
                    "idle-encoding",
                    node.key_span(),
                    format!("the schema has no property `{name}`"),
                );
                if let Some(near) = crate::suggest::suggestion(name, &keys) {
                    diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
                }
                check.diagnostics.push(diagnostic);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_and_ranges_are_told_from_words() {
        for good in
            ["application/json", "text/*", "*/*", "application/vnd.x+json; version=1", "text/plain;charset=utf-8"]
        {
            assert!(is_media_type(good), "{good}");
        }
        for bad in ["json", "application/", "/json", "a b/c", ""] {
            assert!(!is_media_type(bad), "{bad}");
        }
    }
}
