# Made by `cargo xtask generate`; changes here are lost.
"""The operations of OAuth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime import types as _t
from .._runtime.async_client import AsyncResource, async_raw
from .._runtime.operation import Content, Operation
from .._runtime.options import RequestOptions
from .._runtime.sync_client import SyncResource, raw

if TYPE_CHECKING:
    from ..types.introspection_request import IntrospectionRequest, IntrospectionRequestDict
    from ..types.introspection_response import IntrospectionResponse
    from ..types.token_request import TokenRequest, TokenRequestDict
    from ..types.token_response import TokenResponse

_INTROSPECT_TOKEN: Operation[IntrospectionResponse] = Operation(
    "introspectToken",
    "POST",
    "/v1/token/introspect",
    body=[Content("application/x-www-form-urlencoded", "form")],
    responses={
        200: [Content("application/json", "json", _t.ref("types.introspection_response", "IntrospectionResponse"))],
        400: [Content("application/json", "json", _t.ref("types.oauth_error", "OauthError"))],
        401: [Content("application/json", "json", _t.ref("types.oauth_error", "OauthError"))],
        403: [Content("application/problem+json", "json", _t.ref("types.problem", "Problem"))],
        429: [Content("application/json", "json", _t.ref("types.oauth_error", "OauthError"))],
        503: [Content("application/json", "json", _t.ref("types.oauth_error", "OauthError"))],
        "default": [Content("application/json", "json", _t.ref("types.oauth_error", "OauthError"))],
    },
    security=[{"clientBasic": []}, {"oauth2": ["tokens:introspect"]}],
    oauth=True,
)
_ISSUE_TOKEN: Operation[TokenResponse] = Operation(
    "issueToken",
    "POST",
    "/oauth/token",
    body=[Content("application/json", "json"), Content("application/x-www-form-urlencoded", "form")],
    responses={
        200: [Content("application/json", "json", _t.ref("types.token_response", "TokenResponse"))],
        400: [Content("application/json", "json", _t.ref("types.oauth_error", "OauthError"))],
        401: [Content("application/json", "json", _t.ref("types.oauth_error", "OauthError"))],
        429: [Content("application/json", "json", _t.ref("types.oauth_error", "OauthError"))],
        503: [Content("application/json", "json", _t.ref("types.oauth_error", "OauthError"))],
        "default": [Content("application/json", "json", _t.ref("types.oauth_error", "OauthError"))],
    },
    security=[{"clientBasic": []}, {}],
    oauth=True,
)


class OauthResource(SyncResource):
    """Access tokens (RFC 6749) and their introspection (RFC 7662)."""

    def introspect_token(
        self,
        body: IntrospectionRequest | IntrospectionRequestDict,
        **options: _t.Unpack[RequestOptions],
    ) -> IntrospectionResponse:
        """Ask whether a token is active

        Token introspection (RFC 7662). The caller authenticates as a client of the organisation, or with a token that
        carries `tokens:introspect`. A token of another organisation, an expired or revoked one, and a string that never
        was a token are all answered with `{"active": false}` and nothing else.
        """
        return self._core.call(_INTROSPECT_TOKEN, {"body": body}, options)

    def issue_token(
        self,
        body: TokenRequest | TokenRequestDict,
        *,
        content_type: Literal["application/json", "application/x-www-form-urlencoded"] = "application/json",
        **options: _t.Unpack[RequestOptions],
    ) -> TokenResponse:
        """Get an access token

        Exchanges client credentials for an access token (RFC 6749 section 4.4). The client authenticates with HTTP Basic
        or with `client_id` and `client_secret` in the body, never with both.

        A scope that is unknown, not registered for the client, or not granted by the organisation's policy refuses the
        whole request with `invalid_scope`; the set is never narrowed silently.

        Args:
            body: The grant. JSON and form bodies mean the same.
        """
        return self._core.call(_ISSUE_TOKEN, {"body": body, "content_type": content_type}, options)

    @property
    def with_raw_response(self) -> OauthResourceWithRawResponse:
        """The same methods, giving the answer in the raw: status, header fields, and ``parse()``."""
        return OauthResourceWithRawResponse(self)


class AsyncOauthResource(AsyncResource):
    """Access tokens (RFC 6749) and their introspection (RFC 7662)."""

    async def introspect_token(
        self,
        body: IntrospectionRequest | IntrospectionRequestDict,
        **options: _t.Unpack[RequestOptions],
    ) -> IntrospectionResponse:
        """Ask whether a token is active

        Token introspection (RFC 7662). The caller authenticates as a client of the organisation, or with a token that
        carries `tokens:introspect`. A token of another organisation, an expired or revoked one, and a string that never
        was a token are all answered with `{"active": false}` and nothing else.
        """
        return await self._core.call(_INTROSPECT_TOKEN, {"body": body}, options)

    async def issue_token(
        self,
        body: TokenRequest | TokenRequestDict,
        *,
        content_type: Literal["application/json", "application/x-www-form-urlencoded"] = "application/json",
        **options: _t.Unpack[RequestOptions],
    ) -> TokenResponse:
        """Get an access token

        Exchanges client credentials for an access token (RFC 6749 section 4.4). The client authenticates with HTTP Basic
        or with `client_id` and `client_secret` in the body, never with both.

        A scope that is unknown, not registered for the client, or not granted by the organisation's policy refuses the
        whole request with `invalid_scope`; the set is never narrowed silently.

        Args:
            body: The grant. JSON and form bodies mean the same.
        """
        return await self._core.call(_ISSUE_TOKEN, {"body": body, "content_type": content_type}, options)

    @property
    def with_raw_response(self) -> AsyncOauthResourceWithRawResponse:
        """The same methods, giving the answer in the raw: status, header fields, and ``parse()``."""
        return AsyncOauthResourceWithRawResponse(self)


class OauthResourceWithRawResponse:
    """The methods of :class:`OauthResource`, giving the answer in the raw."""

    def __init__(self, resource: OauthResource) -> None:
        self.introspect_token = raw(resource.introspect_token)
        self.issue_token = raw(resource.issue_token)


class AsyncOauthResourceWithRawResponse:
    """The methods of :class:`AsyncOauthResource`, giving the answer in the raw."""

    def __init__(self, resource: AsyncOauthResource) -> None:
        self.introspect_token = async_raw(resource.introspect_token)
        self.issue_token = async_raw(resource.issue_token)
