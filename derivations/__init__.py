"""The library: one theorem a file, each a page of proof with its near misses.

A module that defines ``THEOREM`` is a page; packages group pages by source.
"""
from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from symbolic.errors import UsageError

from .theorem import Line, NearMiss, Theorem

__all__ = ["Line", "NearMiss", "Theorem", "find", "library"]


@cache
def _pages() -> tuple[Theorem, ...]:
    modules = sorted(page.name for page in walk_packages(__path__, __name__ + "."))
    found = [getattr(import_module(name), "THEOREM", None) for name in modules]
    return tuple(theorem for theorem in found if theorem is not None)


def library() -> list[Theorem]:
    """All theorems, by name."""
    return sorted(_pages(), key=lambda theorem: theorem.name)


def find(name: str) -> list[Theorem]:
    """The theorems whose dotted name holds ``name`` as whole parts: one theorem, a package, or all so called.

    Raises ``UsageError`` naming near ones if there is none.
    """
    found = [t for t in library() if f".{name}." in f".{t.name}."]
    if not found:
        names = [t.name for t in library()]
        near = get_close_matches(name, names + [n.rpartition(".")[2] for n in names], n=3, cutoff=0.5)
        raise UsageError(f"no theorem is called {name}" + (f"; did you mean {', '.join(near)}?" if near else ""))
    return found
