//! What holds where a condition fails came or went (`else`).
//!
//! Why it breaks: Requests that fail the condition are refused; readers lose what was promised.
//! Safe path: Go on accepting what is sent today.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Else,
    stems: &[(Act::Added, "else-added"), (Act::Removed, "else-removed")],
    sdk: Impact::None,
    source: include_str!("alternative.rs"),
    law: law::by_direction,
};
