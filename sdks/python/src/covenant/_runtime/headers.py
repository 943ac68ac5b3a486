"""Header fields, read without regard to case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast


class Headers(Mapping[str, str]):
    """Header fields of a response. Names ignore case; several fields of one name read as one, joined by commas."""

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[tuple[str, str]] | Mapping[str, str] = ()) -> None:
        pairs = cast("Mapping[str, str]", items).items() if isinstance(items, Mapping) else items
        self._items: dict[str, list[str]] = {}
        for name, value in pairs:
            self._items.setdefault(name.lower(), []).append(value)

    def __getitem__(self, name: str) -> str:
        return ", ".join(self._items[name.lower()])

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._items

    def get_list(self, name: str) -> list[str]:
        """All fields of one name, in order."""
        return list(self._items.get(name.lower(), ()))

    def __repr__(self) -> str:
        # Names only: values may be secrets (Set-Cookie), and reprs end up in logs.
        return f"Headers({', '.join(self._items)})"
