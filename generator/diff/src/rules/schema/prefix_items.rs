//! A position of a tuple got its own schema, or lost it (`prefixItems`).
//!
//! Why it breaks: An item that does not fit its position is refused; a reader meets another one.
//! Safe path: Send the new form under another property.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::PrefixItems,
    stems: &[(Act::Added, "prefix-items-added"), (Act::Removed, "prefix-items-removed")],
    sdk: Impact::None,
    source: include_str!("prefix_items.rs"),
    law: law::by_direction,
};
