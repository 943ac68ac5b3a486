//! A member demands others now, or other ones, or no longer.
//!
//! Why it breaks: Requests without them are refused; readers that relied on them fail.
//! Safe path: Go on accepting requests without them.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::DependentRequired,
    stems: &[
        (Act::Added, "dependent-required-added"),
        (Act::Removed, "dependent-required-removed"),
        (Act::Changed, "dependent-required-changed"),
    ],
    sdk: Impact::None,
    source: include_str!("dependent_required.rs"),
    law: law::by_direction,
};
