//! `OAuth`: tokens and their introspection.

use covenant_api::oauth::{
    IntrospectToken, IntrospectTokenOkHeaders, IntrospectTokenOutcome, IssueToken, IssueTokenOkHeaders,
    IssueTokenOutcome, Oauth,
};
use covenant_api::types::{IntrospectionResponse, TokenResponse};

use crate::erp::{Caller, Erp, oauth_refusal};
use crate::oauth::Granted;
use crate::oauth_error::OauthError;
use crate::request;

const NO_STORE: &str = "no-store";

impl Oauth<Caller> for Erp {
    async fn issue_token(&self, _: IssueToken, _: Option<Caller>) -> IssueTokenOutcome {
        // What was read before the route was found: with the secret, and without what was empty.
        let info = request::current();
        let Some(call) = info.oauth.get() else {
            return oauth_refusal(&OauthError::server_error()).into();
        };
        match self.0.oauth.token(&call.credentials, &call.params).await {
            Ok(Granted { access_token, expires_in, scope }) => IssueTokenOutcome::Ok(
                TokenResponse { access_token, expires_in: i32::try_from(expires_in).unwrap_or(i32::MAX), scope },
                IssueTokenOkHeaders { cache_control: NO_STORE.into() },
            ),
            Err(error) => oauth_refusal(&error).into(),
        }
    }

    async fn introspect_token(&self, call: IntrospectToken, caller: Caller) -> IntrospectTokenOutcome {
        let Some(org_id) = caller.org_id() else {
            return oauth_refusal(&OauthError::invalid_client()).into();
        };
        let claims = match self.0.oauth.introspect(&call.body.token, org_id).await {
            Ok(claims) => claims,
            Err(error) => return oauth_refusal(&error).into(),
        };
        // About what is not active nothing else is said (RFC 7662 section 2.2).
        let response = IntrospectionResponse {
            active: claims.is_some(),
            scope: claims.as_ref().map(|c| c.scope.clone()),
            client_id: claims.as_ref().map(|c| c.client_id.clone()),
            token_type: claims.as_ref().map(|_| "Bearer".to_owned()),
            exp: claims.as_ref().map(|c| c.exp),
            iat: claims.as_ref().map(|c| c.iat),
            sub: claims.as_ref().map(|c| c.sub.clone()),
            aud: claims.as_ref().map(|c| c.aud.clone()),
            iss: claims.as_ref().map(|c| c.iss.clone()),
            jti: claims.as_ref().map(|c| c.jti.clone()),
        };
        IntrospectTokenOutcome::Ok(response, IntrospectTokenOkHeaders { cache_control: NO_STORE.into() })
    }
}
