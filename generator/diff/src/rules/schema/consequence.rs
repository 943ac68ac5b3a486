//! What a condition demands came or went (`then`).
//!
//! Why it breaks: Requests that meet the condition are refused; readers lose what was promised.
//! Safe path: Go on accepting what is sent today.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Then,
    stems: &[(Act::Added, "then-added"), (Act::Removed, "then-removed")],
    sdk: Impact::None,
    source: include_str!("consequence.rs"),
    law: law::by_direction,
};
