//! A condition came, went or changed (`if`).
//!
//! Why it breaks: Other requests are judged by it than before; readers rely on what it promised.
//! Safe path: Go on accepting what is sent today.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::If,
    stems: &[
        (Act::Added, "if-added"),
        (Act::Removed, "if-removed"),
        (Act::Changed, "if-added"),
        (Act::Changed, "if-removed"),
    ],
    sdk: Impact::None,
    source: include_str!("condition.rs"),
    law: law::by_direction,
};
