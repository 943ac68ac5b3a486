//! Cursors of lists: where the next page starts, opaque and authenticated.
//!
//! A cursor is bound to the list, the organisation and the filters it was made for: used elsewhere, or changed in any
//! character, it is refused.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::mac::hmac;

/// Longest cursor that is looked at, in characters.
pub const MAX_LEN: usize = 512;
const TAG_LEN: usize = 16;

/// Where a page starts: after the record with this sort key and id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The value that the list is sorted by
    #[serde(rename = "k")]
    pub key: SortKey,
    /// Breaks ties
    #[serde(rename = "i")]
    pub id: String,
}

/// A value that a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SortKey {
    /// A moment
    Number(i64),
    /// A name
    Text(String),
}

/// The cursor is not one of ours for this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a next_cursor of this list with the same filters")]
pub struct BadCursor;

/// Makes and reads cursors.
#[derive(Clone)]
pub struct Cursors {
    key: [u8; 32],
}

impl Cursors {
    /// Cursors under a key that outlives the process, so that a restart does not break a walk.
    pub fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// A cursor for a list. `binding` says which: its name, the organisation, the filters.
    pub fn encode(&self, position: &Position, binding: &[&str]) -> String {
        let payload = serde_json::to_vec(position).unwrap_or_default();
        let mut bytes = self.tag(&payload, binding).to_vec();
        bytes.extend_from_slice(&payload);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a cursor that [`Cursors::encode`] made for the same binding.
    ///
    /// # Errors
    /// [`BadCursor`] for anything else.
    pub fn decode(&self, cursor: &str, binding: &[&str]) -> Result<Position, BadCursor> {
        if cursor.len() > MAX_LEN {
            return Err(BadCursor);
        }
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| BadCursor)?;
        let (tag, payload) = bytes.split_at_checked(TAG_LEN).ok_or(BadCursor)?;
        if !bool::from(tag.ct_eq(&self.tag(payload, binding))) {
            return Err(BadCursor);
        }
        serde_json::from_slice(payload).map_err(|_| BadCursor)
    }

    fn tag(&self, payload: &[u8], binding: &[&str]) -> [u8; TAG_LEN] {
        let mut parts: Vec<&[u8]> = binding.iter().map(|part| part.as_bytes()).collect();
        parts.push(payload);
        let full = hmac(&self.key, &parts);
        let mut tag = [0; TAG_LEN];
        tag.copy_from_slice(&full[..TAG_LEN]);
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position() -> Position {
        Position { key: SortKey::Number(1_795_262_400_000), id: "inv_0192f3a47c5e7b1d8a3f5e6c7d8b9a04".into() }
    }

    #[test]
    fn a_cursor_leads_back_to_its_position() {
        let cursors = Cursors::new([7; 32]);
        let cursor = cursors.encode(&position(), &["invoices", "org_1", ""]);
        assert!(cursor.len() <= MAX_LEN);
        assert_eq!(cursors.decode(&cursor, &["invoices", "org_1", ""]), Ok(position()));
    }

    #[test]
    fn a_cursor_is_bound_to_list_organisation_and_filters() {
        let cursors = Cursors::new([7; 32]);
        let cursor = cursors.encode(&position(), &["invoices", "org_1", "open"]);
        for other in [["payments", "org_1", "open"], ["invoices", "org_2", "open"], ["invoices", "org_1", "paid"]] {
            assert_eq!(cursors.decode(&cursor, &other), Err(BadCursor));
        }
        assert_eq!(cursors.decode(&cursor, &["invoices", "org_1open", ""]), Err(BadCursor));
        assert_eq!(Cursors::new([8; 32]).decode(&cursor, &["invoices", "org_1", "open"]), Err(BadCursor));
    }

    #[test]
    fn no_changed_character_goes_unnoticed() {
        let cursors = Cursors::new([7; 32]);
        let cursor = cursors.encode(&position(), &["x"]);
        for i in 0..cursor.len() {
            let mut changed: Vec<u8> = cursor.bytes().collect();
            changed[i] = if changed[i] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).expect("ascii");
            if changed != cursor {
                assert_eq!(cursors.decode(&changed, &["x"]), Err(BadCursor), "at {i}");
            }
        }
        for bad in ["", "A", "not base64 !", &"A".repeat(600)] {
            assert_eq!(cursors.decode(bad, &["x"]), Err(BadCursor), "{bad}");
        }
    }
}
