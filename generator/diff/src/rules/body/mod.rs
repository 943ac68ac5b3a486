//! Request bodies, their media types and encodings. One rule a file.

use super::Rule;

mod request_body_added_optional;
mod request_body_added_required;
mod request_body_became_optional;
mod request_body_became_required;
mod request_body_media_type_added;
mod request_body_media_type_narrowed;
mod request_body_media_type_parameter_changed;
mod request_body_media_type_removed;
mod request_body_media_type_schema_added;
mod request_body_media_type_schema_removed;
mod request_body_media_type_widened;
mod request_body_removed;
mod request_encoding_allow_reserved_disabled;
mod request_encoding_content_type_changed;
mod request_encoding_explode_changed;
mod request_encoding_style_changed;
mod response_encoding_changed;

pub(super) const RULES: &[Rule] = &[
    request_body_added_optional::RULE,
    request_body_added_required::RULE,
    request_body_became_optional::RULE,
    request_body_became_required::RULE,
    request_body_media_type_added::RULE,
    request_body_media_type_narrowed::RULE,
    request_body_media_type_parameter_changed::RULE,
    request_body_media_type_removed::RULE,
    request_body_media_type_schema_added::RULE,
    request_body_media_type_schema_removed::RULE,
    request_body_media_type_widened::RULE,
    request_body_removed::RULE,
    request_encoding_allow_reserved_disabled::RULE,
    request_encoding_content_type_changed::RULE,
    request_encoding_explode_changed::RULE,
    request_encoding_style_changed::RULE,
    response_encoding_changed::RULE,
];
