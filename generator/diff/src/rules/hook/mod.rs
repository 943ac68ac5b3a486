//! Webhooks and callbacks: the provider sends the request, so the sides are swapped. One rule a file.

use super::Rule;

mod callback_parameter_added;
mod callback_parameter_removed;
mod callback_request_widened;
mod callback_response_narrowed;
mod webhook_parameter_added;
mod webhook_parameter_removed;
mod webhook_request_widened;
mod webhook_response_narrowed;

pub(super) const RULES: &[Rule] = &[
    callback_parameter_added::RULE,
    callback_parameter_removed::RULE,
    callback_request_widened::RULE,
    callback_response_narrowed::RULE,
    webhook_parameter_added::RULE,
    webhook_parameter_removed::RULE,
    webhook_request_widened::RULE,
    webhook_response_narrowed::RULE,
];
