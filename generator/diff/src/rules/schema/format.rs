//! The `format` of a value changed.
//!
//! Why it breaks: Writers send, and readers expect, the old form.
//! Safe path: Add a property in the new format beside the old one.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Format,
    stems: &[
        (Act::Changed, "type-changed"),
        (Act::Added, "format-set"),
        (Act::Removed, "format-unset"),
        (Act::Generalized, "type-generalized"),
        (Act::Specialized, "type-specialized"),
        (Act::Specialized, "type-changed"),
    ],
    sdk: Impact::Possible,
    source: include_str!("format.rs"),
    law: law::format,
};
