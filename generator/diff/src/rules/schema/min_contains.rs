//! A size limit moved (`minContains`).
//!
//! Why it breaks: Requests with lists beyond a stricter limit are refused; readers meet lists beyond the limit that they were promised.
//! Safe path: Relax limits of requests and tighten those of responses freely; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::MinContains,
    stems: &[
        (Act::Added, "min-contains-set"),
        (Act::Removed, "min-contains-unset"),
        (Act::Increased, "min-contains-increased"),
        (Act::Decreased, "min-contains-decreased"),
    ],
    sdk: Impact::None,
    source: include_str!("min_contains.rs"),
    law: law::by_direction,
};
