//! Members whose name fits a pattern got a schema, or lost it.
//!
//! Why it breaks: Requests with such members are refused; readers meet other values there.
//! Safe path: Start with a schema that accepts what is sent today.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::PatternProperties,
    stems: &[(Act::Added, "pattern-property-added"), (Act::Removed, "pattern-property-removed")],
    sdk: Impact::None,
    source: include_str!("pattern_properties.rs"),
    law: law::by_direction,
};
