//! HMAC-SHA256 over parts, with their lengths, so that no two lists of parts run together.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The code for these parts under the key.
pub fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC pads a short key with zeros to the block of its hash; done here, no length can be wrong.
    let mut block = [0_u8; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together_and_the_key_counts() {
        let code = hmac(&[1; 32], &[b"ab", b"c"]);
        assert_eq!(code, hmac(&[1; 32], &[b"ab", b"c"]));
        assert_ne!(code, hmac(&[1; 32], &[b"a", b"bc"]));
        assert_ne!(code, hmac(&[2; 32], &[b"ab", b"c"]));
    }
}
