//! A fixed value appeared, changed or went.
//!
//! Why it breaks: Requests with another value are refused; readers compare with the old one.
//! Safe path: Accept both values for the notice period.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Const,
    stems: &[(Act::Added, "const-added"), (Act::Removed, "const-removed"), (Act::Changed, "const-changed")],
    sdk: Impact::Breaking,
    source: include_str!("constant.rs"),
    law: law::by_direction,
};
