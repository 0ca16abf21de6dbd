r"""Standard functions, each by its formula in one scalar z, made of functions that are known.

Known to the checker and the evaluator are exp, log, sin, cos, arctan, relu, abs,
the normal distribution Φ and its density φ; all others are defined here, once:

| name | formula | range | |
|---|---|---|---|
| sigmoid | 1/(1 + e^{-z}) | (0, 1) | increasing |
| tanh | (e^z − e^{-z})/(e^z + e^{-z}) | (−1, 1) | increasing |
| softplus | log(1 + e^z) | (0, ∞) | increasing |
| sinh, cosh | (e^z ∓ e^{-z})/2 | ℝ, [1, ∞) | sinh increasing |
| sech, coth | 2/(e^z + e^{-z}), (e^z + e^{-z})/(e^z − e^{-z}) | (0, 1], |·| > 1 | |
| tan, cot, sec, csc | sin z / cos z, cos z / sin z, 1/cos z, 1/sin z | | |
| silu | z/(1 + e^{-z}) | | |
| gelu | z Φ(z) | | |
| erf | 2 Φ(√2 z) − 1 | (−1, 1) | increasing |
| leakyrelu | z for z > 0, else z/100 | ℝ | increasing |
| elu | z for z > 0, else e^z − 1 | (−1, ∞) | increasing |
| selu | λ z for z > 0, else λ α (e^z − 1) | | increasing |
| relu6 | min(max(0, z), 6) | [0, 6] | nondecreasing |
| hardtanh | min(max(−1, z), 1) | [−1, 1] | nondecreasing |
| sign | 1 for z > 0, −1 for z < 0, 0 for z = 0 | {−1, 0, 1} | nondecreasing |
| heaviside | 1 for z > 0, 0 for z < 0, not said for z = 0 | {0, 1} | nondecreasing |

A step that names one of them is proved with the formula as the function's
definition, so its certificate says what was meant by the name.  ``FACTS`` holds
the last columns with domains and kinks; tests compare them, the formulas and
their derivatives with SymPy's, and with numbers where SymPy says nothing.

Sources: D. Hendrycks, K. Gimpel, *Gaussian Error Linear Units* (gelu, silu);
D.-A. Clevert et al., *Exponential Linear Units*; G. Klambauer et al.,
*Self-Normalizing Neural Networks* (λ, α); A. Maas et al., *Rectifier
Nonlinearities* (leakyrelu).
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from .context import INFINITE, Context, FunctionDeclaration, Obligation, TensorDeclaration
from .expressions import (
    Add, Apply, Expression, Largest, Piecewise, Power, Smallest, Symbol, Times, negative, number,
)

PARAMETER = "z'"
_z = Symbol(PARAMETER, (), ())
_up, _down = Apply("exp", 0, _z), Apply("exp", 0, negative(_z))
SLOPE = Fraction(1, 100)
"""The slope of leakyrelu on the left where none is written."""
SELU_SCALE, SELU_ALPHA = Fraction("1.0507009873554804934193349852946"), Fraction("1.6732632423543772848170429916717")


def _over(above: Expression, below: Expression) -> Expression:
    return Times(above, Power(below, Fraction(-1)))


def leaky_relu(z: Expression, slope: Expression) -> Expression:
    """z for z > 0, else slope · z."""
    return Piecewise(((((number(0), "<", z),), z), ((), Times(slope, z))))


def elu(z: Expression, alpha: Expression) -> Expression:
    """z for z > 0, else α (e^z − 1)."""
    return Piecewise(((((number(0), "<", z),), z), ((), Times(alpha, Add((Apply("exp", 0, z), number(-1)))))))


def _clipped(low: int, high: int) -> Expression:
    return Smallest((Largest((number(low), _z)), number(high)))


def _steps(*values: int) -> Expression:
    """The values for z > 0, z < 0 and, if it is said, z = 0."""
    comparisons = ((number(0), "<", _z),), ((_z, "<", number(0)),), ()
    return Piecewise(tuple(zip(comparisons, map(number, values))))


FORMULAS: dict[str, Expression] = {
    "sigmoid": Power(Add((number(1), _down)), Fraction(-1)),
    "tanh": _over(Add((_up, negative(_down))), Add((_up, _down))),
    "softplus": Apply("log", 0, Add((number(1), _up))),
    "sinh": Times(number("1/2"), Add((_up, negative(_down)))),
    "cosh": Times(number("1/2"), Add((_up, _down))),
    "sech": _over(number(2), Add((_up, _down))),
    "coth": _over(Add((_up, _down)), Add((_up, negative(_down)))),
    "tan": _over(Apply("sin", 0, _z), Apply("cos", 0, _z)),
    "cot": _over(Apply("cos", 0, _z), Apply("sin", 0, _z)),
    "sec": Power(Apply("cos", 0, _z), Fraction(-1)),
    "csc": Power(Apply("sin", 0, _z), Fraction(-1)),
    "silu": _over(_z, Add((number(1), _down))),
    "gelu": Times(_z, Apply("Phi", 0, _z)),
    "erf": Add((Times(number(2), Apply("Phi", 0, Times(Power(number(2), Fraction(1, 2)), _z))), number(-1))),
    "leakyrelu": leaky_relu(_z, number(SLOPE)),
    "elu": elu(_z, number(1)),
    "selu": Times(number(SELU_SCALE), elu(_z, number(SELU_ALPHA))),
    "relu6": _clipped(0, 6),
    "hardtanh": _clipped(-1, 1),
    "sign": _steps(1, -1, 0),
    "heaviside": _steps(1, 0),
}


@dataclass(frozen=True)
class Facts:
    """What holds of a function on its domain: kinks, direction, ends of the range (None: no bound).

    ``monotone`` is 1 for nondecreasing, −1 for nonincreasing, 0 for neither;
    ``kinks`` are the places where it has no derivative or is not continuous.
    """
    monotone: int = 0
    lower: Fraction | None = None
    upper: Fraction | None = None
    kinks: tuple[Fraction, ...] = ()
    domain: str = "real"


def _facts(monotone=0, lower=None, upper=None, kinks=(), domain="real") -> Facts:
    ends = (None if end is None else Fraction(end) for end in (lower, upper))
    return Facts(monotone, *ends, tuple(map(Fraction, kinks)), domain)


FACTS: dict[str, Facts] = {
    "exp": _facts(1, 0), "log": _facts(1, domain="positive"), "sin": _facts(0, -1, 1), "cos": _facts(0, -1, 1),
    "arctan": _facts(1, -2, 2), "relu": _facts(1, 0, kinks=(0,)), "abs": _facts(0, 0, kinks=(0,)),
    "Phi": _facts(1, 0, 1), "phi": _facts(0, 0, 1),
    "sigmoid": _facts(1, 0, 1), "tanh": _facts(1, -1, 1), "softplus": _facts(1, 0), "sinh": _facts(1),
    "cosh": _facts(0, 1), "tan": _facts(0, domain="cos z ≠ 0"), "sech": _facts(0, 0, 1),
    "coth": _facts(0, domain="nonzero"), "cot": _facts(0, domain="sin z ≠ 0"), "sec": _facts(0, domain="cos z ≠ 0"),
    "csc": _facts(0, domain="sin z ≠ 0"), "silu": _facts(0, -1), "gelu": _facts(0, -1), "erf": _facts(1, -1, 1),
    "leakyrelu": _facts(1, kinks=(0,)), "elu": _facts(1, -1, kinks=(0,)), "selu": _facts(1, -2, kinks=(0,)),
    "relu6": _facts(1, 0, 6, (0, 6)), "hardtanh": _facts(1, -1, 1, (-1, 1)), "sign": _facts(1, -1, 1, (0,)),
    "heaviside": _facts(1, 0, 1, (0,), "nonzero"),
}


def with_formulas(obligation: Obligation) -> Obligation:
    """The same step, its context saying by a formula what each standard name means."""
    context = obligation.context
    sides = [obligation.left, obligation.right, *(d.body for d in context.definitions),
             *(side for a in context.assumptions for side in (a.left, a.right)),
             *(f.definition[1] for f in context.functions if f.definition is not None),
             *(f.equation[2] for f in context.functions if f.equation is not None)]
    used = {node.function for side in sides for node in side.walk() if isinstance(node, Apply)}
    new = [name for name in FORMULAS if name in used and context.function(name) is None]
    own = any(f.definition is not None and f.definition[0] == PARAMETER or f.equation is not None and f.equation[1] == PARAMETER
              for f in context.functions)
    return replace(obligation, context=_extended(context, new)) if new or own else obligation


def _extended(context: Context, names: list[str]) -> Context:
    declared = tuple(FunctionDeclaration(name, 0 if FACTS[name].kinks else INFINITE, definition=(PARAMETER, FORMULAS[name]))
                     for name in names)
    tensors = context.tensors if context.tensor(PARAMETER) else context.tensors + (TensorDeclaration(PARAMETER, (), ()),)
    return context.with_(functions=declared + context.functions, tensors=tensors)


# ---------------------------------------------------------------- finite sets

SETS = {frozenset((-1, 1)): "sign", frozenset((0, 1)): "binary"}
ONE_OF, ONE_HOT = "one of ", "one-hot"


def property_of_values(values) -> str:
    """The property of being one of these rationals.

    >>> property_of_values([1, -1]), property_of_values([2, 0, 1])
    ('sign', 'one of 0, 1, 2')
    """
    found = frozenset(map(Fraction, values))
    return SETS.get(found) or ONE_OF + ", ".join(map(str, sorted(found)))


def finite_values(properties) -> tuple[Fraction, ...]:
    """The rationals of which a symbol with these properties is one; () if they name no finite set.

    >>> finite_values({"sign"})
    (Fraction(-1, 1), Fraction(1, 1))
    """
    for values, name in SETS.items():
        if name in properties:
            return tuple(map(Fraction, sorted(values)))
    if ONE_HOT in properties:
        return Fraction(0), Fraction(1)
    listed = next((p for p in sorted(properties) if p.startswith(ONE_OF)), None)
    return () if listed is None else tuple(map(Fraction, listed[len(ONE_OF):].split(", ")))
