//! A bound of a number moved (`maximum`).
//!
//! Why it breaks: A request beyond a stricter bound is refused; a reader meets numbers beyond the bound it was promised.
//! Safe path: Relax bounds of requests and tighten those of responses freely; announce the opposite.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Maximum,
    stems: &[
        (Act::Added, "max-set"),
        (Act::Removed, "max-unset"),
        (Act::Increased, "max-increased"),
        (Act::Decreased, "max-decreased"),
    ],
    sdk: Impact::None,
    source: include_str!("maximum.rs"),
    law: law::by_direction,
};
