//! A text is encoded in another way (`contentEncoding`).
//!
//! Why it breaks: The other side decodes it in the old way.
//! Safe path: Add a property in the new encoding.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::ContentEncoding,
    stems: &[(Act::Changed, "content-encoding-changed")],
    sdk: Impact::None,
    source: include_str!("content_encoding.rs"),
    law: law::by_direction,
};
