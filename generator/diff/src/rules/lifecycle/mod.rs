//! Deprecation, sunset dates and stability levels. One rule a file.

use super::Rule;

mod api_deprecated_sunset_missing;
mod api_deprecated_sunset_parse;
mod api_invalid_stability_level;
mod api_stability_decreased;
mod api_stability_increased;
mod api_sunset_date_changed_too_small;
mod api_sunset_date_too_small;
mod endpoint_deprecated;
mod endpoint_deprecated_with_sunset;
mod endpoint_reactivated;
mod notice_sunset_moved_earlier;
mod notice_sunset_moved_later;
mod sunset_deleted;

pub(super) const RULES: &[Rule] = &[
    api_deprecated_sunset_missing::RULE,
    api_deprecated_sunset_parse::RULE,
    api_invalid_stability_level::RULE,
    api_stability_decreased::RULE,
    api_stability_increased::RULE,
    api_sunset_date_changed_too_small::RULE,
    api_sunset_date_too_small::RULE,
    endpoint_deprecated::RULE,
    endpoint_deprecated_with_sunset::RULE,
    endpoint_reactivated::RULE,
    notice_sunset_moved_earlier::RULE,
    notice_sunset_moved_later::RULE,
    sunset_deleted::RULE,
];
