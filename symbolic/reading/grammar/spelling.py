"""Commands that are misspelt."""
from __future__ import annotations

from functools import lru_cache

from symbolic.reading.grammar import tables as t


@lru_cache(maxsize=1024)
def nearest(word: str) -> str:
    """A known command that is one slip away: a letter lost, added, changed, or two swapped."""
    if len(word) < 3:
        return ""
    known = (k for k in t.COMMANDS if abs(len(k) - len(word)) <= 1 and len(k) > 2)
    return min((k for k in known if one_slip(word, k)), key=lambda k: (sorted(k) != sorted(word), k), default="")


def one_slip(a: str, b: str) -> bool:
    if a == b:
        return False
    head = next((k for k, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    x, y = a[head:], b[head:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[:2] == y[1::-1] and x[2:] == y[2:])
