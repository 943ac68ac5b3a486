//! A size limit moved (`maxLength`).
//!
//! Why it breaks: Requests with texts beyond a stricter limit are refused; readers meet texts beyond the limit that they were promised.
//! Safe path: Relax limits of requests and tighten those of responses freely; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::MaxLength,
    stems: &[
        (Act::Added, "max-length-set"),
        (Act::Removed, "max-length-unset"),
        (Act::Increased, "max-length-increased"),
        (Act::Decreased, "max-length-decreased"),
    ],
    sdk: Impact::None,
    source: include_str!("max_length.rs"),
    law: law::by_direction,
};
