//! What is inside an encoded text got a schema, or lost it (`contentSchema`).
//!
//! Why it breaks: Requests that do not fit are refused; readers lose what was promised.
//! Safe path: Go on accepting what is sent today.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::ContentSchema,
    stems: &[(Act::Added, "content-schema-added"), (Act::Removed, "content-schema-removed")],
    sdk: Impact::None,
    source: include_str!("content_schema.rs"),
    law: law::by_direction,
};
