//! A bound of a number moved (`minimum`).
//!
//! Why it breaks: A request beyond a stricter bound is refused; a reader meets numbers beyond the bound it was promised.
//! Safe path: Relax bounds of requests and tighten those of responses freely; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Minimum,
    stems: &[
        (Act::Added, "min-set"),
        (Act::Removed, "min-unset"),
        (Act::Increased, "min-increased"),
        (Act::Decreased, "min-decreased"),
    ],
    sdk: Impact::None,
    source: include_str!("minimum.rs"),
    law: law::by_direction,
};
