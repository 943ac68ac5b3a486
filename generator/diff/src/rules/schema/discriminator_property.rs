//! Another property tells the shapes of a choice apart.
//!
//! Why it breaks: Neither side finds the tag where it looks for it.
//! Safe path: Send both properties for the notice period.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::DiscriminatorProperty,
    stems: &[(Act::Changed, "discriminator-property-name-changed")],
    sdk: Impact::Breaking,
    source: include_str!("discriminator_property.rs"),
    law: law::breaks,
};
