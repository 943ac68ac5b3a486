"""The authorization code grant with PKCE (RFC 7636), refresh and revocation, for programs that act for a user.

A helper for both clients: it makes URLs and forms, and reads answers; send the forms with any HTTP client, or with
``client.request``.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from .errors import ApiError


class AuthorizationError(ApiError):
    """The user or the authorization server said no, or the answer is not ours."""


class Authorization(NamedTuple):
    """A begun authorization. Keep it (in the user's session) until the redirect comes back."""

    url: str
    """Where to send the user."""
    state: str
    """Ties the answer to this session."""
    code_verifier: str
    """The secret that proves, when the code is redeemed, who asked for it."""
    redirect_uri: str


def challenge(code_verifier: str) -> str:
    """The ``S256`` code challenge of a verifier."""
    digest = hashlib.sha256(code_verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def begin(
    authorization_url: str,
    *,
    client_id: str,
    redirect_uri: str,
    scopes: Sequence[str] = (),
    parameters: Mapping[str, str] | None = None,
) -> Authorization:
    """Begins an authorization: send the user to its ``url``."""
    verifier, state = secrets.token_urlsafe(64), secrets.token_urlsafe(24)
    query = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "state": state,
        "code_challenge": challenge(verifier),
        "code_challenge_method": "S256",
    }
    if scopes:
        query["scope"] = " ".join(scopes)
    query.update(parameters or {})
    between = "&" if urlsplit(authorization_url).query else "?"
    return Authorization(authorization_url + between + urlencode(query), state, verifier, redirect_uri)


def code_of(authorization: Authorization, callback_url: str) -> str:
    """The code that came back.

    Raises:
        AuthorizationError: It is an error, or its ``state`` is not ours.
    """
    answer = dict(parse_qsl(urlsplit(callback_url).query, keep_blank_values=True))
    if not hmac.compare_digest(answer.get("state", "").encode("utf-8"), authorization.state.encode("utf-8")):
        raise AuthorizationError("the state is not the one that this authorization began with")
    if "error" in answer:
        raise AuthorizationError(f"{answer['error']}: {answer.get('error_description', '')}".rstrip(": "))
    if not answer.get("code"):
        raise AuthorizationError("the answer has no code")
    return answer["code"]


def redeem_form(authorization: Authorization, code: str, client_id: str) -> dict[str, Any]:
    """The form that redeems a code at the token endpoint."""
    return {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": authorization.redirect_uri,
        "client_id": client_id,
        "code_verifier": authorization.code_verifier,
    }


def refresh_form(refresh_token: str, scopes: Sequence[str] = ()) -> dict[str, Any]:
    """The form that refreshes a token at the token endpoint."""
    form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
    if scopes:
        form["scope"] = " ".join(scopes)
    return form


def revoke_form(token: str, hint: str = "access_token") -> dict[str, Any]:
    """The form that revokes a token at the revocation endpoint (RFC 7009)."""
    return {"token": token, "token_type_hint": hint}
