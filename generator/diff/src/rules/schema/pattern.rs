//! The pattern of a text changed.
//!
//! Why it breaks: A request that does not match is refused; a reader meets texts of another form.
//! Safe path: Go on accepting the old form.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Pattern,
    stems: &[
        (Act::Added, "pattern-added"),
        (Act::Removed, "pattern-removed"),
        (Act::Changed, "pattern-changed"),
        (Act::Generalized, "pattern-generalized"),
    ],
    sdk: Impact::None,
    source: include_str!("pattern.rs"),
    law: law::by_direction,
};
