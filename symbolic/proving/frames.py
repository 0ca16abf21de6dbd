"""Frames of an evaluation: one for each derivative that is being taken, inside each other."""
from __future__ import annotations

from .arrays import Value
from .instance import Key


class Frame:
    """What the innermost derivative has cut, and the defined values known under it."""

    def __init__(self, outer: "Frame | None" = None, key: Key | None = None, point: Value | None = None):
        self.outer, self.key = outer, key
        self.cuts: dict[Key, Value] = {**outer.cuts, key: point} if outer else {}
        self.known: dict[Key, tuple[Value, set[Key]]] = {}
        self.computed: dict[tuple, tuple[Value, set[Key]]] = {}

    def find(self, key: Key) -> tuple[Value, set[Key]] | None:
        """A value from this frame, or from outside if it does not depend on the cut."""
        found = self.known.get(key)
        if found is None and self.outer is not None:
            found = self.outer.find(key)
            if found is not None and self.key in found[1]:
                return None
        return found
