//! Members that nothing names are refused now, or accepted, or limited (`additionalProperties`).
//!
//! Why it breaks: Requests with further members are refused; readers meet members that they were promised not to meet.
//! Safe path: Go on accepting further members in requests.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::AdditionalProperties,
    stems: &[
        (Act::Closed, "closed"),
        (Act::Opened, "opened"),
        (Act::Added, "additional-properties-schema-narrowed"),
        (Act::Removed, "additional-properties-schema-widened"),
        (Act::Generalized, "additional-properties-schema-widened"),
        (Act::Generalized, "opened"),
    ],
    sdk: Impact::None,
    source: include_str!("additional_properties.rs"),
    law: law::by_direction,
};
