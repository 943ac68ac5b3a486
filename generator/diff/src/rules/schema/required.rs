//! A property became required or optional.
//!
//! Why it breaks: Requests without it are refused; readers that relied on it fail.
//! Safe path: Keep it optional in requests with a stated default; go on sending it in responses.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Required,
    stems: &[(Act::Added, "became-required"), (Act::Removed, "became-optional")],
    sdk: Impact::Breaking,
    source: include_str!("required.rs"),
    law: law::by_direction,
};
