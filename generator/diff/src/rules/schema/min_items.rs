//! A size limit moved (`minItems`).
//!
//! Why it breaks: Requests with lists beyond a stricter limit are refused; readers meet lists beyond the limit that they were promised.
//! Safe path: Relax limits of requests and tighten those of responses freely; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::MinItems,
    stems: &[
        (Act::Added, "min-items-set"),
        (Act::Removed, "min-items-unset"),
        (Act::Increased, "min-items-increased"),
        (Act::Decreased, "min-items-decreased"),
    ],
    sdk: Impact::None,
    source: include_str!("min_items.rs"),
    law: law::by_direction,
};
