//! `null` became possible, or stopped to be.
//!
//! Why it breaks: Readers that never saw `null` fail on it; a request that sends `null` is refused.
//! Safe path: Leave the member out instead of sending `null`; go on accepting `null`.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Nullable,
    stems: &[(Act::Added, "became-nullable"), (Act::Removed, "became-not-nullable")],
    sdk: Impact::Breaking,
    source: include_str!("nullable.rs"),
    law: law::by_direction,
};
