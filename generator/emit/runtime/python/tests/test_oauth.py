"""The authorization code grant with PKCE."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from sdk._runtime import oauth


def test_the_challenge_of_rfc_7636() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert oauth.challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_the_round_trip() -> None:
    begun = oauth.begin(
        "https://as.example/authorize?tenant=1", client_id="c", redirect_uri="https://app.example/cb", scopes=["a", "b"]
    )
    query = parse_qs(urlsplit(begun.url).query)
    assert query["tenant"] == ["1"]
    assert query["scope"] == ["a b"]
    assert query["code_challenge"] == [oauth.challenge(begun.code_verifier)]
    code = oauth.code_of(begun, f"https://app.example/cb?code=xyz&state={begun.state}")
    assert oauth.redeem_form(begun, code, "c")["code_verifier"] == begun.code_verifier


@pytest.mark.parametrize(
    "query", ["code=x", "code=x&state=other", "error=access_denied&state={state}", "state={state}"]
)
def test_refusals(query: str) -> None:
    begun = oauth.begin("https://as.example/authorize", client_id="c", redirect_uri="https://app.example/cb")
    with pytest.raises(oauth.AuthorizationError):
        oauth.code_of(begun, "https://app.example/cb?" + query.format(state=begun.state))
