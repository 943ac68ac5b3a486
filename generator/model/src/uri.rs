//! References as text: splitting, decoding and joining them. No I/O.

/// Why a path is not one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outside;

/// What stands before `#`, and what stands after it.
pub(crate) fn split(text: &str) -> (&str, &str) {
    text.split_once('#').unwrap_or((text, ""))
}

/// Whether it begins with a scheme or an authority (`https:`, `urn:`, `//host`): nothing that a relative path is.
pub(crate) fn is_absolute(text: &str) -> bool {
    if text.starts_with("//") {
        return true;
    }
    let Some((scheme, _)) = text.split_once(':') else {
        return false;
    };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// Undoes percent-encoding (RFC 3986 section 2.1). What is no valid escape, or no UTF-8, stays as it is.
pub(crate) fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .filter(|hex| hex.iter().all(u8::is_ascii_hexdigit))
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match escape {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// The segments of a JSON Pointer in a URI fragment (RFC 6901 section 6). None when it is no pointer.
pub(crate) fn pointer(fragment: &str) -> Option<Vec<String>> {
    let decoded = decode(fragment);
    if decoded.is_empty() {
        return Some(Vec::new());
    }
    let rest = decoded.strip_prefix('/')?;
    Some(rest.split('/').map(|part| part.replace("~1", "/").replace("~0", "~")).collect())
}

/// The path of a file that `file` refers to by `reference`, both relative to the root's folder.
///
/// # Errors
/// When it leads above that folder.
pub(crate) fn join(file: &str, reference: &str) -> Result<String, Outside> {
    // Authors on Windows write backslashes.
    let reference = decode(reference).replace('\\', "/");
    if reference.starts_with('/') || reference.contains('\0') {
        return Err(Outside);
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// Resolves a reference against an absolute URI (RFC 3986 section 5.2, without its rarer turns).
pub(crate) fn resolve(base: &str, reference: &str) -> String {
    let (base, _) = split(base);
    if reference.is_empty() {
        return base.to_owned();
    }
    if is_absolute(reference) && !reference.starts_with("//") {
        return reference.to_owned();
    }
    let (scheme, rest) = match base.split_once(':') {
        Some((scheme, rest)) if is_absolute(base) => (format!("{scheme}:"), rest),
        _ => (String::new(), base),
    };
    if reference.starts_with("//") {
        return scheme + reference;
    }
    let (authority, path) = match rest.strip_prefix("//") {
        Some(after) => {
            let end = after.find('/').unwrap_or(after.len());
            (&rest[..end + 2], &after[end..])
        }
        None => ("", rest),
    };
    let full = if reference.starts_with('/') {
        reference.to_owned()
    } else {
        let folder = path.rfind('/').map_or("", |at| &path[..=at]);
        let slash = if folder.is_empty() && !authority.is_empty() { "/" } else { "" };
        format!("{slash}{folder}{reference}")
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in full.split('/') {
        match part {
            "." => {}
            ".." => {
                if parts.len() > 1 {
                    parts.pop();
                }
            }
            part => parts.push(part),
        }
    }
    format!("{scheme}{authority}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_stay_below_the_root() {
        assert_eq!(join("a/b.yaml", "c.yaml").as_deref(), Ok("a/c.yaml"));
        assert_eq!(join("a/b.yaml", "../c.yaml").as_deref(), Ok("c.yaml"));
        assert_eq!(join("a/b.yaml", "./d%20e.yaml").as_deref(), Ok("a/d e.yaml"));
        assert_eq!(join("a/b.yaml", "../../c.yaml"), Err(Outside));
        assert_eq!(join("b.yaml", "%2e%2e/c.yaml"), Err(Outside));
        assert_eq!(join("b.yaml", "/etc/passwd"), Err(Outside));
        assert_eq!(join("b.yaml", "..\\c.yaml"), Err(Outside));
        assert_eq!(join("b.yaml", ".\\a\\c.yaml").as_deref(), Ok("a/c.yaml"));
    }

    #[test]
    fn pointers_are_decoded_twice() {
        assert_eq!(pointer("/paths/~1a~1%7Bid%7D/get"), Some(vec!["paths".into(), "/a/{id}".into(), "get".into()]));
        assert_eq!(pointer("/~01"), Some(vec!["~1".into()]));
        assert_eq!(pointer(""), Some(vec![]));
        assert_eq!(pointer("anchor"), None);
    }

    #[test]
    fn absolute_references_are_told_from_paths() {
        assert!(is_absolute("https://example.com/x"));
        assert!(is_absolute("urn:x"));
        assert!(is_absolute("//example.com/x"));
        assert!(!is_absolute("a/b:c.yaml"));
        assert!(!is_absolute("schemas.yaml"));
    }

    #[test]
    fn uris_resolve_like_the_examples_of_the_rfc() {
        for (reference, expected) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"),
            ("g:h", "g:h"),
            ("", "http://a/b/c/d"),
        ] {
            assert_eq!(resolve("http://a/b/c/d", reference), expected, "{reference}");
        }
    }
}
