//! What is excluded changed (`not`).
//!
//! Why it breaks: Requests that were fine are refused; readers meet what was excluded.
//! Safe path: Exclude less in requests and more in responses; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Not,
    stems: &[
        (Act::Added, "not-added"),
        (Act::Removed, "not-removed"),
        (Act::Generalized, "not-widened"),
        (Act::Specialized, "not-narrowed"),
    ],
    sdk: Impact::None,
    source: include_str!("negation.rs"),
    law: law::by_direction,
};
