//! A bound of a number moved (`exclusiveMaximum`).
//!
//! Why it breaks: A request beyond a stricter bound is refused; a reader meets numbers beyond the bound it was promised.
//! Safe path: Relax bounds of requests and tighten those of responses freely; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::ExclusiveMaximum,
    stems: &[
        (Act::Added, "exclusive-max-set"),
        (Act::Removed, "exclusive-max-unset"),
        (Act::Increased, "exclusive-max-increased"),
        (Act::Decreased, "exclusive-max-decreased"),
    ],
    sdk: Impact::None,
    source: include_str!("exclusive_maximum.rs"),
    law: law::by_direction,
};
