//! A size limit moved (`maxContains`).
//!
//! Why it breaks: Requests with lists beyond a stricter limit are refused; readers meet lists beyond the limit that they were promised.
//! Safe path: Relax limits of requests and tighten those of responses freely; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::MaxContains,
    stems: &[
        (Act::Added, "max-contains-set"),
        (Act::Removed, "max-contains-unset"),
        (Act::Increased, "max-contains-increased"),
        (Act::Decreased, "max-contains-decreased"),
    ],
    sdk: Impact::None,
    source: include_str!("max_contains.rs"),
    law: law::by_direction,
};
