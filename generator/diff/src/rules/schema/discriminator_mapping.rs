//! A tag of a choice came, went, or names another shape.
//!
//! Why it breaks: A request with a tag that is gone is not understood; a reader meets a tag that it does not know.
//! Safe path: Add tags only after an announcement.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::DiscriminatorMapping,
    stems: &[
        (Act::Added, "discriminator-mapping-added"),
        (Act::Removed, "discriminator-mapping-deleted"),
        (Act::Changed, "discriminator-mapping-changed"),
    ],
    sdk: Impact::Breaking,
    source: include_str!("discriminator_mapping.rs"),
    law: law::mapping,
};
