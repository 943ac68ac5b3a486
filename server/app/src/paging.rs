//! Pages of lists: a limit, a cursor, and one record more than asked for to see whether there is a next page.

use serde::Serialize;

use crate::cursor::{Cursors, Position};
use crate::problem::{FieldError, Kind, Problem};
use crate::store::Page;

/// Records of a page when nothing else is asked for.
pub const DEFAULT_LIMIT: u32 = 20;
/// Most records of a page.
pub const MAX_LIMIT: u32 = 100;

/// A stretch of a list that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// Where it starts
    pub cursor: Option<String>,
    /// How many records at most
    pub limit: Option<i64>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// Its records
    pub data: Vec<T>,
    /// Where the next page starts; none: this is the last one
    pub next_cursor: Option<String>,
}

/// A list with its filters: what cursors are bound to.
pub struct Listing<'a> {
    cursors: &'a Cursors,
    name: &'static str,
    org_id: &'a str,
    filter: String,
    limit: u32,
}

impl<'a> Listing<'a> {
    /// Reads what was asked for.
    ///
    /// # Errors
    /// 400 with the parameter that is wrong.
    pub fn new(
        cursors: &'a Cursors,
        name: &'static str,
        org_id: &'a str,
        filter: &impl Serialize,
        ask: &Ask,
    ) -> Result<(Self, Page), Problem> {
        let limit = match ask.limit {
            None => DEFAULT_LIMIT,
            Some(n) => u32::try_from(n)
                .ok()
                .filter(|n| (1..=MAX_LIMIT).contains(n))
                .ok_or_else(|| wrong("limit", "must be from 1 to 100"))?,
        };
        let filter = serde_json::to_string(filter).unwrap_or_default();
        let listing = Self { cursors, name, org_id, filter, limit };
        let after = match &ask.cursor {
            None => None,
            Some(cursor) => {
                Some(cursors.decode(cursor, &listing.binding()).map_err(|e| wrong("cursor", &e.to_string()))?)
            }
        };
        let page = Page { after, limit: limit + 1 };
        Ok((listing, page))
    }

    /// The page of the records that the store gave.
    pub fn page<T>(&self, mut records: Vec<T>, position: impl Fn(&T) -> Position) -> Listed<T> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = records.len() > limit;
        records.truncate(limit);
        let next_cursor = records.last().filter(|_| more).map(|r| self.cursors.encode(&position(r), &self.binding()));
        Listed { data: records, next_cursor }
    }

    fn binding(&self) -> [&str; 3] {
        [self.name, self.org_id, &self.filter]
    }
}

fn wrong(parameter: &str, detail: &str) -> Problem {
    Problem::new(Kind::BadRequest).errors(vec![FieldError::parameter(parameter, detail)])
}

/// SHA-256 of what a request means, to tell a repeated one from another one with the same `external_id`.
pub fn fingerprint(meaning: &impl Serialize) -> String {
    use sha2::{Digest, Sha256};
    let json = serde_json::to_vec(meaning).unwrap_or_default();
    Sha256::digest(&json).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cursor::SortKey;

    fn position(n: &u32) -> Position {
        Position { key: SortKey::Number(i64::from(*n)), id: n.to_string() }
    }

    #[test]
    fn a_full_page_leads_on_and_the_last_one_does_not() {
        let cursors = Cursors::new([1; 32]);
        let ask = Ask { cursor: None, limit: Some(3) };
        let (listing, page) = Listing::new(&cursors, "x", "org_1", &"", &ask).expect("listing");
        assert_eq!(page, Page { after: None, limit: 4 });
        let first = listing.page(vec![9, 8, 7, 6], position);
        assert_eq!(first.data, [9, 8, 7]);
        let ask = Ask { cursor: first.next_cursor, limit: Some(3) };
        let (listing, page) = Listing::new(&cursors, "x", "org_1", &"", &ask).expect("listing");
        assert_eq!(page.after, Some(position(&7)));
        assert_eq!(listing.page(vec![6, 5, 4], position), Listed { data: vec![6, 5, 4], next_cursor: None });
        assert!(Listing::new(&cursors, "x", "org_1", &"other filter", &ask).is_err());
    }

    #[test]
    fn limits_are_1_to_100() {
        let cursors = Cursors::new([1; 32]);
        for (limit, good) in [(0, false), (1, true), (100, true), (101, false), (-1, false), (i64::MAX, false)] {
            let ask = Ask { cursor: None, limit: Some(limit) };
            assert_eq!(Listing::new(&cursors, "x", "org_1", &"", &ask).is_ok(), good, "{limit}");
        }
    }
}
