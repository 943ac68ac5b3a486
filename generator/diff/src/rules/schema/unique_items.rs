//! Items must differ now, or need not any more.
//!
//! Why it breaks: A list with duplicates is refused; a reader that relied on distinct items meets duplicates.
//! Safe path: Go on accepting duplicates in requests.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::UniqueItems,
    stems: &[(Act::Added, "unique-items-set"), (Act::Removed, "unique-items-unset")],
    sdk: Impact::None,
    source: include_str!("unique_items.rs"),
    law: law::by_direction,
};
