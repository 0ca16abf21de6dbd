"""Rules of functions known by their symmetries: sin, cos, arctan, the normal distribution and its density.

``Phi`` is the distribution function of the standard normal distribution, ``phi``
its density: both are functions on ℝ, Phi increases from 0 to 1.
"""
from __future__ import annotations

from fractions import Fraction

from .integers import Refused
from .replay import Equation, Step, show
from .terms import Store, Term

AT_ZERO = {"sin": 0, "cos": 1, "arctan": 0, "Phi": Fraction(1, 2)}
EVEN, ODD = ("cos", "phi"), ("sin", "arctan")


def _apply(store: Store, f: str, t: Term) -> Term:
    return store.term("fn", f, 0, t)


def function_at_zero(step: Step) -> Equation:
    """sin 0 = 0, cos 0 = 1, arctan 0 = 0, Phi(0) = 1/2."""
    t = step.term(op="fn")
    f, order, x = t.parts
    if order != 0 or f not in AT_ZERO or x is not step.store.num(0):
        raise Refused(f"no value at 0 is known: {show(t)}")
    return step.conclude(t, step.store.num(AT_ZERO[f]))


def function_reflected(step: Step) -> Equation:
    """f(−t) = f(t) for cos and phi, −f(t) for sin and arctan, 1 − Phi(t) for Phi."""
    t, store = step.term(op="fn"), step.store
    f, order, x = t.parts
    if order != 0 or f not in (*EVEN, *ODD, "Phi"):
        raise Refused(f"no symmetry is known: {show(t)}")
    minus = store.num(-1)
    if x.op != "mul" or minus not in x.parts:
        raise Refused(f"not −1 times something: {show(x)}")
    rest = list(x.parts)
    rest.remove(minus)
    value = _apply(store, f, store.mul(rest))
    if f in EVEN:
        return step.conclude(t, value)
    negative = store.mul([minus, value])
    return step.conclude(t, negative if f in ODD else store.add([store.num(1), negative]))


def function_of_sum(step: Step) -> Equation:
    """sin(a + b) = sin a cos b + cos a sin b; cos(a + b) = cos a cos b − sin a sin b."""
    f, a, b, store = step.data.get("function"), step.term("left"), step.term("right"), step.store
    sin, cos = (lambda x: _apply(store, "sin", x)), (lambda x: _apply(store, "cos", x))
    match f:
        case "sin":
            right = store.add([store.mul([sin(a), cos(b)]), store.mul([cos(a), sin(b)])])
        case "cos":
            right = store.add([store.mul([cos(a), cos(b)]), store.mul([store.num(-1), sin(a), sin(b)])])
        case _:
            raise Refused(f"neither sin nor cos: {f!r:.40}")
    return step.conclude(_apply(store, f, store.add([a, b])), right)


def sine_square(step: Step) -> Equation:
    """sin(t)² + cos(t)² = 1."""
    t, store = step.term(), step.store
    squares = [store.mul([_apply(store, f, t)] * 2) for f in ("sin", "cos")]
    return step.conclude(store.add(squares), store.num(1))


RULES = {f.__name__: f for f in (function_at_zero, function_reflected, function_of_sum, sine_square)}
