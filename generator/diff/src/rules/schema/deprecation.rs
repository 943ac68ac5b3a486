//! A property was deprecated, or is deprecated no longer.
//!
//! Why it breaks: It does not yet.
//! Safe path: Give it `x-sunset` and name its successor.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Deprecated,
    stems: &[
        (Act::Added, "deprecated"),
        (Act::Added, "deprecated-with-sunset"),
        (Act::Added, "deprecated-sunset-missing"),
        (Act::Added, "deprecated-sunset-invalid"),
        (Act::Added, "sunset-date-too-small"),
        (Act::Removed, "reactivated"),
    ],
    sdk: Impact::None,
    source: include_str!("deprecation.rs"),
    law: law::deprecation,
};
