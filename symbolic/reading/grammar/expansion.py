r"""Commands of an author's own: what stands in the place of ``\name{…}``."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from symbolic.reading.grammar import source as src

PARAMETER = re.compile(r"#([1-9])")


@dataclass(frozen=True)
class Macro:
    r"""``\newcommand{\name}[arity]{body}``; ``default`` is its optional first argument.

    ``unsure``: why nobody can say what the command means; a formula that uses it is not read.
    """
    name: str
    arity: int
    body: str
    default: str | None = None
    unsure: str = ""


@lru_cache(maxsize=1024)
def _parts(body: str) -> tuple[str | int, ...]:
    """A macro's body in tokens, a number where an argument is put."""
    parts: list[str | int] = []
    for piece in src.atoms(body):
        if piece[0] == "\\":
            parts.append(piece)
        else:
            cut = PARAMETER.split(piece)
            parts += [int(x) if k % 2 else x for k, x in enumerate(cut) if x]
    return tuple(parts)


def expanded(body: str, values: list[str]) -> str:
    """A macro's body with its arguments: tokens stay what they are, whatever comes to stand beside them."""
    whole: list[str] = []
    for part in _parts(body):
        if isinstance(part, str):
            whole.append(part)
        elif part <= len(values):
            whole += src.atoms(values[part - 1])
    return src.glued(whole)
