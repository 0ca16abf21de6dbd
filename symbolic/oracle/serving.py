r"""The process that reads with latex2sympy2: one request a line on standard input, one answer a line.

A request is ``{"left": LaTeX, "right": LaTeX}``, an answer
``{"word": "equal" | "different" | "unsure" | "unread", "why": …}``; ``ready``
comes first.  A side counts as read only if all of its letters and no others
stand in what came out, and if that is printed and read again as itself.
"""
from __future__ import annotations

import json
import os
import re
import sys
from random import Random

LETTER = re.compile(r"\\([A-Za-z]+)|([A-Za-z])")
COMMANDS = frozenset({"int", "lim", "binom", "tbinom", "dbinom", "frac", "tfrac", "dfrac", "sqrt", "cdot", "times", "left", "right",
                      "infty", "to", "exp", "log", "ln", "sin", "cos", "tan", "sum", "prod", "pi", "limits", "rightarrow",
                      "sinh", "cosh", "tanh", "arctan", "mathrm", "operatorname", "quad", "qquad"})
RESPELLED = ((re.compile(r"\\[td](?=frac|binom)"), r"\\"), (re.compile(r"\\frac\s*(\w)\s*(\w)"), r"\\frac{\1}{\2}"),
             (re.compile(r"\\log(?![A-Za-z])"), r"\\ln "), (re.compile(r"\\(?:limits(?![A-Za-z])|[,;:!])"), " "))
"""Spellings that latex2sympy2 does not know, or takes for another function: its \\log has base 10."""
MOST_TRIALS = 6
ACCURACY = 1e-9


class Unread(Exception):
    """The formula was not read, or perhaps not rightly."""


def main() -> None:
    answers = os.dup(1)
    os.dup2(2, 1)
    from latex2sympy2 import latex2sympy
    os.write(answers, b"ready\n")
    for line in sys.stdin.buffer:
        try:
            said = answer(json.loads(line), latex2sympy)
        except Exception as error:
            said = {"word": "unread", "why": f"{type(error).__name__}: {error}"[:200]}
        os.write(answers, json.dumps(said).encode("ascii") + b"\n")


def answer(request: dict, reader) -> dict:
    """What SymPy says of both sides as ``reader`` reads them."""
    try:
        left, right = (faithful(request[side], reader) for side in ("left", "right"))
    except Unread as error:
        return {"word": "unread", "why": str(error)}
    return compared(left, right)


def faithful(latex: str, reader):
    """The SymPy expression of a formula; raises ``Unread`` where it is not certainly the formula."""
    from sympy import Basic, Symbol, latex as written

    latex = respelled(latex)
    try:
        made = reader(latex)
    except Exception as error:
        raise Unread(f"latex2sympy2 cannot read this: {type(error).__name__}") from None
    if not isinstance(made, Basic):
        raise Unread("latex2sympy2 reads no single expression")
    names = {name for symbol in made.atoms(Symbol) if (name := symbol.name.strip("{}\\")).isalpha()}
    if names != letters(latex):
        raise Unread("latex2sympy2 loses or invents a letter")
    if reader(respelled(written(made))).doit() != made.doit():
        raise Unread("SymPy's printed form is read differently")
    return made


def respelled(latex: str) -> str:
    for pattern, spelling in RESPELLED:
        latex = pattern.sub(spelling, latex)
    return latex


def letters(latex: str) -> set[str]:
    """The letters that a formula prints as symbols: not e, not the d of dx."""
    latex = re.sub(r"\\(?:mathrm|operatorname)\{[A-Za-z]*\}", " ", latex)
    names = {m[1] or m[2] for m in LETTER.finditer(latex) if (m[1] or m[2]) not in COMMANDS}
    integrals = len(re.findall(r"\\int(?![A-Za-z])", latex))
    differentials = len(re.findall(r"(?<![A-Za-z\\])d\s*\\?[A-Za-z]", latex))
    if integrals and differentials == integrals:
        names.discard("d")
    return names - {"e"}


def compared(left, right) -> dict:
    """Equal by simplification, different at some numbers, or unsure."""
    from sympy import simplify

    left, right = left.doit(), right.doit()
    try:
        if simplify(left - right) == 0:
            return {"word": "equal", "why": "SymPy simplifies the difference of both sides to 0"}
    except Exception:
        return {"word": "unsure", "why": "SymPy cannot simplify the difference of both sides"}
    random = Random(1)
    symbols = sorted((left - right).free_symbols, key=str)
    for _ in range(MOST_TRIALS):
        values = {symbol: random.randint(2, 6) for symbol in symbols}
        try:
            difference = complex((left - right).subs(values).evalf())
        except (TypeError, ValueError):
            continue
        if abs(difference) > ACCURACY:
            at = ", ".join(f"{symbol} = {value}" for symbol, value in values.items())
            return {"word": "different", "why": "SymPy finds another value on each side" + (f" at {at}" if at else "")}
    return {"word": "unsure", "why": "SymPy cannot tell whether both sides are equal"}


if __name__ == "__main__":
    main()
