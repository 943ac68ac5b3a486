//! A branch of a choice came or went (`anyOf`).
//!
//! Why it breaks: A request of a shape that is no longer offered is refused; a reader meets a shape that it does not know.
//! Safe path: Announce the new shape; go on accepting the old one for the notice period.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::AnyOf,
    stems: &[
        (Act::Added, "any-of-added"),
        (Act::Removed, "any-of-removed"),
        (Act::Wrapped, "any-of-removed"),
        (Act::Wrapped, "any-of-added"),
    ],
    sdk: Impact::Breaking,
    source: include_str!("any_of.rs"),
    law: law::by_direction,
};
