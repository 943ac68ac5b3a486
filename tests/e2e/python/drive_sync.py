"""Drives the platform with the Python SDK, sync; prints ``ok STEP`` for each step."""

import time

from covenant import Covenant, NotFoundError, OAuthError, RateLimitError

SCOPES = ["api_clients:write", "invoices:read", "invoices:write", "vendors:read"]


def ok(step: str) -> None:
    print(f"ok {step}", flush=True)


def main() -> None:
    # Base URL and credentials come from the environment.
    with Covenant(scopes=SCOPES) as api:
        raw = api.vendors.with_raw_response.list(limit=1)
        assert raw.status == 200, raw.status
        assert raw.headers["x-request-id"]
        vendor = raw.parse().data[0]
        ok("token")

        # Different sizes of pages must give the same invoices in the same order.
        ids = [invoice.id for invoice in api.invoices.list(limit=100)]
        assert len(ids) > 20, f"{len(ids)} invoices are too few to see pages"
        assert len(set(ids)) == len(ids)
        assert [invoice.id for invoice in api.invoices.list(limit=7)] == ids
        ok("pages")

        created = api.invoices.create(
            {
                "external_id": "e2e-python",
                "number": "E2E-PY-1",
                "vendor_id": vendor.id,
                "issued_on": "2026-11-01",
                "due_on": "2026-11-30",
                "lines": [
                    {"description": "Bolts", "quantity": "3", "unit_price": {"amount": "1.10", "currency": "EUR"}}
                ],
            }
        )
        assert created.total.amount == "3.30", created.total
        assert created.total.currency == "EUR"
        assert api.invoices.get(created.id).number == "E2E-PY-1"
        ok("create")

        try:
            api.invoices.get("inv_" + "0" * 32)
        except NotFoundError as error:
            assert error.status == 404
            assert error.body.code == "NOT_FOUND", error.body
            assert error.body.request_id == error.request_id
        else:
            raise AssertionError("a missing invoice was found")
        ok("not-found")

        with Covenant(scopes=["invoices:read", "contracts:approve"]) as greedy:
            try:
                list(greedy.invoices.list())
            except OAuthError as error:
                assert error.status == 400
                assert error.error == "invalid_scope"
                assert error.code == "INVALID_SCOPE"
            else:
                raise AssertionError("a scope was granted that policy refuses")
        ok("scope")

        slow = api.api_clients.create({"name": "E2E Python", "scopes": ["invoices:read"], "rate_limit_rpm": 2})

    credentials = {"client_id": slow.client_id, "client_secret": slow.client_secret, "scopes": ["invoices:read"]}
    wait = None
    with Covenant(**credentials, max_retries=0) as impatient:
        for _ in range(5):
            try:
                next(iter(impatient.invoices.list(limit=1)))
            except RateLimitError as error:
                wait = error.retry_after
                break
    assert wait is not None and wait > 0, "the limit was never met"
    before = time.monotonic()
    with Covenant(**credentials) as patient:
        assert next(iter(patient.invoices.list(limit=1))).id
    assert time.monotonic() - before > 1, "the client did not wait"
    ok("rate-limit")


main()
