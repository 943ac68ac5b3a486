//! Who may call. One rule a file.

use super::Rule;

mod api_security_added;
mod api_security_component_added;
mod api_security_component_oauth_scope_added;
mod api_security_component_oauth_scope_removed;
mod api_security_component_oauth_token_url_changed;
mod api_security_component_oauth_url_changed;
mod api_security_component_removed;
mod api_security_component_type_changed;
mod api_security_scope_added;
mod api_security_scope_removed;
mod security_alternative_added;
mod security_alternative_removed;
mod security_and_scheme_added;
mod security_and_scheme_removed;
mod security_anonymous_added;
mod security_anonymous_removed;
mod security_apikey_in_changed;
mod security_apikey_name_changed;
mod security_bearer_format_changed;
mod security_http_scheme_changed;
mod security_oauth_flow_added;
mod security_oauth_flow_removed;
mod security_oauth_refresh_url_changed;
mod security_oidc_url_changed;
mod security_scheme_deprecated;

pub(super) const RULES: &[Rule] = &[
    api_security_added::RULE,
    api_security_component_added::RULE,
    api_security_component_oauth_scope_added::RULE,
    api_security_component_oauth_scope_removed::RULE,
    api_security_component_oauth_token_url_changed::RULE,
    api_security_component_oauth_url_changed::RULE,
    api_security_component_removed::RULE,
    api_security_component_type_changed::RULE,
    api_security_scope_added::RULE,
    api_security_scope_removed::RULE,
    security_alternative_added::RULE,
    security_alternative_removed::RULE,
    security_and_scheme_added::RULE,
    security_and_scheme_removed::RULE,
    security_anonymous_added::RULE,
    security_anonymous_removed::RULE,
    security_apikey_in_changed::RULE,
    security_apikey_name_changed::RULE,
    security_bearer_format_changed::RULE,
    security_http_scheme_changed::RULE,
    security_oauth_flow_added::RULE,
    security_oauth_flow_removed::RULE,
    security_oauth_refresh_url_changed::RULE,
    security_oidc_url_changed::RULE,
    security_scheme_deprecated::RULE,
];
