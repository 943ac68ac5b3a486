"""Standard Webhooks (standardwebhooks.com): is a message what the API sent, and sent now?"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from .errors import WebhookVerificationError
from .headers import Headers

#: Seconds that a message may be old, or ahead of our clock.
TOLERANCE = 300


def _key(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise WebhookVerificationError("the secret is not base64") from error


def sign(secret: str, message_id: str, timestamp: int, payload: bytes) -> str:
    """The signature of a message (scheme ``v1``, HMAC-SHA256)."""
    signed = f"{message_id}.{timestamp}.".encode() + payload
    return "v1," + base64.b64encode(hmac.new(_key(secret), signed, hashlib.sha256).digest()).decode("ascii")


def verify(
    payload: bytes | str,
    headers: Mapping[str, str],
    secret: str | Sequence[str],
    *,
    now: float | None = None,
    tolerance: float = TOLERANCE,
) -> None:
    """Checks a message's signature and timestamp.

    Args:
        payload: The body exactly as it came; parsing and writing it again would break the signature.
        headers: The header fields of the request, in any case.
        secret: The endpoint's secret (``whsec_...``), or all that are good while it is rotated.
        now: Seconds since 1970; the present if not given.
        tolerance: Seconds that the message may be old, or ahead of our clock.

    Raises:
        WebhookVerificationError: Something is missing or does not match.
    """
    found = Headers(headers)
    try:
        message_id, sent, signatures = (found[f"webhook-{name}"] for name in ("id", "timestamp", "signature"))
    except KeyError as error:
        raise WebhookVerificationError(f"the header field {error} is missing") from None
    if not (sent.isascii() and sent.isdigit()):
        raise WebhookVerificationError("the timestamp is not a number")
    timestamp = int(sent)
    if abs((time.time() if now is None else now) - timestamp) > tolerance:
        raise WebhookVerificationError("the timestamp is too far from now")
    body = payload.encode("utf-8") if isinstance(payload, str) else bytes(payload)
    secrets = [secret] if isinstance(secret, str) else secret
    expected = [sign(one, message_id, timestamp, body).encode("ascii") for one in secrets]
    given = [signature.encode("utf-8") for signature in signatures.replace(",v1,", " v1,").split(" ")]
    # Every pair is compared in constant time, and none ends the loop early.
    matches = [hmac.compare_digest(want, have) for want in expected for have in given]
    if not any(matches):
        raise WebhookVerificationError("no signature matches")


def parse(payload: bytes | str) -> Any:
    """The message as JSON.

    Raises:
        WebhookVerificationError: It is not JSON.
    """
    try:
        return json.loads(payload)
    except ValueError as error:
        raise WebhookVerificationError("the message is not JSON") from error
