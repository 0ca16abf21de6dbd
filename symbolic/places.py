"""Where an offset of a text stands, as an author counts: lines and columns from 1."""
from __future__ import annotations


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    r"""Line and column of an offset, a tab being one column; beyond the text, of its nearest end.

    >>> line_and_column("a = b\nc = d", 6)
    (2, 1)
    """
    offset = max(0, min(offset, len(text)))
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
