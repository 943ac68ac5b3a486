//! A choice got a discriminator, or lost it.
//!
//! Why it breaks: Generated code decides between the shapes in another way.
//! Safe path: Keep it.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Discriminator,
    stems: &[(Act::Added, "discriminator-added"), (Act::Removed, "discriminator-removed")],
    sdk: Impact::Breaking,
    source: include_str!("discriminator.rs"),
    law: law::warns,
};
