r"""A counterexample in a few lines that a student can redo by hand.

    take n = 2, \sigma(z) = z^2
    A = [1 0; 0 2],  x = [1; 1]
    entry (1, 2): the left side is 0, the right side is 2
"""
from __future__ import annotations

from .formula import tidy


def counterexample_lines(example: dict, width: int) -> list[str]:
    """The example's own lines if it brings them, else sizes and functions, values, the two sides."""
    if example["text"]:
        return list(example["text"])
    lines = _flow([f"{tidy(name)} = {value}" for name, value in example["sizes"] + example["where"]]
                  + [_function(name, formula) for name, formula in example["functions"]], width, "take ")
    lines += _flow([f"{tidy(name)} = {value_text(value)}" for name, value in example["values"]], width, "with ")
    entry = f"in entry ({', '.join(map(str, example['entry']))}) " if example["entry"] else ""
    lines.append(f"{entry}the left side is {example['left']}, the right side is {example['right']}")
    return lines


def _function(name: str, formula: str) -> str:
    return f"{tidy(name)}(z) = {tidy(formula)}"


def value_text(value) -> str:
    """``3``, ``[1; 2]`` for a column, ``[1 0; 0 2]`` for a matrix, deeper arrays nested."""
    if not isinstance(value, list):
        return str(value)
    if not any(isinstance(item, list) for item in value):
        return f"[{'; '.join(map(str, value))}]"
    if any(isinstance(cell, list) for row in value for cell in row):
        return f"[{', '.join(value_text(item) for item in value)}]"
    return f"[{'; '.join(' '.join(map(str, row)) for row in value)}]"


def _flow(items: list[str], width: int, lead: str) -> list[str]:
    """Items separated by commas, as many on a line as fit; later lines are indented."""
    lines: list[str] = []
    for item in items:
        if lines and len(lines[-1]) + 2 + len(item) <= width:
            lines[-1] += f", {item}"
        else:
            lines.append((lead if not lines else " " * len(lead)) + item)
    return lines
