//! The default changed.
//!
//! Why it breaks: Whoever leaves the member out gets another behaviour.
//! Safe path: Keep the default; add an explicit member for the new behaviour.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Default,
    stems: &[
        (Act::Added, "default-value-added"),
        (Act::Removed, "default-value-removed"),
        (Act::Changed, "default-value-changed"),
    ],
    sdk: Impact::Possible,
    source: include_str!("default_value.rs"),
    law: law::default_value,
};
