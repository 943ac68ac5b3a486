//! The known values of an open list changed (`x-extensible-enum`).
//!
//! Why it breaks: Code for a value that is gone is never reached; requests with it may be refused.
//! Safe path: Announce it.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::ExtensibleEnum,
    stems: &[(Act::Removed, "x-extensible-enum-value-removed"), (Act::Removed, "x-extensible-enum-removed")],
    sdk: Impact::None,
    source: include_str!("extensible_enum.rs"),
    law: law::extensible_enum,
};
