//! A size limit moved (`maxProperties`).
//!
//! Why it breaks: Requests with objects beyond a stricter limit are refused; readers meet objects beyond the limit that they were promised.
//! Safe path: Relax limits of requests and tighten those of responses freely; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::MaxProperties,
    stems: &[
        (Act::Added, "max-properties-set"),
        (Act::Removed, "max-properties-unset"),
        (Act::Increased, "max-properties-increased"),
        (Act::Decreased, "max-properties-decreased"),
    ],
    sdk: Impact::None,
    source: include_str!("max_properties.rs"),
    law: law::by_direction,
};
