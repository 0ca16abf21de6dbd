r"""Explanations as text: proofs line by line with their reasons, counterexamples worked through.

    for i = 1, …, n:
      (∂(A x)/∂x)_ij
        = Σ_{k=1..n} A_ik δ_kj        ∂x_k/∂x_j = δ_jk
        = A_ij                        contract δ
"""
from __future__ import annotations

from .counterexample import value_text
from .style import Style

MOST_INDENTED = 44
"""Reasons stand in one column, at most so far to the right."""


def explanation_lines(explanation: dict, style: Style) -> list[str]:
    """The explanation of a step (docs/result-data.md) as lines."""
    return SHOWN[explanation["kind"]](explanation, style)


def _shown(formula: dict, style: Style) -> str:
    return formula["text"] if style.unicode else formula["latex"]


def _proof(explanation: dict, style: Style) -> list[str]:
    lines = [explanation["title"]] if explanation["title"] else []
    lines += _chain(explanation, style)
    for number, lemma in enumerate(explanation["lemmas"], 1):
        title = f"where ({number}), {lemma['title']}:" if lemma["title"] else f"where ({number}):"
        lines += ["", title, *(f"  {line}" for line in _chain(lemma, style))]
    return lines


def _chain(explanation: dict, style: Style) -> list[str]:
    told = explanation["lines"]
    if not told:
        return ["both sides are the same"]
    ranges = "; ".join(_shown(f, style) for f in explanation["ranges"])
    lines = [f"for {ranges}:"] if ranges else []
    lines.append(f"  {_shown(told[0]['left'], style)}")
    room = style.width - 12
    formulas = [_shown(line["right"], style) for line in told]
    column = min(max(map(len, formulas)), MOST_INDENTED, room)
    for line, formula in zip(told, formulas):
        reason = _reason(line, style)
        if len(formula) <= column and column + 4 + len(reason) <= room:
            lines.append(f"    = {formula.ljust(column)}    {style.paint(reason, 'faint')}")
        else:
            lines += [f"    {part}" for part in _broken(f"= {formula}", room)]
            lines += [style.paint(f"          {part}", "faint") for part in _broken(f"({reason})", room - 6)]
    return lines


def _reason(line: dict, style: Style) -> str:
    said = "; ".join(_shown(reason, style) for reason in line["reasons"])
    return said + "".join(f" ({k + 1})" for k in line["lemmas"])


def _broken(text: str, width: int) -> list[str]:
    """At spaces, later lines indented."""
    lines, current = [], ""
    for word in text.split(" "):
        if current.strip() and len(current) + 1 + len(word) > width:
            lines.append(current)
            current = "    " + word
        else:
            current = f"{current} {word}" if current else word
    return [*lines, current]


def _working(explanation: dict, style: Style) -> list[str]:
    lines = ["put in:"]
    for valued in explanation["given"]:
        lines += _valued(valued, style, 2)
    lines += [f"  {_shown(f, style)}" for f in explanation["functions"]]
    for side in ("left", "right"):
        lines.append(f"{side} side:")
        for valued in explanation[side]:
            lines += _valued(valued, style, 2)
    place = f" in entry ({', '.join(map(str, explanation['entry']))})" if explanation["entry"] else ""
    lines.append(f"but{place} {explanation['left_value']} is not {explanation['relation']} {explanation['right_value']}"
                 if explanation["relation"] != "=" else
                 f"but{place} {explanation['left_value']} ≠ {explanation['right_value']}" if style.unicode else
                 f"but{place} {explanation['left_value']} is not {explanation['right_value']}")
    return lines


def _valued(valued: dict, style: Style, indent: int) -> list[str]:
    """``A B = [0 1; 0 0]``, a matrix over several rows."""
    head = " " * indent + _shown(valued["formula"], style) + " = "
    rows = valued["value"]
    if not (isinstance(rows, list) and len(rows) > 1 and all(isinstance(r, list) and not isinstance(r[0], list) for r in rows)):
        return [head + value_text(rows)]
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    texts = ["[" + " ".join(x.rjust(w) for x, w in zip(row, widths)) + "]" for row in rows]
    return [head + texts[0], *(" " * len(head) + t for t in texts[1:])]


SHOWN = {"proof": _proof, "counterexample": _working}
