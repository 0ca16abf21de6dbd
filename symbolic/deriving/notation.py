r"""Closed forms as LaTeX that the reader reads back.

Norms, softmax and the author's own names stand for what they abbreviate;
entrywise powers are written as the reader takes them: ``\tanh^2(x)``, ``x \odot x``.
A name is put in as a symbol whose spelling is the whole LaTeX of it, so that
the printer brackets it as an atom.
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from symbolic.language.expressions import (
    Apply, Constant, Entry, Expression, Inverse, MatMul, Number, Power, Squeeze, Symbol, Times, Trace, Transpose,
)
from symbolic.language.latex import WORDS, latex

from symbolic.language.idioms import LogSumExp, Softmax, recognised

LARGEST_POWER = 4


@dataclass(frozen=True)
class Style:
    """``norms``: squared norms too are written as norms; ``functions``: the author's letters for known functions."""
    norms: bool = False
    functions: tuple[tuple[str, str], ...] = ()


def written(e: Expression, style: Style = Style()) -> str:
    """LaTeX of a closed form."""
    return latex(named(e, style))


def named(e: Expression, style: Style = Style()) -> Expression:
    """``e`` with idioms as symbols that are spelled as the author would."""
    match e:
        case Apply(f, order, z) if f in dict(style.functions):
            return Apply(dict(style.functions)[f], order, named(z, style))
        case Power(a, q) if not a.shape and (style.norms or q.denominator == 2) and (body := _normed(a)) is not None:
            return Power(_spelled(_norm(body, style), ()), 2 * q) if q != Fraction(1, 2) else _spelled(_norm(body, style), ())
        case _ if style.norms and not e.shape and (body := _normed(e)) is not None:
            return Power(_spelled(_norm(body, style), ()), Fraction(2))
        case Transpose(Inverse(a)):
            inner = latex(named(a, style))
            return _spelled((inner if isinstance(a, Symbol) else f"({inner})") + r"^{-\top}", e.shape)
        case Power(Apply("exp", 0, z), q) if not e.shape:
            return named(Apply("exp", 0, Times(Number(q), z)), style)
        case Softmax(z):
            return _spelled(_called(r"\operatorname{softmax}", z, style), e.shape)
        case LogSumExp(z):
            return _spelled(rf"\log({latex(named(_sum_of_exponentials(z), style))})", ())
        case Apply("exp", 0, z):
            return _spelled(f"e^{{{latex(named(z, style))}}}", e.shape)
        case Power(Apply(f, 0, z), q) if e.shape and q.denominator == 1 and q > 1 and rf"\{f}".strip("\\") in WORDS:
            return _spelled(_called(rf"\{f}^{{{q}}}", z, style), e.shape)
        case Power(a, q) if e.shape and q.denominator == 1 and 1 < q <= LARGEST_POWER:
            return reduce(Times, [named(a, style)] * int(q))
        case Power(a, q) if e.shape and q == Fraction(1, 2):
            return _spelled(rf"\sqrt{{{latex(named(a, style))}}}", e.shape)
        case Power(a, q) if e.shape and q < 0:
            below = named(Power(a, -q) if q != -1 else a, style)
            return _spelled(rf"\frac{{\mathbf{{1}}}}{{{latex(below)}}}", e.shape)
        case Times(a, Power(b, q)) | Times(Power(b, q), a) if a.shape and b.shape and q == -1:
            return _spelled(rf"\frac{{{latex(named(a, style))}}}{{{latex(named(b, style))}}}", e.shape)
        case Times(Power(Expression() as below, Fraction(numerator=-1, denominator=1)) | (
                Power(Expression(), Fraction(numerator=-1, denominator=2)) as below), Symbol() as above) if above.shape:
            below = Power(below.arg, Fraction(1, 2)) if isinstance(below, Power) and below.exponent == Fraction(-1, 2) else below
            return _spelled(rf"\frac{{{latex(above)}}}{{{latex(named(below, style))}}}", above.shape)
        case Times(a, b) if any(map(_inner, parts := _parts(e))) and _beside_others(parts):
            return Times(*(_bracketed(x, style) for x in (a, b)))
        case Transpose() | Power() | Entry():
            return e.map(lambda x: _as_base(named(x, style)))
    return e.map(lambda x: named(x, style))


def _as_base(e: Expression) -> Expression:
    """In brackets if its spelling has a superscript of its own."""
    return Symbol(f"({e.name})", (), e.extents) if isinstance(e, Symbol) and not e.labels and "^" in e.name else e


def _inner(e: Expression) -> bool:
    """Is this a row times a column?  Beside other factors it is bracketed."""
    return isinstance(e, Squeeze) and isinstance(e.arg, MatMul)


def _parts(e: Expression) -> list[Expression]:
    """The factors of a product of scalars and at most one array."""
    return _parts(e.left) + _parts(e.right) if isinstance(e, Times) and not (e.left.shape and e.right.shape) else [e]


def _beside_others(parts: list[Expression]) -> bool:
    """Does a factor that is no number stand beside the inner product, on the same side of the line?"""
    below = [p for p in parts if isinstance(p, Power) and p.exponent < 0 and not p.shape]
    above = [p for p in parts if p not in below and not isinstance(p, Number)]
    return len([p for p in above if not p.shape] if below else above) > 1


def _bracketed(e: Expression, style: Style) -> Expression:
    """A factor with the inner products in it in brackets, but where a norm is their name."""
    if isinstance(e, Times) and not e.shape:
        return Times(_bracketed(e.left, style), _bracketed(e.right, style))
    if _inner(e) and not (style.norms and _normed(e) is not None):
        return _spelled(f"({latex(named(e, style))})", ())
    return named(e, style)


def _normed(e: Expression) -> Expression | None:
    """x of xᵀx, X of tr(XᵀX), else None."""
    match e:
        case Squeeze(MatMul(Transpose(a), b), (0,)) if a == b and len(a.shape) == 1:
            return a
        case Trace(MatMul(Transpose(a), b)) | Trace(MatMul(b, Transpose(a))) if a == b:
            return a
    return None


def _norm(x: Expression, style: Style) -> str:
    return rf"\|{latex(named(x, style))}\|" + ("_F" if len(x.shape) == 2 else "")


def _called(name: str, z: Expression, style: Style) -> str:
    return f"{name}({latex(named(z, style))})"


def _sum_of_exponentials(z: Expression) -> Expression:
    ones = Constant(Fraction(1), z.shape)
    return Squeeze(MatMul(Transpose(ones), Apply("exp", 0, z)), (0,))


def _spelled(text: str, shape) -> Symbol:
    return Symbol(text, (), tuple(shape))


def author_functions(context) -> tuple[tuple[str, str], ...]:
    r"""Known functions that the author gives a letter: sigmoid as \sigma where σ(z) = 1/(1+e^{-z})."""
    found = {}
    for name, formula in dict(getattr(context, "formulas", ())).items():
        match _at_a_number(context, formula):
            case Apply(f, 0, Symbol(argument)) if argument == ARGUMENT and f != name:
                found.setdefault(f, name)
    return tuple(found.items())


ARGUMENT = "z''"


def _at_a_number(context, formula) -> Expression | None:
    """The formula at a symbol, its idioms recognised; None if it takes more than one number."""
    from symbolic.errors import ReadError
    from symbolic.reading.declarations.given import builder_on
    from symbolic.reading.elaboration.refusal import Refused
    from symbolic.reading.grammar.syntax import Node

    if len(formula.parameters) != 1:
        return None
    try:
        return recognised(formula.apply(builder_on(context).elaborator(), 0, [Symbol(ARGUMENT, (), ())], Node(0, 0)))
    except (ReadError, Refused):
        return None
