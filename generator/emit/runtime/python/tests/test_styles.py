"""Parameter styles, with the examples of the OpenAPI specification."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from sdk._runtime import styles

ARRAY = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


@pytest.mark.parametrize(
    ("style", "explode", "value", "text"),
    [
        ("simple", False, "blue", "blue"),
        ("simple", False, ARRAY, "blue,black,brown"),
        ("simple", False, OBJECT, "R,100,G,200,B,150"),
        ("simple", True, OBJECT, "R=100,G=200,B=150"),
        ("label", False, "blue", ".blue"),
        ("label", False, ARRAY, ".blue,black,brown"),
        ("label", True, ARRAY, ".blue.black.brown"),
        ("label", False, OBJECT, ".R,100,G,200,B,150"),
        ("label", True, OBJECT, ".R=100.G=200.B=150"),
        ("matrix", False, "blue", ";color=blue"),
        ("matrix", False, ARRAY, ";color=blue,black,brown"),
        ("matrix", True, ARRAY, ";color=blue;color=black;color=brown"),
        ("matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
        ("matrix", True, OBJECT, ";R=100;G=200;B=150"),
        ("simple", False, "a/b c?d", "a%2Fb%20c%3Fd"),
        ("simple", False, "..", "%2E%2E"),
        ("simple", False, True, "true"),
        ("simple", False, 3.0, "3"),
    ],
)
def test_path(style: str, explode: bool, value: Any, text: str) -> None:
    assert styles.path("color", value, style, explode) == text


@pytest.mark.parametrize(
    ("style", "explode", "value", "text"),
    [
        ("form", True, "blue", "color=blue"),
        ("form", True, ARRAY, "color=blue&color=black&color=brown"),
        ("form", False, ARRAY, "color=blue,black,brown"),
        ("form", False, ["a,b", "c"], "color=a%2Cb,c"),
        ("form", True, OBJECT, "R=100&G=200&B=150"),
        ("form", False, OBJECT, "color=R,100,G,200,B,150"),
        ("spaceDelimited", False, ARRAY, "color=blue%20black%20brown"),
        ("pipeDelimited", False, ARRAY, "color=blue%7Cblack%7Cbrown"),
        ("deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        (
            "deepObject",
            True,
            {"a": {"b": 1}, "c": [1, 2]},
            "color%5Ba%5D%5Bb%5D=1&color%5Bc%5D%5B0%5D=1&color%5Bc%5D%5B1%5D=2",
        ),
        ("form", True, [], ""),
        ("form", False, [], ""),
        ("form", True, "", "color="),
        ("form", True, "é&=+", "color=%C3%A9%26%3D%2B"),
        ("form", True, False, "color=false"),
        ("form", True, datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc), "color=2026-01-02T03%3A04%3A05Z"),
    ],
)
def test_query(style: str, explode: bool, value: Any, text: str) -> None:
    assert "&".join(styles.query_text("color", value, style, explode, False)) == text


def test_reserved_characters_stay_where_allowed() -> None:
    assert list(styles.query_text("q", "a/b?c d", "form", True, True)) == ["q=a/b?c%20d"]


def test_header() -> None:
    assert styles.header(ARRAY, False) == "blue,black,brown"
    assert styles.header(OBJECT, True) == "R=100,G=200,B=150"
    assert styles.header("a b/c", False) == "a b/c"
