//! Items that nothing speaks about are refused now, or accepted (`unevaluatedItems`).
//!
//! Why it breaks: Lists that were fine are refused; a reader meets further items.
//! Safe path: Go on accepting them.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::UnevaluatedItems,
    stems: &[
        (Act::Added, "unevaluated-items-added"),
        (Act::Closed, "unevaluated-items-added"),
        (Act::Removed, "unevaluated-items-removed"),
        (Act::Opened, "unevaluated-items-removed"),
        (Act::Generalized, "unevaluated-items-removed"),
    ],
    sdk: Impact::None,
    source: include_str!("unevaluated_items.rs"),
    law: law::by_direction,
};
