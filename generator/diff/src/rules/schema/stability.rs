//! The stability level of a property changed.
//!
//! Why it breaks: Less is promised than before.
//! Safe path: Keep the level.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Stability,
    stems: &[(Act::Removed, "stability-decreased"), (Act::Added, "stability-increased")],
    sdk: Impact::None,
    source: include_str!("stability.rs"),
    law: law::stability,
};
