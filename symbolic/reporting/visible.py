"""Texts of an input before they are shown: no character that steers a terminal, hides or turns a line.

Each is replaced by one character, so columns stay what they were.
"""
from __future__ import annotations

import unicodedata
from functools import lru_cache

KEPT = frozenset("\n\t")
PICTURES, DELETE, REPLACEMENT = 0x2400, "\x7f", "\ufffd"


def visible(text: str) -> str:
    r"""``text`` with pictures for control characters and a mark for other invisible ones.

    >>> visible("a\x1b[31mb\u202ec")
    'a␛[31mb�c'
    """
    return text if text.isprintable() else "".join(map(_shown, text))


@lru_cache(maxsize=256)
def _shown(c: str) -> str:
    if c.isprintable() or c in KEPT:
        return c
    if ord(c) < 0x20:
        return chr(PICTURES + ord(c))
    if c == DELETE:
        return "\u2421"
    return " " if unicodedata.category(c) == "Zs" else REPLACEMENT


def visible_data(data):
    """Plain data with every text made visible."""
    match data:
        case str():
            return visible(data)
        case list() | tuple():
            return [visible_data(x) for x in data]
        case dict():
            return {key: visible_data(x) for key, x in data.items()}
    return data
