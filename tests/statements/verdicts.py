"""The verdict on one statement under what is given."""
from __future__ import annotations

from symbolic.checking import check


def verdict(claim: str, given: list[str], layout: str = "numerator") -> str:
    (step,) = check(claim, given, layout)["files"][0]["steps"]
    return step["verdict"]


def real(name: str, *shape: str) -> str:
    r"""``A \in \mathbb{R}^{m \times n}``."""
    return rf"{name} \in \mathbb{{R}}" + ("^{" + r" \times ".join(shape) + "}" if shape else "")
