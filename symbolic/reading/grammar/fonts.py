r"""Fonts and accents become part of a name: ``\mathbf{x}``, ``\tilde{y}``, ``\underline{e}``."""
from __future__ import annotations

from dataclasses import replace

from symbolic.errors import ReadError
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar import tables as t


def restyle(node: s.Node, font: str) -> s.Node:
    """The node with every letter of its body in this font; scripts are left as they are."""
    def again(part):
        return None if part is None else restyle(part, font)

    match node:
        case s.Name(text=text):
            return node if font == r"\mathit" else replace(node, text=f"{font}{{{text}}}")
        case s.Number(text=text) if font not in t.WORD_FONTS:
            return s.Name(node.start, node.end, f"{font}{{{text}}}")
        case s.Scripted(base=base):
            return replace(node, base=again(base))
        case s.Juxtaposition(items=items) | s.Sequence(items=items):
            return replace(node, items=tuple(map(again, items)))
        case s.Additive(terms=terms):
            return replace(node, terms=tuple((sign, again(term)) for sign, term in terms))
        case s.Infix(left=left, right=right) | s.Relation(left=left, right=right):
            return replace(node, left=again(left), right=again(right))
        case s.Group(body=body):
            return replace(node, body=again(body))
        case s.Fraction(numerator=a, denominator=b):
            return replace(node, numerator=again(a), denominator=again(b))
        case s.Matrix(rows=rows):
            return replace(node, rows=tuple(tuple(map(again, row)) for row in rows))
    return node


def word(letters: str, font: str, start: int, end: int) -> s.Node:
    r"""Several letters in an upright font: an operator if known, else one name."""
    if letters in t.KNOWN_OPERATORS:
        return s.Operator(start, end, t.KNOWN_OPERATORS[letters])
    if letters == "d" and font == r"\mathrm":
        return s.Operator(start, end, "d")
    if letters.isdigit():
        return s.Number(start, end, letters)
    if len(letters) == 1 and font == r"\mathit":
        return s.Name(start, end, letters)
    return s.Name(start, end, f"{font}{{{letters}}}")


def accented(node: s.Node, accent: str, start: int, end: int) -> s.Node:
    r"""``\hat{y}`` and ``\hat{y_i}`` (= ``\hat{y}_i``); an underline under more is a remark.

    Raises ReadError for a hat over anything that is not one symbol.
    """
    match node:
        case s.Name(text=text) | s.Number(text=text):
            return s.Name(start, end, f"{accent}{{{text}}}")
        case s.Operator(name="partial" | "nabla" as name):
            return s.Name(start, end, f"{accent}{{\\{name}}}")
        case s.Scripted(base=base, sup=None, primes=0):
            return replace(node, start=start, end=end, base=accented(base, accent, start, base.end))
    if accent == r"\underline":
        return s.Annotated(start, end, node, None, "underline")
    raise ReadError(f"{accent} over more than one symbol is not supported", start, end, code="E108")
