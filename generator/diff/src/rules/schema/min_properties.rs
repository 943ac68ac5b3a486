//! A size limit moved (`minProperties`).
//!
//! Why it breaks: Requests with objects beyond a stricter limit are refused; readers meet objects beyond the limit that they were promised.
//! Safe path: Relax limits of requests and tighten those of responses freely; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::MinProperties,
    stems: &[
        (Act::Added, "min-properties-set"),
        (Act::Removed, "min-properties-unset"),
        (Act::Increased, "min-properties-increased"),
        (Act::Decreased, "min-properties-decreased"),
    ],
    sdk: Impact::None,
    source: include_str!("min_properties.rs"),
    law: law::by_direction,
};
