r"""The pseudo-inverse: ``A^+``, ``A^{+\top}``, ``A^{\top+}``, ``\operatorname{pinv}(A)``; ``A^\dagger`` where words say so.

A dagger is an adjoint as often, so that it is read only where words beside it call
it the pseudo-inverse.  ``A^+`` of a matrix is read so everywhere; but where ``X^+``
stands alone on a side of an equation, and the text nowhere speaks of a
pseudo-inverse, the equation may define another X^+, and nothing is judged of it.
``X^+ := …``, and ``X^+ = …`` in words that define, make X^+ a symbol of its own.
"""
from __future__ import annotations

import re
from typing import Iterable, Iterator

from symbolic.language.expressions import Expand, Expression, PseudoInverse, Squeeze, Symbol, Transpose
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration.refusal import ambiguous, misshapen
from symbolic.reading.grammar import syntax as s

PLUS, DAGGER = "+", "\\dagger"
DELIMITERS = ("$", r"\[", r"\(", r"\begin{")
"""What mathematics stands between in a document; a text without any is one formula."""
SAID = re.compile(r"pseudo[-\s]*inv|moore\W{1,3}penrose|\\operatorname\*?\{pinv\}|\\pinv\b", re.I)
OTHERWISE = re.compile(r"adjoint|conjugate|hermit|\bnot?\s+(?:the\s+|an?\s+|its\s+)?(?:moore|pseudo)", re.I)
DEFINES = re.compile(r"\b(?:let|defin\w+|denot\w+|write|set|put|call)\b", re.I)


def signs_said(text: str, statements: Iterable[tuple[Iterable[s.Node | None], str]]) -> frozenset[str]:
    """The superscripts that a text says to be pseudo-inverses; ``statements`` are members with the words about them."""
    found = {PLUS} if SAID.search(text) else set()
    whole = not any(mark in text for mark in DELIMITERS)
    for holds, words in [(DAGGER in text, text)] if whole else [(_holds(tuple(m), DAGGER), words) for m, words in statements]:
        if holds and SAID.search(words) and not OTHERWISE.search(words):
            found.add(DAGGER)
    return frozenset(found)


def _holds(node, text: str) -> bool:
    """Does the name stand somewhere in the syntax?"""
    match node:
        case s.Name(text=found):
            return found == text
    return any(_holds(x, text) for x in s.children(node))


# ---------------------------------------------------------------- the author's own X^+

def lone_plus(node: s.Node | None) -> str | None:
    """X of a lone ``X^+``."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=None, sup=s.Name(text="+"), primes=0):
            return name
    return None


def own_target(node: s.Node | None, operator: str, words: str) -> str | None:
    """X^+ as the name of what ``X^+ := …`` defines, or None."""
    name = lone_plus(node)
    return None if name is None or operator == "=" and not DEFINES.search(words) else f"{name}^+"


def lone_names(members: Iterable[s.Node | None], operators: Iterable[str]) -> set[str]:
    """The X for which ``X^+`` is a whole side of an equation."""
    return {name for m in members if (name := lone_plus(m)) is not None} if "=" in operators else set()


def doubt(said: frozenset[str], lone: set[str], sides: Iterable[s.Node | None]) -> str:
    """Why nothing can be judged of what X^+ stands in, or ""."""
    name = None if PLUS in said else next((x for x in _raised(tuple(sides)) if x in lone), None)
    return "" if name is None else (
        f"{name}^+ stands alone on one side of an equation, which may define it: write that {name}^+ is the "
        f"pseudo-inverse, or {name}^+ := … if it is a symbol of your own")


def doubt_of_shape(said: frozenset[str], sides: Iterable[s.Node | None]) -> str:
    """Why shapes that do not fit with X^+ as the pseudo-inverse may fit with another X^+, or ""."""
    name = None if PLUS in said else next(_raised(tuple(sides)), None)
    return "" if name is None else f"the shapes do not fit if {name}^+ is the pseudo-inverse of {name}: say what {name}^+ is"


def _raised(node) -> Iterator[str]:
    """The letters with a plus above."""
    match node:
        case s.Scripted(base=s.Name(text=name), sup=sup) if sup is not None and _sign_in(sup) == PLUS:
            yield name
        case _:
            for x in s.children(node):
                yield from _raised(x)


# ---------------------------------------------------------------- meaning

NOTE = "A^+ and pinv(A) are the pseudo-inverse of Moore and Penrose"


def superscript(e, value: Expression, sup: s.Node, place) -> Expression | None:
    """What a superscript with a plus or a dagger makes of ``value``; None for any other."""
    if not means_pseudo_inverse(e, sup):
        return None
    sign = _sign_in(sup)
    if isinstance(sup, s.Juxtaposition) and isinstance(sup.items[1], s.Name) and sup.items[1].text == sign and _own(e, value, sign) is None:
        value = e.shapes.settle(value)
        return _raised_to(e, Transpose(value) if len(value.shape) == 2 else value, sign, place)
    raised = _raised_to(e, value, sign, place)
    return raised if isinstance(sup, s.Name) else Transpose(raised)


def means_pseudo_inverse(e, sup: s.Node | None) -> bool:
    r"""Is this ``+``, ``+\top``, ``\top+``, or the like with a dagger?"""
    match sup:
        case s.Name():
            return _sign_in(sup) is not None
        case s.Additive(terms=((_, inner),)) | s.Juxtaposition(items=(inner, s.Name(text="+" | "\\dagger"))) \
                | s.Juxtaposition(items=(s.Name(text="\\dagger"), inner)):
            return _sign_in(sup) is not None and e.is_transpose(inner)
    return False


def _sign_in(sup: s.Node) -> str | None:
    """The plus or dagger in a superscript, or None."""
    match sup:
        case s.Name(text="+" | "\\dagger" as sign):
            return sign
        case s.Additive(terms=(("+", _),)):
            return PLUS
        case s.Juxtaposition(items=(first, second)):
            return _sign_in(first) if isinstance(first, s.Name) and _sign_in(first) else _sign_in(second) if isinstance(second, s.Name) else None
    return None


def _own(e, value: Expression, sign: str) -> Symbol | None:
    """The author's own X^+, or None."""
    found = e.scope.tensor(f"{value.name}^+") if sign == PLUS and isinstance(value, Symbol) and not value.labels else None
    return None if found is None else found.symbol()


def _raised_to(e, value: Expression, sign: str, place) -> Expression:
    own = _own(e, value, sign)
    if own is not None:
        return own
    if sign == DAGGER and DAGGER not in e.pseudo:
        raise ambiguous("a dagger may be the pseudo-inverse or the adjoint", place,
                        "write in words that it is the pseudo-inverse, or A^+ or A^\\top")
    value = e.shapes.settle(value)
    if len(value.shape) < 2 and sign == PLUS:
        raise ambiguous(f"a plus above a {'vector' if value.shape else 'number'}: its pseudo-inverse, its positive part or its next value",
                        place, r"write \operatorname{pinv}(x) or [x]_+")
    return pseudo_inverse(e, value, place)


def pseudo_inverse(e, a: Expression, place) -> Expression:
    """The pseudo-inverse of a matrix; of a vector as a column it is a row, of a number a number."""
    a = e.shapes.settle(a)
    if len(a.shape) > 2:
        raise misshapen(f"the pseudo-inverse of {show_shape(a.shape)}", place)
    e.note(NOTE)
    match len(a.shape):
        case 0:
            return Squeeze(PseudoInverse(Expand(a, (0, 1))), (0, 1))
        case 1:
            return PseudoInverse(Expand(a, (1,)))
    return PseudoInverse(a)
