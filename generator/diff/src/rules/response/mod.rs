//! Responses, their headers, media types and links. One rule a file.

use super::Rule;

mod callback_response_status_removed;
mod optional_response_header_removed;
mod required_response_header_removed;
mod response_body_added;
mod response_body_media_type_schema_added;
mod response_body_media_type_schema_removed;
mod response_body_removed;
mod response_default_added;
mod response_default_removed;
mod response_header_added;
mod response_header_became_optional;
mod response_header_became_required;
mod response_header_content_changed;
mod response_header_deprecated;
mod response_header_explode_changed;
mod response_header_name_case_changed;
mod response_link_parameter_changed;
mod response_link_removed;
mod response_link_target_changed;
mod response_media_type_added;
mod response_media_type_name_changed;
mod response_media_type_name_generalized;
mod response_media_type_name_specialized;
mod response_media_type_removed;
mod response_non_success_status_added;
mod response_non_success_status_removed;
mod response_status_range_narrowed;
mod response_status_range_widened;
mod response_success_status_added;
mod response_success_status_removed;
mod webhook_response_status_removed;

pub(super) const RULES: &[Rule] = &[
    callback_response_status_removed::RULE,
    optional_response_header_removed::RULE,
    required_response_header_removed::RULE,
    response_body_added::RULE,
    response_body_media_type_schema_added::RULE,
    response_body_media_type_schema_removed::RULE,
    response_body_removed::RULE,
    response_default_added::RULE,
    response_default_removed::RULE,
    response_header_added::RULE,
    response_header_became_optional::RULE,
    response_header_became_required::RULE,
    response_header_content_changed::RULE,
    response_header_deprecated::RULE,
    response_header_explode_changed::RULE,
    response_header_name_case_changed::RULE,
    response_link_parameter_changed::RULE,
    response_link_removed::RULE,
    response_link_target_changed::RULE,
    response_media_type_added::RULE,
    response_media_type_name_changed::RULE,
    response_media_type_name_generalized::RULE,
    response_media_type_name_specialized::RULE,
    response_media_type_removed::RULE,
    response_non_success_status_added::RULE,
    response_non_success_status_removed::RULE,
    response_status_range_narrowed::RULE,
    response_status_range_widened::RULE,
    response_success_status_added::RULE,
    response_success_status_removed::RULE,
    webhook_response_status_removed::RULE,
];
