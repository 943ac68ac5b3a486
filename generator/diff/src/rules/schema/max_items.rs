//! A size limit moved (`maxItems`).
//!
//! Why it breaks: Requests with lists beyond a stricter limit are refused; readers meet lists beyond the limit that they were promised.
//! Safe path: Relax limits of requests and tighten those of responses freely; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::MaxItems,
    stems: &[
        (Act::Added, "max-items-set"),
        (Act::Removed, "max-items-unset"),
        (Act::Increased, "max-items-increased"),
        (Act::Decreased, "max-items-decreased"),
    ],
    sdk: Impact::None,
    source: include_str!("max_items.rs"),
    law: law::by_direction,
};
