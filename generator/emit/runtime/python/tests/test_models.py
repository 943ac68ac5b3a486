"""Models: what came goes back, what is odd is kept, what a program builds is checked."""

from __future__ import annotations

import json
from datetime import date, datetime, timezone
from random import Random
from typing import Any, ClassVar, Literal

import pytest
from pydantic import ValidationError

from sdk._runtime import types as _t
from sdk._runtime.model import LENIENT, read, target_of
from sdk._runtime.writing import to_wire


class Money(_t.Model):
    amount: str
    currency: str


class Invoice(_t.Model):
    __nullable__: ClassVar[frozenset[str]] = frozenset({"memo"})
    __read_only__: ClassVar[frozenset[str]] = frozenset({"id"})

    id: str
    total: Money
    created_at: _t.DateTime
    due_on: _t.Date | None = None
    memo: str | None = None
    note: str | None = None
    rate: _t.Number | None = None
    lines: list[Money] | None = None
    class_: str | None = _t.Field(default=None, validation_alias="class", serialization_alias="class")


class Card(_t.TaggedModel):
    __constants__: ClassVar[frozenset[str]] = frozenset({"type"})

    type: Literal["card"] = "card"
    last4: str


class Bank(_t.TaggedModel):
    __constants__: ClassVar[frozenset[str]] = frozenset({"type"})

    type: Literal["bank"] = "bank"
    iban: str


METHOD = _t.tagged_union("type", lambda: {"card": Card, "bank": Bank}, open=True)
CLOSED = _t.tagged_union("type", lambda: {"card": Card, "bank": Bank}, open=False)
EITHER = _t.union(lambda: [Money, Card, str, _t.list_of(int)], open=True)

WHOLE: dict[str, Any] = {
    "id": "i1",
    "total": {"amount": "1.10", "currency": "EUR", "new": {"deep": [1]}},
    "created_at": "2026-01-01T00:00:00.123456789Z",
    "due_on": "2026-02-01",
    "memo": None,
    "rate": 12345678901234567,
    "class": "a",
    "unknown": None,
}


def test_round_trip_keeps_everything() -> None:
    assert Invoice.from_dict(WHOLE).to_dict() == WHOLE


def test_values_have_their_types() -> None:
    invoice = Invoice.from_dict(WHOLE)
    assert isinstance(invoice.total, Money)
    assert invoice.created_at == datetime(2026, 1, 1, 0, 0, 0, 123456, tzinfo=timezone.utc)
    assert invoice.due_on == date(2026, 2, 1)
    assert invoice.class_ == "a"
    assert invoice.model_extra == {"unknown": None}


@pytest.mark.parametrize(
    "change",
    [
        {"created_at": "yesterday"},
        {"created_at": "2016-12-31T23:59:60Z"},
        {"due_on": 5},
        {"total": None},
        {"total": {"amount": 1.5, "currency": "EUR"}},
        {"rate": "12"},
        {"lines": [{"amount": "1", "currency": "EUR"}, None, {"amount": 3}]},
        {"memo": ["not", "text"]},
    ],
)
def test_an_odd_value_is_kept_and_loses_nothing_else(change: dict[str, Any]) -> None:
    data = {**WHOLE, **change}
    invoice = Invoice.from_dict(data)
    assert invoice.id == "i1"
    assert invoice.class_ == "a"
    assert invoice.to_dict() == data


def test_good_items_of_a_list_with_an_odd_one_are_models() -> None:
    invoice = Invoice.from_dict({**WHOLE, "lines": [{"amount": "1", "currency": "EUR"}, 7]})
    assert invoice.lines is not None
    assert isinstance(invoice.lines[0], Money)
    assert invoice.lines[1] == 7  # type: ignore[comparison-overlap]


def test_a_missing_required_key_reads_as_none_and_is_not_written() -> None:
    invoice = Invoice.from_dict({"id": "i2"})
    assert invoice.total is None
    assert invoice.to_dict() == {"id": "i2"}


def test_a_program_that_builds_a_wrong_model_is_told() -> None:
    with pytest.raises(ValidationError):
        Money(amount=5, currency="EUR")  # type: ignore[arg-type]


def test_four_states() -> None:
    now = datetime(2026, 1, 1, tzinfo=timezone.utc)
    total = Money(amount="1", currency="EUR")
    absent = Invoice(id="i", total=total, created_at=now)
    assert "memo" not in absent.to_dict()
    null = Invoice(id="i", total=total, created_at=now, memo=None, note=None)
    assert null.to_dict()["memo"] is None
    assert "note" not in null.to_dict(), "None in a field that cannot be null means absent"
    assert null.to_dict()["created_at"] == "2026-01-01T00:00:00Z"


def test_read_only_fields_are_not_sent() -> None:
    assert "id" not in to_wire(Invoice.from_dict(WHOLE), request=True)


def test_constants_need_not_be_written_out() -> None:
    assert Card(last4="4242").to_dict() == {"type": "card", "last4": "4242"}


@pytest.mark.parametrize("data", [{"last4": "1"}, {"last4": 5}, {"type": "gift", "last4": "1"}, {}])
def test_a_constant_that_a_response_lacks_is_not_made_up(data: dict[str, Any]) -> None:
    card = Card.from_dict(data)
    assert card.to_dict() == data
    assert card.type == data.get("type")


def test_a_variant_whose_constant_is_missing_does_not_fit() -> None:
    either = target_of(_t.union(lambda: [Card, _t.map_of(str)], open=False))
    assert read(either, {"last4": "1"}) == {"last4": "1"}


def test_tagged_union() -> None:
    found = read(target_of(METHOD), {"type": "bank", "iban": "DE"})
    assert isinstance(found, Bank)
    unknown = {"type": "coin", "chain": {"id": 1}}
    kept = read(target_of(METHOD), unknown)
    assert isinstance(kept, _t.Unknown)
    assert kept.chain == {"id": 1}
    assert kept.to_dict() == unknown
    with pytest.raises(ValueError):
        target_of(CLOSED).read(unknown, None)
    assert isinstance(target_of(CLOSED).read(unknown, LENIENT), _t.Unknown), "a response is never lost"


@pytest.mark.parametrize("value", ["text", [1, 2], {"amount": "1", "currency": "EUR"}, 4.5, None, {"x": 1}])
def test_untagged_union_keeps_every_value(value: Any) -> None:
    assert to_wire(read(target_of(EITHER), value)) == value


def test_untagged_union_takes_what_knows_most() -> None:
    a = type("A", (_t.Model,), {"__annotations__": {"id": str}})
    b = type("B", (_t.Model,), {"__annotations__": {"id": str, "name": str}})
    either = target_of(_t.union(lambda: [a, b], open=True))
    assert isinstance(read(either, {"id": "1", "name": "n"}), b)
    assert isinstance(read(either, {"id": "1"}), a)


def test_keyed_union() -> None:
    keyed = target_of(_t.keyed_union(["amount", "last4"], lambda: [Money, Card], open=True))
    assert isinstance(read(keyed, {"type": "card", "last4": "1"}), Card)


def test_json() -> None:
    assert json.loads(Invoice.from_dict(WHOLE).to_json()) == WHOLE


# Null in an optional field that cannot be null is the one thing that reads as absent.
KEPT_NULLS = {"id", "total", "created_at", "memo", "unknown", "new"}


def anything(random: Random, depth: int = 0) -> Any:
    """Any JSON value."""
    kind = random.randrange(7 if depth < 3 else 5)
    if kind == 5:
        return [anything(random, depth + 1) for _ in range(random.randrange(3))]
    if kind == 6:
        keys = random.sample(
            ["id", "type", "amount", "currency", "last4", "class", "total", "x y", "é"], random.randrange(5)
        )
        return {key: anything(random, depth + 1) for key in keys}
    scalars = [
        None,
        True,
        random.choice(["", "card", "bank", "2026-01-01", "x\u2028"]),
        random.randrange(-(10**20), 10**20),
        0.1,
    ]
    return scalars[kind]


@pytest.mark.parametrize("seed", range(300))
def test_whatever_a_server_sends_is_written_back_unchanged(seed: int) -> None:
    random = Random(seed)
    data = {name: anything(random) for name in [*WHOLE, "lines", "new"] if random.random() < 0.7}
    assert Invoice.from_dict(data).to_dict() == {k: v for k, v in data.items() if v is not None or k in KEPT_NULLS}
    value = anything(random)
    for annotation in (METHOD, CLOSED, EITHER):
        assert to_wire(read(target_of(annotation), value)) == value
