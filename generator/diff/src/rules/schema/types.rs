//! The set of allowed types changed.
//!
//! Why it breaks: A request of a type that is no longer allowed is refused; a response of a type that is new cannot be read.
//! Safe path: Add a property of the new type beside the old one.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Type,
    stems: &[
        (Act::Changed, "type-changed"),
        (Act::Generalized, "type-generalized"),
        (Act::Specialized, "type-specialized"),
        (Act::Specialized, "type-changed"),
        (Act::Generalized, "list-of-types-widened"),
        (Act::Specialized, "list-of-types-narrowed"),
    ],
    sdk: Impact::Breaking,
    source: include_str!("types.rs"),
    law: law::types,
};
