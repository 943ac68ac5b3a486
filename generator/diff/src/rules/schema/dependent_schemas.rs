//! A member puts the object under one more schema, or no longer.
//!
//! Why it breaks: Requests that do not fit it are refused; readers lose what was promised.
//! Safe path: Go on accepting what is sent today.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::DependentSchemas,
    stems: &[(Act::Added, "dependent-schema-added"), (Act::Removed, "dependent-schema-removed")],
    sdk: Impact::None,
    source: include_str!("dependent_schemas.rs"),
    law: law::by_direction,
};
