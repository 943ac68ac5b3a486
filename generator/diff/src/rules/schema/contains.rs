//! A list must contain something special now, or need not any more (`contains`).
//!
//! Why it breaks: Lists without it are refused; a reader that looks for it finds nothing.
//! Safe path: Go on accepting lists without it.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Contains,
    stems: &[
        (Act::Added, "contains-added"),
        (Act::Removed, "contains-removed"),
        (Act::Changed, "contains-added"),
        (Act::Changed, "contains-removed"),
    ],
    sdk: Impact::None,
    source: include_str!("contains.rs"),
    law: law::by_direction,
};
