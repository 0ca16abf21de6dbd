r"""A place that could not be read, as an author wants to see it.

    $$\frac{a}{b$$
               ^
    hint: every { needs its }
"""
from __future__ import annotations

from symbolic.places import line_and_column

from .formula import text_cut
from .style import Style


def problem_at(text: str, start: int, end: int, message: str, hint: str = "", code: str = "") -> dict:
    """A stretch of ``text`` as a plain object (docs/result-data.md): offsets become lines and columns."""
    line, column = line_and_column(text, start)
    end_line, end_column = line_and_column(text, max(end, start + 1))
    lines = text.splitlines() or [""]
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column,
            "source": lines[min(line, len(lines)) - 1], "message": message,
            "hint": hint, "code": code}


def marked(problem: dict, width: int) -> tuple[str, str, str]:
    """The source line around the place, at most ``width`` characters: what stands before it, the place, the rest."""
    source, column = _window(problem["source"], problem["column"], width)
    end = column - 1 + _length(problem, source, column)
    return source[:column - 1], source[column - 1:end], source[end:]


def _length(problem: dict, source: str, column: int) -> int:
    """How many characters of the line belong to the place; one where it goes on in the next line."""
    if problem["end_line"] != problem["line"]:
        return 1
    return max(1, min(problem["end_column"] - problem["column"], len(source) - column + 1))


def excerpt(problem: dict, style: Style) -> list[str]:
    """The source line with a caret under the place, and the hint."""
    lines = []
    if problem.get("source", "").strip():
        source, column = _window(problem["source"], problem["column"], style.width - 6)
        lines = [source, " " * (column - 1) + style.paint("^" * _length(problem, source, column), "unread")]
    if problem.get("hint"):
        lines.append(f"hint: {problem['hint']}")
    return lines


def _window(source: str, column: int, width: int) -> tuple[str, int]:
    """A stretch of a long line around the column, tabs as spaces, and the column within it."""
    source = source.replace("\t", " ")
    if len(source) <= width:
        stripped = source.lstrip()
        return stripped.rstrip(), max(1, column - (len(source) - len(stripped)))
    start = max(0, min(column - 1 - width // 2, len(source) - width))
    lead = "…" if start else ""
    return lead + text_cut(source[start + len(lead):], width - len(lead)), column - start

