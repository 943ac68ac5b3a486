//! A text holds another media type (`contentMediaType`).
//!
//! Why it breaks: The other side reads it in the old way.
//! Safe path: Add a property of the new type.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::ContentMediaType,
    stems: &[(Act::Changed, "content-media-type-changed")],
    sdk: Impact::None,
    source: include_str!("content_media_type.rs"),
    law: law::by_direction,
};
