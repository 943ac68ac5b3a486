//! Operations, webhooks and callbacks that come and go. One rule a file.

use super::Rule;

mod api_path_case_changed;
mod api_path_removed_before_sunset;
mod api_path_removed_with_deprecation;
mod api_path_removed_without_deprecation;
mod api_removed_before_sunset;
mod api_removed_with_deprecation;
mod api_removed_without_deprecation;
mod callback_added;
mod callback_removed;
mod endpoint_added;
mod webhook_added;
mod webhook_removed;

pub(super) const RULES: &[Rule] = &[
    api_path_case_changed::RULE,
    api_path_removed_before_sunset::RULE,
    api_path_removed_with_deprecation::RULE,
    api_path_removed_without_deprecation::RULE,
    api_removed_before_sunset::RULE,
    api_removed_with_deprecation::RULE,
    api_removed_without_deprecation::RULE,
    callback_added::RULE,
    callback_removed::RULE,
    endpoint_added::RULE,
    webhook_added::RULE,
    webhook_removed::RULE,
];
