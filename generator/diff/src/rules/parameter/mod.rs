//! Parameters. One rule a file.

use super::Rule;

mod new_optional_request_parameter;
mod new_request_path_parameter;
mod new_required_request_parameter;
mod request_parameter_allow_empty_value_disabled;
mod request_parameter_allow_reserved_disabled;
mod request_parameter_allow_reserved_enabled;
mod request_parameter_became_optional;
mod request_parameter_became_required;
mod request_parameter_content_media_type_changed;
mod request_parameter_deprecated;
mod request_parameter_deprecated_sunset_missing;
mod request_parameter_explode_changed;
mod request_parameter_in_changed;
mod request_parameter_reactivated;
mod request_parameter_removed;
mod request_parameter_removed_before_sunset;
mod request_parameter_removed_with_deprecation;
mod request_parameter_schema_added;
mod request_parameter_schema_removed;
mod request_parameter_schema_to_content;
mod request_parameter_style_changed;
mod request_parameter_sunset_date_changed_too_small;
mod request_parameter_sunset_date_too_small;
mod request_parameter_sunset_deleted;
mod request_parameter_sunset_parse;
mod request_path_parameter_renamed;

pub(super) const RULES: &[Rule] = &[
    new_optional_request_parameter::RULE,
    new_request_path_parameter::RULE,
    new_required_request_parameter::RULE,
    request_parameter_allow_empty_value_disabled::RULE,
    request_parameter_allow_reserved_disabled::RULE,
    request_parameter_allow_reserved_enabled::RULE,
    request_parameter_became_optional::RULE,
    request_parameter_became_required::RULE,
    request_parameter_content_media_type_changed::RULE,
    request_parameter_deprecated::RULE,
    request_parameter_deprecated_sunset_missing::RULE,
    request_parameter_explode_changed::RULE,
    request_parameter_in_changed::RULE,
    request_parameter_reactivated::RULE,
    request_parameter_removed::RULE,
    request_parameter_removed_before_sunset::RULE,
    request_parameter_removed_with_deprecation::RULE,
    request_parameter_schema_added::RULE,
    request_parameter_schema_removed::RULE,
    request_parameter_schema_to_content::RULE,
    request_parameter_style_changed::RULE,
    request_parameter_sunset_date_changed_too_small::RULE,
    request_parameter_sunset_date_too_small::RULE,
    request_parameter_sunset_deleted::RULE,
    request_parameter_sunset_parse::RULE,
    request_path_parameter_renamed::RULE,
];
