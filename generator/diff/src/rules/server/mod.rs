//! Where the API is served. One rule a file.

use super::Rule;

mod operation_server_override_added;
mod operation_server_override_removed;
mod server_added;
mod server_default_changed;
mod server_removed;
mod server_scheme_downgraded;
mod server_url_changed;
mod server_variable_added;
mod server_variable_default_changed;
mod server_variable_enum_value_removed;

pub(super) const RULES: &[Rule] = &[
    operation_server_override_added::RULE,
    operation_server_override_removed::RULE,
    server_added::RULE,
    server_default_changed::RULE,
    server_removed::RULE,
    server_scheme_downgraded::RULE,
    server_url_changed::RULE,
    server_variable_added::RULE,
    server_variable_default_changed::RULE,
    server_variable_enum_value_removed::RULE,
];
