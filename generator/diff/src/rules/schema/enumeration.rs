//! The list of allowed values changed.
//!
//! Why it breaks: A request with a value that was removed is refused; a reader meets a value that it does not know.
//! Safe path: Readers treat enums of responses as open; announce a value before sending it (`x-planned-changes`), and accept a removed one for the notice period.

use super::{Family, law};
use crate::finding::Impact;
use crate::schema::{Act, Keyword};

pub(super) const FAMILY: Family = Family {
    keyword: Keyword::Enum,
    stems: &[(Act::Removed, "enum-value-removed"), (Act::Added, "enum-value-added"), (Act::Wrapped, "became-enum")],
    sdk: Impact::Possible,
    source: include_str!("enumeration.rs"),
    law: law::enumeration,
};
