//! Names that generated source code takes from the description. One rule a file.

use super::Rule;

mod api_operation_id_added;
mod api_operation_id_removed;
mod api_schema_removed;
mod api_tag_added;
mod api_tag_removed;
mod document_dialect_changed;
mod document_openapi_version_changed;
mod sdk_method_renamed;

pub(super) const RULES: &[Rule] = &[
    api_operation_id_added::RULE,
    api_operation_id_removed::RULE,
    api_schema_removed::RULE,
    api_tag_added::RULE,
    api_tag_removed::RULE,
    document_dialect_changed::RULE,
    document_openapi_version_changed::RULE,
    sdk_method_renamed::RULE,
];
