"""Standard Webhooks, with the example of its own test suite."""

from __future__ import annotations

import pytest

from sdk._runtime import webhooks
from sdk._runtime.errors import WebhookVerificationError

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID, TIME = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330
PAYLOAD = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def headers(**change: str) -> dict[str, str]:
    named = {"id": ID, "timestamp": str(TIME), "signature": SIGNATURE, **change}
    return {f"Webhook-{name.title()}": value for name, value in named.items()}


def test_the_known_signature() -> None:
    assert webhooks.sign(SECRET, ID, TIME, PAYLOAD) == SIGNATURE
    webhooks.verify(PAYLOAD, headers(), SECRET, now=TIME + 1)
    webhooks.verify(PAYLOAD.decode(), headers(signature=f"v1,AAAA {SIGNATURE}"), ["whsec_AAAA", SECRET], now=TIME)


@pytest.mark.parametrize(
    "bad",
    [
        {"payload": PAYLOAD + b" "},
        {"headers": headers(id="other")},
        {"headers": headers(signature="v1,AAAA")},
        {"headers": headers(signature="v1a," + SIGNATURE[3:])},
        {"headers": headers(timestamp="x")},
        {"headers": {}},
        {"secret": "whsec_AAAA"},
        {"secret": "whsec_not base64"},
        {"now": TIME + 301},
        {"now": TIME - 301},
    ],
)
def test_what_is_not_genuine_is_refused(bad: dict[str, object]) -> None:
    given: dict[str, object] = {"payload": PAYLOAD, "headers": headers(), "secret": SECRET, "now": TIME, **bad}
    with pytest.raises(WebhookVerificationError):
        webhooks.verify(given["payload"], given["headers"], given["secret"], now=given["now"])  # type: ignore[arg-type]
