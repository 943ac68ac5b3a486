//! Identifiers: a prefix that says what it names, then a version 7 UUID without dashes. They sort by time of making.

use uuid::Uuid;

/// A new identifier such as `inv_0192f3a47c5e7b1d8a3f5e6c7d8b9a04`.
pub fn new_id(prefix: &str) -> String {
    format!("{prefix}_{}", Uuid::now_v7().simple())
}

/// A new number for a token or an event, as a plain UUID.
pub fn new_uuid() -> String {
    Uuid::now_v7().to_string()
}

/// Prefix of API clients.
pub const CLIENT: &str = "cl";
/// Prefix of invoices.
pub const INVOICE: &str = "inv";
/// Prefix of payments.
pub const PAYMENT: &str = "pay";
/// Prefix of vendors.
pub const VENDOR: &str = "ven";
/// Prefix of organisations.
pub const ORGANISATION: &str = "org";
/// Prefix of requests.
pub const REQUEST: &str = "req";
/// Prefix of client secrets as records (not of their text).
pub const SECRET: &str = "sec";
/// Prefix of entries of the audit log.
pub const AUDIT: &str = "aud";

/// `len` random bytes of the operating system.
///
/// # Errors
/// When the operating system has none.
pub fn random<const LEN: usize>() -> Result<[u8; LEN], getrandom::Error> {
    let mut bytes = [0_u8; LEN];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// Whether a text that a caller sent may serve as the id of its request: short, printable, nothing that could break a
/// log line or a header.
pub fn is_sane_request_id(text: &str) -> bool {
    (8..=128).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_carry_their_prefix_and_sort_by_time() {
        let first = new_id(INVOICE);
        let second = new_id(INVOICE);
        assert!(first.starts_with("inv_") && first.len() == 36, "{first}");
        assert!(first < second, "{first} {second}");
    }

    #[test]
    fn only_harmless_request_ids_are_taken_over() {
        assert!(is_sane_request_id("req_0192f3a47c5e7b1d8a3f5e6c7d8b9a03"));
        assert!(is_sane_request_id("0192f3a4-7c5e-7b1d-8a3f-5e6c7d8b9a03"));
        for bad in ["", "short", "with space in it", "line\nbreak-xx", "quote\"quote", &"x".repeat(129)] {
            assert!(!is_sane_request_id(bad), "{bad:?}");
        }
    }
}
