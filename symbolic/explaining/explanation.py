r"""What explaining hands on: plain data that text, LaTeX and HTML reports print.

A proved step has an ``Explanation``: a chain of lines in index notation from
the entry of its left side to that of its right side, each with a reason, made
from the accepted certificate.  A refuted step has a ``Working``: both sides
computed at the counterexample, one subexpression after the other.  ``to_json``
gives either as it stands in the field ``explanation`` of the result data.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

Entries = Any
"""An exact number as text, or nested lists of them, row by row."""


@dataclass(frozen=True)
class Formula:
    r"""Mathematics for people in three notations: ``σ′(z_i)`` for a terminal, ``\sigma'(z_{i})`` for TeX, MathML.

    ``latex`` stands without delimiters, in mathematical mode; ``mathml`` is what
    stands inside ``<math>``.
    """
    text: str
    latex: str
    mathml: str

    def to_json(self) -> dict:
        return {"text": self.text, "latex": self.latex, "mathml": self.mathml}


@dataclass(frozen=True)
class Reason:
    r"""Why a line holds: ``definition of y_ℓ``, as words and formulas in turn."""
    parts: tuple["str | Formula", ...]

    @property
    def text(self) -> str:
        """For a terminal."""
        return "".join(p if isinstance(p, str) else p.text for p in self.parts)

    @property
    def latex(self) -> str:
        r"""Words with mathematics between ``\(`` and ``\)``."""
        return "".join(p if isinstance(p, str) else rf"\({p.latex}\)" for p in self.parts)

    @property
    def html(self) -> str:
        """Words with mathematics in ``<math>``."""
        return "".join(escape(p) if isinstance(p, str) else f"<math>{p.mathml}</math>" for p in self.parts)

    def to_json(self) -> dict:
        return {"text": self.text, "latex": self.latex, "html": self.html}


@dataclass(frozen=True)
class Line:
    """One displayed equation ``left = right``; the next line begins where this one ends.

    ``reasons`` name what a textbook would name, the most important first;
    ``rules`` are those of docs/certificates.md behind the line and ``steps`` the
    numbers of the certificate's steps.  ``lemmas`` are positions in the
    explanation's lemmas that the line uses.  ``left_term`` and ``right_term``
    are the checker's terms, for whoever evaluates them.
    """
    left: Formula
    right: Formula
    reasons: tuple[Reason, ...]
    rules: tuple[str, ...]
    steps: tuple[int, ...]
    lemmas: tuple[int, ...] = ()
    left_term: object = field(default=None, compare=False, repr=False)
    right_term: object = field(default=None, compare=False, repr=False)

    def to_json(self) -> dict:
        """Without the terms."""
        return {"left": self.left.to_json(), "right": self.right.to_json(),
                "reasons": [r.to_json() for r in self.reasons],
                "rules": list(self.rules), "steps": list(self.steps), "lemmas": list(self.lemmas)}


@dataclass(frozen=True)
class Explanation:
    r"""A proof as a chain of ``lines``: the first begins at the left side, the last ends at the right side.

    ``title`` is empty for the step itself and says what a lemma is.  ``ranges``
    say over what the indices that the lines mention run (``i = 1, …, n``).  No
    lines: both sides are the same.  ``lemmas`` are equations that lines use, a
    lemma's own lines naming positions in the lemma's own ``lemmas``.
    ``conditions`` are what must be defined, as sentences.
    """
    lines: tuple[Line, ...]
    ranges: tuple[Formula, ...] = ()
    lemmas: tuple["Explanation", ...] = ()
    title: str = ""
    conditions: tuple[str, ...] = ()

    def to_json(self) -> dict:
        return {"kind": "proof", "title": self.title, "ranges": [f.to_json() for f in self.ranges],
                "lines": [line.to_json() for line in self.lines],
                "lemmas": [lemma.to_json() for lemma in self.lemmas], "conditions": list(self.conditions)}


@dataclass(frozen=True)
class Valued:
    """A formula and its exact value at the counterexample; ``value`` is a number or rows of numbers."""
    formula: Formula
    value: Entries

    def to_json(self) -> dict:
        return {"formula": self.formula.to_json(), "value": self.value}


@dataclass(frozen=True)
class Working:
    r"""A counterexample worked through.

    ``given`` are the sizes, indices, functions (``function``: name and formula in
    z) and values put in; ``left`` and ``right`` the subexpressions of the two
    sides in the order in which one computes them, the whole side last;
    ``entry`` is where the sides differ (empty for scalars), ``left_value`` and
    ``right_value`` what stands there. 
    """
    given: tuple[Valued, ...]
    functions: tuple[Formula, ...]
    left: tuple[Valued, ...]
    right: tuple[Valued, ...]
    entry: tuple[int, ...]
    left_value: str
    right_value: str
    relation: str = "="

    def to_json(self) -> dict:
        return {"kind": "counterexample", "given": [v.to_json() for v in self.given],
                "functions": [f.to_json() for f in self.functions],
                "left": [v.to_json() for v in self.left], "right": [v.to_json() for v in self.right],
                "entry": list(self.entry), "left_value": self.left_value, "right_value": self.right_value,
                "relation": self.relation}
