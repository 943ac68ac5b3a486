"""The request to a token endpoint, as an operation like any other: it is retried, and its errors are typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .auth import ClientCredentials, client_basic
from .errors import ResponseError
from .operation import Content, Operation

OPERATION: Operation[Any] = Operation(
    "token",
    "POST",
    "",
    body=[Content("application/x-www-form-urlencoded", "form")],
    responses={200: [Content("application/json", "json")]},
    oauth=True,
    repeatable=True,
)


def arguments(credentials: ClientCredentials) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """The arguments and the header fields of the request."""
    return (
        {"body": credentials.form()},
        {"Authorization": client_basic(credentials.client_id, credentials.client_secret)},
    )


def check(answer: Any, status: int, headers: Any) -> Mapping[str, Any]:
    """The answer, if it has a token.

    Raises:
        ResponseError: It has none.
    """
    if isinstance(answer, dict) and isinstance(answer.get("access_token"), str) and answer["access_token"]:
        return answer
    raise ResponseError("the token endpoint's answer has no access_token", status=status, headers=headers)
