//! Members that nothing speaks about are refused now, or accepted (`unevaluatedProperties`).
//!
//! Why it breaks: Requests with further members are refused; readers meet members they were promised not to meet.
//! Safe path: Go on accepting them.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::UnevaluatedProperties,
    stems: &[
        (Act::Added, "unevaluated-properties-added"),
        (Act::Closed, "unevaluated-properties-added"),
        (Act::Removed, "unevaluated-properties-removed"),
        (Act::Opened, "unevaluated-properties-removed"),
        (Act::Generalized, "unevaluated-properties-removed"),
    ],
    sdk: Impact::None,
    source: include_str!("unevaluated_properties.rs"),
    law: law::by_direction,
};
