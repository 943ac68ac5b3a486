//! The step of a number changed (`multipleOf`).
//!
//! Why it breaks: A request between the steps is refused; a reader meets finer numbers than it was promised.
//! Safe path: Go on accepting the old step.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::MultipleOf,
    stems: &[
        (Act::Added, "multiple-of-set"),
        (Act::Removed, "multiple-of-unset"),
        (Act::Changed, "multiple-of-changed"),
        (Act::Generalized, "multiple-of-generalized"),
        (Act::Specialized, "multiple-of-specialized"),
        (Act::Specialized, "multiple-of-changed"),
        (Act::Generalized, "multiple-of-changed"),
    ],
    sdk: Impact::None,
    source: include_str!("multiple_of.rs"),
    law: law::by_direction,
};
