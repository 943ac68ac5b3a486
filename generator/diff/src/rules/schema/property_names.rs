//! The names of members are limited now, or no longer.
//!
//! Why it breaks: Requests with other names are refused; readers meet names they were promised not to meet.
//! Safe path: Go on accepting all names.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::PropertyNames,
    stems: &[(Act::Added, "property-names-added"), (Act::Removed, "property-names-removed")],
    sdk: Impact::None,
    source: include_str!("property_names.rs"),
    law: law::by_direction,
};
