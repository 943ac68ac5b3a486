//! The schema of the items appeared, went, or closed the list.
//!
//! Why it breaks: Items that were fine are refused; a reader meets items of any kind.
//! Safe path: Start with a schema that accepts what is sent today.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Items,
    stems: &[
        (Act::Added, "items-schema-set"),
        (Act::Removed, "items-schema-unset"),
        (Act::Closed, "items-closed"),
        (Act::Opened, "items-opened"),
        (Act::Generalized, "items-opened"),
    ],
    sdk: Impact::None,
    source: include_str!("items.rs"),
    law: law::by_direction,
};
