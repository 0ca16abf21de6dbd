"""The command ``explain``: why a step holds or fails, hints, and what a code means."""
from __future__ import annotations

import difflib
import re
from pathlib import Path

import click

from symbolic.errors import UsageError

from .common import FACTS, FORMAT, GIVEN, LAYOUT, OUTPUT, as_json, emit, inputs, style_of

PLACE = re.compile(r"(?P<path>.+?):(?P<line>[1-9][0-9]*)(?::(?P<column>[1-9][0-9]*))?\Z", re.DOTALL)
MOST_LINES = 6


@click.command()
@click.argument("target", required=False, metavar="[FILE[:LINE[:COLUMN]] | THEOREM | CODE]")
@GIVEN
@click.option("-e", "formula", metavar="LATEX", help="Explain this formula.")
@FACTS
@LAYOUT
@click.option("--hint", type=click.IntRange(1, 3), metavar="1..3",
              help="Only a hint: 1 where and of what kind, 2 about which part, 3 the answer.")
@FORMAT
@OUTPUT
def explain(target, given, formula, facts, layout, hint, format_, output) -> int:
    """Say why steps hold or fail, line by line; or what a code means.

    FILE:LINE explains the steps on that line, FILE:LINE:COLUMN the one at that
    place, FILE all of them, THEOREM a page of the library, CODE (E101, shape, ...)
    a code of the results. With --hint a learner is told as little as is asked for.

    Status 0: explained, whatever the verdicts. 2: wrong use, or no step stands there.
    """
    if (target is None) == (formula is None):
        raise UsageError("name a FILE:LINE, a THEOREM or a CODE, or give a formula with -e")
    from symbolic.explaining.codes import CODES

    if target in CODES and not Path(target).exists():
        return _code(CODES[target], format_, output)
    if formula is None and not Path(_parted(target)[0]).exists() and target != "-":
        return _theorem(target, hint, format_, output)
    path, line, column = (None, None, None) if target is None else _parted(target)
    documents, granted = inputs((path,) if path else (), (formula,) if formula else (), given, facts)
    data = _explained(documents[0], granted, layout, lambda step: _stands_at(step, line, column), hint)
    lines = sorted({step["line"] for step in data["steps"]})
    data["steps"] = _nearest([step for step in data["steps"] if _stands_at(step, line, column)], column)
    if not data["steps"]:
        raise UsageError(f"{target}: no step stands there; {_some(lines)}" if lines else f"{target or '-e'}: no step found")
    return _show(data, hint, format_, output)


def _parted(target: str) -> tuple[str, int | None, int | None]:
    """``notes.tex:12:3`` in its parts; a file of that very name wins."""
    found = PLACE.match(target)
    if found is None or Path(target).exists():
        return target, None, None
    return found["path"], int(found["line"]), found["column"] and int(found["column"])


def _stands_at(step: dict, line: int | None, column: int | None) -> bool:
    if line is None:
        return True
    within = step["line"] <= line <= step["end_line"]
    return within and (column is None or step["line"] == line and step["column"] <= column)


def _nearest(steps: list[dict], column: int | None) -> list[dict]:
    """Those of the document itself before those of files that it includes; at a column the last that begins there or before."""
    own = [step for step in steps if "file" not in step] or steps
    last = max((step["column"] for step in own), default=0)
    return own if column is None else [step for step in own if step["column"] == last]


def _some(lines: list[int]) -> str:
    """On which lines steps begin, at most six of them."""
    shown = ", ".join(map(str, lines[:MOST_LINES])) + (", …" if len(lines) > MOST_LINES else "")
    return f"steps begin on line {shown}" if len(lines) == 1 else f"steps begin on lines {shown}"


def _explained(source, granted, layout: str, wanted, hint) -> dict:
    """The file's data, the wanted steps explained."""
    from symbolic.assembly import relocated
    from symbolic.checking import check_document
    from symbolic.reporting.progress import Progress

    def written(step: dict) -> dict:
        """The step's place where its author wrote it."""
        place = {key: step[key] for key in ("line", "column", "end_line", "end_column")}
        return relocated({"path": source.path, "notices": [], "steps": [place]}, source.assembly)["steps"][0]

    with Progress("judging") as progress:
        data = check_document(source.text, source.path, granted, layout, on_step=progress, repair=True,
                              explain=(lambda step: wanted(written(step))) if hint in (None, 3) else None)
    return relocated(data, source.assembly)


def _show(data: dict, hint: int | None, format_: str, output: str | None) -> int:
    from symbolic.reporting.certificates import take_certificates
    from symbolic.reporting.data import result
    from symbolic.reporting.text import hint_report, report_steps
    from symbolic.reporting.visible import visible_data

    whole = result([data])
    take_certificates(whole, None)
    if hint is not None:
        from symbolic.explaining.hints import hint as told
        for step in data["steps"]:
            step["hint"] = {"level": hint, "text": told(step, hint)}
    if format_ == "json":
        return emit(as_json(whole), output, 0)
    style, shown = style_of(output), visible_data(data)
    return emit(hint_report(shown, style) if hint is not None else report_steps(shown, style), output, 0)


def _theorem(name: str, hint: int | None, format_: str, output: str | None) -> int:
    import derivations
    from symbolic.checking import check_document
    from symbolic.explaining.codes import CODES
    from symbolic.sources import Source

    try:
        theorems = derivations.find(name)
    except UsageError:
        near = difflib.get_close_matches(name, CODES, 1, 0.6)
        raise UsageError(f"{name}: no such file, no theorem and no code of that name"
                         + (f"; did you mean {near[0]}?" if near else "")) from None
    if not theorems:
        raise UsageError(f"{name}: no such file, theorem or code")
    theorem = theorems[0]
    granted = [Source(f"{theorem.name}, given {k}", latex) for k, latex in enumerate(theorem.given, 1)]
    text = theorem.chain() if len(theorem.proof) > 1 else theorem.qualified(theorem.statement)
    data = check_document(text, theorem.name, granted, theorem.layout, explain=lambda step: True)
    return _show(data, hint, format_, output)


def _code(entry, format_: str, output: str | None) -> int:
    from symbolic.reporting.codes import code_data, code_report

    data = code_data(entry)
    return emit(as_json(data) if format_ == "json" else code_report(data, style_of(output)), output, 0)
