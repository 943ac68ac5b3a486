//! A size limit moved (`minLength`).
//!
//! Why it breaks: Requests with texts beyond a stricter limit are refused; readers meet texts beyond the limit that they were promised.
//! Safe path: Relax limits of requests and tighten those of responses freely; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::MinLength,
    stems: &[
        (Act::Added, "min-length-set"),
        (Act::Removed, "min-length-unset"),
        (Act::Increased, "min-length-increased"),
        (Act::Decreased, "min-length-decreased"),
    ],
    sdk: Impact::None,
    source: include_str!("min_length.rs"),
    law: law::by_direction,
};
