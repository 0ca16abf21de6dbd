r"""Expressions and integer polynomials as LaTeX, from the trees alone.

A printed node carries a *level* that says where it may stand bare: a sum needs
brackets inside a product, a product under an exponent, and a big operator or
∂/∂x (which reach over the product that follows) wherever a factor follows it.  Brackets
are set only where a level asks for them.

>>> from symbolic.language.expressions import Add, Apply, MatMul, Symbol
>>> from symbolic.language.integers import integer
>>> l, n = integer(r'\ell'), integer('n')
>>> A, y = Symbol('A', (l,), (n, n)), Symbol('y', (l - 1,), (n,))
>>> print(Apply(r'\sigma', 1, MatMul(A, Add((y, y)))))
\sigma'(A_{\ell} (y_{\ell-1} + y_{\ell-1}))
"""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from .binding import integer_names, substitute_integers
from .expressions import (
    Add, Apply, Array, Cases, Condition, Constant, Curve, Delta, Derivative, Determinant, Field, Diagonal, DiagonalPart,
    Entry, Expand, Expression, Identity, Integer, Inverse, Kronecker, Largest, Listing, MatMul, MatrixExponential, MatrixPower,
    MatrixProduct, Maximum, Minimum, Number, Piecewise, Power, Product, PseudoInverse, Smallest, Squeeze, Extremum, Sum, Symbol,
    Times, Trace, Transpose, UnitVector, Vectorize)
from .integers import IntegerPolynomial, IntegerSymbol, integer
from .names import before_index

SUM, INFIX, OPEN, PRODUCT, RAISED, ATOM = range(6)
"""Levels, loosest first: a + b; a ⊙ b (bracketed as a factor of another product);
Σ_i a (reaches rightwards); a b; a^T or a fraction (no second exponent); a symbol
or a bracket."""

WORDS = {"sin", "cos", "tan", "sinh", "cosh", "tanh", "log", "ln", "exp", "max", "min", "arctan"}
"""Function names that TeX has commands for."""

RELATIONS = {"=": "=", "!=": r"\neq", "<=": r"\le", "<": "<"}


class Printed(NamedTuple):
    """LaTeX and the level at which it binds."""
    text: str
    level: int


def latex(e: Expression) -> str:
    """``e`` as LaTeX with the brackets that its structure needs, bound names with as few primes as they can have."""
    return _print(_named_plainly(e, frozenset())).text


def _text(e: Expression) -> str:
    return _print(e).text


def integer_latex(p: IntegerPolynomial, space: str = "") -> str:
    r"""A polynomial in integers, positive terms first: ``L-\ell+1``, ``2 k``, ``k (m/k)`` with a dimension m/k.

    ``space`` stands around + and -; subscripts are set tight.
    """
    if not p.terms:
        return "0"
    ordered = sorted(p.terms, key=lambda term: (term[0] == (), term[1] < 0, term))
    if ordered[0][1] < 0 < ordered[-1][1]:
        ordered = [ordered[-1], *ordered[:-1]]
    text = ""
    for monomial, coefficient in ordered:
        factors = [_integer_power(symbol, power) for symbol, power in monomial]
        if abs(coefficient) != 1 or not factors:
            factors.insert(0, str(abs(coefficient)))
        if len(factors) > 1:
            factors = [f"({factor})" if "/" in factor else factor for factor in factors]
        sign = "-" if coefficient < 0 else "+"
        text += f"{space}{sign}{space}" if text else sign.strip("+")
        text += " ".join(factors)
    return text


def function_latex(name: str) -> str:
    r"""A function's name: ``\sigma`` and ``f`` as they are, words upright."""
    if name in WORDS:
        return f"\\{name}"
    return name if name.startswith("\\") or len(name) == 1 else rf"\operatorname{{{name}}}"


# ---------------------------------------------------------------- integers and scripts

def _integer_power(symbol: IntegerSymbol, power: int) -> str:
    text = _scripted(_bound(symbol.name), [integer_latex(label) for label in symbol.labels])
    if power == 1:
        return text
    return f"({text})^{{{power}}}" if "/" in text else f"{text}^{{{power}}}"


def _bound(name: str) -> str:
    """A name made new by renaming (``k'2``) shows its count as primes (``k''``)."""
    stem, mark, count = name.partition("'")
    return stem + "'" * int(count) if mark and count.isdigit() else name


def _named_plainly(e: Expression, around: frozenset[str]) -> Expression:
    """``e`` with bound names renamed to the first of k, k', k'' that neither their bodies nor what binds around use."""
    match e:
        case Array(binders, body):
            for name, _ in binders:
                body, around, new = _rebound(name, body, around)
                binders = tuple((new if old == name else old, extent) for old, extent in binders)
            return Array(binders, _named_plainly(body, around))
        case Sum() | Product() | Extremum() | MatrixProduct():
            body, inside, name = _rebound(e.index, e.body, around)
            renamed = replace(e, index=name, body=body)
            return renamed.map(lambda part: _named_plainly(part, inside if part is body else around))
    return e.map(lambda part: _named_plainly(part, around))


def _rebound(name: str, body: Expression, around: frozenset[str]) -> tuple[Expression, frozenset[str], str]:
    stem = name.partition("'")[0]
    taken = {_bound(other) for other in integer_names(body) | around if other != name}
    spare = (f"{stem}'{count}" if count else stem for count in range(len(taken) + 1))
    new = next(x for x in spare if _bound(x) not in taken)
    return (body if new == name else substitute_integers(body, {IntegerSymbol(name): integer(new)})), around | {new}, new


def _scripted(base: str, scripts: list[str]) -> str:
    if not scripts:
        return base
    base = before_index(base)
    return f"{{{base}}}_{{{','.join(scripts)}}}" if "_" in base else f"{base}_{{{','.join(scripts)}}}"


def _indices(indices) -> str:
    """``ij`` for single letters, ``i,n-1`` as soon as one index is longer."""
    texts = [integer_latex(p) for p in indices]
    single = all(len(t) == 1 and t.isalpha() for t in texts)
    return "".join(texts) if single else ",".join(texts)


# ---------------------------------------------------------------- brackets

def _bracket(text: str, opening: str = "(", closing: str = ")") -> str:
    tall = any(mark in text for mark in (r"\frac", r"\begin", r"\sum", r"\prod")) or opening == "|" and "|" in text
    return rf"\left{opening} {text} \right{closing}" if tall else f"{opening}{text}{closing}"


def _at_least(e: Expression, level: int) -> str:
    """``e``, in brackets if it binds more loosely than ``level``."""
    text, own = _print(e)
    return text if own >= level else _bracket(text)


def _factor(e: Expression, last: bool, first: bool) -> str:
    """A factor of a product: only the last may be open, only the first begin with a minus."""
    text, level = _print(e)
    bare = level >= PRODUCT or (level == OPEN and last)
    return text if bare and (first or not text.startswith("-")) else _bracket(text)


def _product(factors: list[Expression], sign: str = " ") -> Printed:
    last = len(factors) - 1
    parts = [_factor(f, k == last, k == 0) for k, f in enumerate(factors)]
    text = parts[0]
    for part in parts[1:]:
        text += (r" \cdot " if sign == " " and part[0].isdigit() else sign) + part
    return Printed(text, OPEN if _print(factors[-1]).level == OPEN else PRODUCT)


def _raised(base: Expression, exponent: str) -> Printed:
    if isinstance(base, Symbol) and "^" in base.name:
        return Printed(f"{_bracket(_text(base))}^{exponent}", RAISED)
    return Printed(f"{_at_least(base, ATOM)}^{exponent}", RAISED)


def _call(name: str, arg: Expression) -> Printed:
    return Printed(name + _bracket(_text(arg)), ATOM)


# ---------------------------------------------------------------- nodes

def _print(e: Expression) -> Printed:
    match e:
        case Number(value):
            return _rational(value)
        case Integer(value):
            return Printed(integer_latex(value, " "), SUM if len(value.terms) > 1 else _monomial_level(value))
        case Symbol(name, labels):
            return Printed(_scripted(_bound(name), [integer_latex(p) for p in labels]), RAISED if name.endswith("^+") or "^2" in name else ATOM)
        case Identity():
            return Printed("I", ATOM)
        case Constant(value, extents):
            return _constant(value, extents)
        case UnitVector(index):
            return Printed(f"e_{{{integer_latex(index)}}}", ATOM)
        case Delta(left, right):
            return Printed(rf"\delta_{{{_indices((left, right))}}}", ATOM)
        case Add(terms):
            return _sum(terms)
        case Times():
            return _times(e)
        case MatMul():
            return _matmul(e)
        case Kronecker(left, right):
            return _infix(r"\otimes", left, right)
        case Transpose(arg):
            return _raised(arg, r"{\top}")
        case Inverse(arg):
            return _raised(arg, "{-1}")
        case PseudoInverse(arg):
            return _raised(arg, "{+}")
        case MatrixPower(arg, exponent):
            return _raised(arg, f"{{{integer_latex(exponent)}}}")
        case Power(arg, exponent):
            return _power(arg, exponent)
        case MatrixExponential(arg):
            return _call(r"\operatorname{expm}", arg)
        case Trace(arg):
            return _call(r"\operatorname{tr}", arg)
        case Determinant(arg):
            return _call(r"\det", arg)
        case Diagonal(arg) | DiagonalPart(arg):
            return _call(r"\operatorname{diag}", arg)
        case Vectorize(arg):
            return _call(r"\operatorname{vec}", arg)
        case Apply("abs", 0, arg):
            return Printed(_bracket(_text(arg), "|", "|"), ATOM)
        case Apply(name, order, arg) | Curve(name, order, arg):
            marks = "'" * order if order < 4 else f"^{{({order})}}"
            return _call(function_latex(name) + marks, arg)
        case Field(name, order, arg):
            marks = {0: "", 1: r"D ", 2: "D^2 "}.get(order, f"D^{{{order}}} ")
            return _call(marks + function_latex(name), arg)
        case Entry(arg, indices):
            return _entry(arg, indices)
        case Array(binders, body):
            ranges = r",\, ".join(rf"1 \le {_bound(name)} \le {integer_latex(extent)}" for name, extent in binders)
            return Printed(f"{_bracket(_text(body), '[', ']')}_{{{ranges}}}", ATOM)
        case Listing(extents, entries):
            return Printed(_listing(extents, entries), ATOM)
        case Maximum(index, lower, upper, body) | Minimum(index, lower, upper, body):
            limits = rf"_{{{integer_latex(lower)} \le {_bound(index)} \le {integer_latex(upper)}}}"
            return Printed(rf"\{e.op}{limits} {_at_least(body, INFIX)}", OPEN)
        case Largest(terms) | Smallest(terms):
            word = r"\max" if isinstance(e, Largest) else r"\min"
            return Printed(word + _bracket(",".join(map(_text, terms))), ATOM)
        case Sum(index, lower, upper, body):
            return _big(r"\sum", index, lower, upper, body)
        case Product(index, lower, upper, body):
            return _big(r"\prod", index, lower, upper, body)
        case MatrixProduct(index, first, last, body):
            return _big(r"\prod", index, first, last, body)
        case Cases(branches):
            rows = r" \\ ".join(rf"{_text(value)} & {_conditions(conditions)}" for conditions, value in branches)
            return Printed(rf"\begin{{cases}} {rows} \end{{cases}}", ATOM)
        case Derivative(body, variable, None) if not body.shape and len(variable.shape) == 1:
            return Printed(rf"\nabla_{{{_text(variable)}}} {_bracket(_text(body))}", OPEN)
        case Piecewise(branches):
            rows = r" \\ ".join(rf"{_text(value)} & {_comparisons(found)}" for found, value in branches)
            return Printed(rf"\begin{{cases}} {rows} \end{{cases}}", ATOM)
        case Derivative(body, variable, at):
            return _derivative(body, variable, at)
        case Expand(Derivative(body, variable, at)):
            return _derivative(body, variable, at)
        case Squeeze(arg) | Expand(arg):
            return _print(arg)
    raise TypeError(f"no LaTeX for {type(e).__name__}")


def _rational(value: Fraction) -> Printed:
    if value.denominator == 1:
        return Printed(str(value), PRODUCT if value < 0 else ATOM)
    sign = "-" if value < 0 else ""
    return Printed(rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}", PRODUCT if sign else RAISED)


def _monomial_level(p: IntegerPolynomial) -> int:
    return ATOM if p.lone_symbol() or (p.constant() or 0) > 0 or not p.terms else PRODUCT


def _constant(value: Fraction, extents) -> Printed:
    if not extents:
        return _rational(value)
    if value == 0:
        return Printed("0", ATOM)
    if value == 1:
        return Printed(r"\mathbf{1}", ATOM)
    return Printed(rf"{_rational(value).text} \mathbf{{1}}", PRODUCT)


def _sum(terms) -> Printed:
    if not terms:
        return Printed("0", ATOM)
    last = len(terms) - 1
    text = ""
    for k, term in enumerate(terms):
        part, level = _print(term)
        if level == SUM and k:
            part = _bracket(part)
        if not k:
            text = part
        elif part.startswith("-"):
            text += " - " + part[1:].lstrip()
        else:
            text += " + " + part
    return Printed(text, SUM if last else _print(terms[0]).level)


def matrix_factors(e: Expression) -> list[Expression]:
    """Factors of a chain of products: (a b) c = a (b c) wherever b has two axes."""
    if not isinstance(e, MatMul):
        return [e]
    left = matrix_factors(e.left) if isinstance(e.left, MatMul) and len(e.left.right.shape) == 2 else [e.left]
    right = matrix_factors(e.right) if isinstance(e.right, MatMul) and len(e.right.left.shape) == 2 else [e.right]
    return left + right


def _matmul(e: MatMul) -> Printed:
    if len(e.left.shape) == len(e.right.shape) == 1:
        return _infix(r"\cdot", e.left, e.right)
    return _product(matrix_factors(e))


def _scalar_factors(e: Expression) -> list[Expression]:
    """Factors of a product of scalars, left to right."""
    if isinstance(e, Times) and not e.left.shape and not e.right.shape:
        return _scalar_factors(e.left) + _scalar_factors(e.right)
    return [e]


def _times(e: Times) -> Printed:
    if e.left.shape and e.right.shape:
        return _infix(r"\odot", e.left, e.right)
    if e.shape:
        factors = [*_scalar_factors(e.left), e.right] if e.right.shape else [*_scalar_factors(e.right), e.left]
    else:
        factors = _scalar_factors(e)
    return _signed([f for k, f in enumerate(factors) if f != Number(Fraction(1)) or k == len(factors) - 1])


def _signed(factors: list[Expression]) -> Printed:
    """A product whose first factors may be -1, printed as signs."""
    if factors[0] != Number(Fraction(-1)) or len(factors) == 1:
        return _fraction(factors)
    text, level = _signed(factors[1:])
    if level == SUM or text.startswith("-"):
        return Printed("-" + _bracket(text), PRODUCT)
    return Printed("-" + text, min(level, PRODUCT))


def _infix(sign: str, left: Expression, right: Expression) -> Printed:
    """Two operands and a visible sign; an operand that is itself a product of arrays is bracketed, but for a ⊙ b ⊙ c."""
    def operand(side: Expression) -> str:
        entrywise = isinstance(side, Times) and side.left.shape and side.right.shape
        if entrywise and side is left and sign == r"\odot":
            return _text(side)
        product = isinstance(side, MatMul) or entrywise
        return _bracket(_text(side)) if product else _at_least(side, PRODUCT)

    return Printed(f"{operand(left)} {sign} {operand(right)}", INFIX)


def _fraction(factors: list[Expression]) -> Printed:
    """A product whose scalar factors with negative exponents stand below a line."""
    below = [f for f in factors if isinstance(f, Power) and not f.shape and f.exponent < 0]
    above = [f for f in factors if f not in below]
    if not below:
        return _product(above) if len(above) > 1 else _print(above[0])
    arrays = [f for f in above if f.shape]
    top = [f for f in above if not f.shape]
    bottom = [Power(f.arg, -f.exponent) if f.exponent != -1 else f.arg for f in below]
    text = rf"\frac{{{_side(top)}}}{{{_side(bottom)}}}"
    if not arrays:
        return Printed(text, RAISED)
    return Printed(f"{text} {_factor(arrays[0], True, False)}", PRODUCT)


def _side(factors: list[Expression]) -> str:
    match factors:
        case []:
            return "1"
        case [one]:
            return _text(one)
    return _product(factors).text


def _power(arg: Expression, exponent: Fraction) -> Printed:
    if arg.shape:
        return _raised(arg, rf"{{\odot {exponent}}}")
    if exponent == Fraction(1, 2):
        return Printed(rf"\sqrt{{{_text(arg)}}}", RAISED)
    if exponent < 0:
        return _fraction([Power(arg, exponent)])
    return _raised(arg, f"{{{exponent}}}")


def _entry(arg: Expression, indices) -> Printed:
    if isinstance(arg, Symbol):
        base = before_index(_text(arg))
        return Printed(f"{_bracket(base) if '_' in base else base}_{{{_indices(indices)}}}", ATOM)
    opening, closing = ("(", ")") if isinstance(arg, Derivative) else ("[", "]")
    return Printed(f"{_bracket(_text(arg), opening, closing)}_{{{_indices(indices)}}}", ATOM)


def _listing(extents, entries) -> str:
    texts = [_text(entry) for entry in entries]
    columns = 1 if len(extents) == 1 else extents[-1].constant() or len(texts)
    rows = [" & ".join(texts[k:k + columns]) for k in range(0, len(texts), columns)]
    return r"\begin{bmatrix} " + r" \\ ".join(rows) + r" \end{bmatrix}"


def _big(sign: str, index: str, lower, upper, body: Expression) -> Printed:
    limits = f"_{{{_bound(index)}={integer_latex(lower)}}}^{{{integer_latex(upper)}}}"
    return Printed(f"{sign}{limits} {_at_least(body, INFIX)}", OPEN)


def _conditions(conditions: tuple[Condition, ...]) -> str:
    if not conditions:
        return r"\text{otherwise}"
    return r"\text{if } " + r",\, ".join(
        f"{integer_latex(c.left)} {RELATIONS[c.relation]} {integer_latex(c.right)}" for c in conditions)


def _comparisons(comparisons) -> str:
    if not comparisons:
        return r"\text{otherwise}"
    return r"\text{if } " + r",\, ".join(f"{_text(a)} {RELATIONS[relation]} {_text(b)}" for a, relation, b in comparisons)


def _derivative(body: Expression, variable: Symbol, at) -> Printed:
    below = rf"\partial {_text(variable if at is None else Entry(variable, at))}"
    short = isinstance(body, Symbol) or (isinstance(body, Entry) and isinstance(body.arg, Symbol))
    if short:
        return Printed(rf"\frac{{\partial {_text(body)}}}{{{below}}}", RAISED)
    return Printed(rf"\frac{{\partial}}{{{below}}} {_bracket(_text(body))}", OPEN)
