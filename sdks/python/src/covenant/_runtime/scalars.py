"""Scalars that Python has a type of its own for, read so that they are written back as they came.

A timestamp such as ``2026-01-01T00:00:00.000Z`` becomes a :class:`datetime.datetime` that remembers its text: what was not
touched goes back to the server byte for byte, nanoseconds included.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any, TypeAlias

from pydantic import PlainSerializer, PlainValidator

_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:([Zz])|([+-])(\d\d):?(\d\d))?", re.ASCII
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class WireDateTime(datetime):
    """A timestamp that came from the wire, with the text it had there."""

    __slots__ = ("wire",)
    wire: str


def parse_datetime(text: str) -> WireDateTime:
    """Reads an RFC 3339 timestamp (a missing offset is tolerated and gives a naive value).

    Raises:
        ValueError: The text is no timestamp that Python can hold (a leap second, a year 0).
    """
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        raise ValueError("expected an RFC 3339 timestamp")
    year, month, day, hour, minute, second, fraction, zulu, sign, offset_hour, offset_minute = match.groups()
    zone: timezone | None = None
    if zulu:
        zone = timezone.utc
    elif sign:
        offset = timedelta(hours=int(offset_hour), minutes=int(offset_minute))
        zone = timezone(-offset if sign == "-" else offset)
    micros = int((fraction or "0")[:6].ljust(6, "0"))
    value = WireDateTime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), micros, tzinfo=zone)
    value.wire = text
    return value


def write_datetime(value: datetime) -> str:
    """The text a timestamp came with, or RFC 3339 (a naive value is written without an offset)."""
    wire = getattr(value, "wire", None)
    if isinstance(wire, str):
        return wire
    text = value.isoformat()
    return text[:-6] + "Z" if text.endswith("+00:00") else text


def _read_datetime(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str):
        return parse_datetime(value)
    raise ValueError("expected an RFC 3339 timestamp")


def parse_date(text: str) -> date:
    """Reads an RFC 3339 full-date.

    Raises:
        ValueError: The text is no date.
    """
    if _DATE.fullmatch(text) is None:
        raise ValueError("expected a date (YYYY-MM-DD)")
    return date.fromisoformat(text)


def _read_date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return parse_date(value)
    raise ValueError("expected a date (YYYY-MM-DD)")


def _read_number(value: Any) -> float:
    # An integer stays one: a float would lose its digits beyond 2**53 and be written back as `1.0`.
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    raise ValueError("expected a number")


def _read_integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("expected a whole number")


DateTime: TypeAlias = Annotated[
    datetime, PlainValidator(_read_datetime), PlainSerializer(write_datetime, when_used="json")
]
"""``format: date-time``"""

Date: TypeAlias = Annotated[date, PlainValidator(_read_date), PlainSerializer(date.isoformat, when_used="json")]
"""``format: date``"""

Number: TypeAlias = Annotated[float, PlainValidator(_read_number)]
"""``type: number``; a whole number stays an ``int``"""
