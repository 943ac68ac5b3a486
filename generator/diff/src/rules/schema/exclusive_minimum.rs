//! A bound of a number moved (`exclusiveMinimum`).
//!
//! Why it breaks: A request beyond a stricter bound is refused; a reader meets numbers beyond the bound it was promised.
//! Safe path: Relax bounds of requests and tighten those of responses freely; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::ExclusiveMinimum,
    stems: &[
        (Act::Added, "exclusive-min-set"),
        (Act::Removed, "exclusive-min-unset"),
        (Act::Increased, "exclusive-min-increased"),
        (Act::Decreased, "exclusive-min-decreased"),
    ],
    sdk: Impact::None,
    source: include_str!("exclusive_minimum.rs"),
    law: law::by_direction,
};
