//! The text of a client secret: `cvs_`, 43 base64url characters of 256 random bits, 6 characters of checksum.
//!
//! 53 bytes, so well under the 72 that bcrypt takes, and only unreserved characters, so that it survives every
//! encoding on its way. The checksum lets scanners tell a leaked secret from noise; it is no protection.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::ids::random;

/// What every secret starts with.
pub const PREFIX: &str = "cvs_";

/// The most that bcrypt looks at; anything longer is refused, never cut.
pub const MAX_BYTES: usize = 72;

/// A new secret.
///
/// # Errors
/// When the operating system has no random bytes.
pub fn generate() -> Result<SecretString, getrandom::Error> {
    let random: [u8; 32] = random()?;
    let body = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(random));
    let text = format!("{body}{}", checksum(&body));
    Ok(SecretString::from(text))
}

/// Whether the text has the shape and checksum of a secret of ours.
pub fn is_well_formed(text: &str) -> bool {
    text.len() == PREFIX.len() + 43 + 6
        && text.is_ascii()
        && text.starts_with(PREFIX)
        && checksum(&text[..PREFIX.len() + 43]) == text[PREFIX.len() + 43..]
}

/// What may be shown and stored of a secret: its last four characters. With the prefix they tell secrets apart.
pub fn hint(text: &str) -> String {
    let mut last: Vec<char> = text.chars().rev().take(4).collect();
    last.reverse();
    last.into_iter().collect()
}

/// [`hint`] of a secret in its wrapper.
pub fn hint_of(secret: &SecretString) -> String {
    hint(secret.expose_secret())
}

fn checksum(body: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(body.as_bytes())[..4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_short_unreserved_and_checks_itself() {
        let secret = generate().expect("random");
        let text = secret.expose_secret();
        assert_eq!(text.len(), 53);
        assert!(text.len() < MAX_BYTES);
        assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'), "{text}");
        assert!(is_well_formed(text));
        let mut other = text.to_owned();
        let last = other.pop().expect("char");
        other.push(if last == 'A' { 'B' } else { 'A' });
        assert!(!is_well_formed(&other));
        assert!(!is_well_formed(""));
        assert!(!is_well_formed(&"é".repeat(27)));
    }

    #[test]
    fn c19_a_hint_is_four_characters() {
        assert_eq!(hint("cvs_abcdefgh"), "efgh");
        assert_eq!(hint("ab"), "ab");
    }

    #[test]
    fn two_secrets_differ_and_debug_shows_nothing() {
        let (a, b) = (generate().expect("random"), generate().expect("random"));
        assert_ne!(a.expose_secret(), b.expose_secret());
        assert!(!format!("{a:?}").contains(&a.expose_secret()[4..]));
    }
}
