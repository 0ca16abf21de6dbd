"""How a report looks: width, colour, signs; decided once from the stream it goes to."""
from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import Mapping, TextIO

SIGNS = {"proved": ("✓", "+"), "refuted": ("✗", "x"), "undecided": ("?", "?"), "unread": ("!", "!")}
COLOURS = {"proved": "32", "refuted": "31", "undecided": "33", "unread": "35", "strong": "1", "faint": "2"}
PLAIN_WIDTH = 100
"""Columns when the output is no terminal."""


@dataclass(frozen=True)
class Style:
    """``width`` in columns; ``colour`` and ``unicode`` say what the stream can show."""
    width: int = PLAIN_WIDTH
    colour: bool = False
    unicode: bool = True

    def paint(self, text: str, how: str) -> str:
        return f"\x1b[{COLOURS[how]}m{text}\x1b[0m" if self.colour else text

    def sign(self, verdict: str) -> str:
        """The verdict's sign in its colour."""
        return self.paint(SIGNS[verdict][0 if self.unicode else 1], verdict)

    def faint_sign(self, verdict: str) -> str:
        """The verdict's sign, not in its colour."""
        return self.paint(SIGNS[verdict][0 if self.unicode else 1], "faint")

    def verdict(self, verdict: str) -> str:
        """Sign and word: a verdict is never told by colour alone."""
        return f"{self.sign(verdict)} {self.paint(verdict, verdict)}"


def style_for(stream: TextIO, environment: Mapping[str, str] = os.environ) -> Style:
    """What ``stream`` can show: colour only on a terminal and without NO_COLOR."""
    terminal = stream.isatty()
    width = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if terminal or "COLUMNS" in environment else PLAIN_WIDTH
    colour = terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
    return Style(max(width, 40), colour, _encodes(stream, "✓✗…×"))


def _encodes(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
