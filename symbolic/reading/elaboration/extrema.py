r"""Maxima and minima: \max_{1 \le i \le n}, \max(a, b), \max(x) of the entries of an array."""
from __future__ import annotations

import re
from fractions import Fraction

from symbolic.language.context import Definition, TensorDeclaration
from symbolic.language.expressions import Constant, Entry, Expression, Largest, Maximum, Minimum, Smallest, Times
from symbolic.language.integers import integer
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration.refusal import misshapen
from symbolic.reading.elaboration.scope import flat_name
from symbolic.reading.grammar import syntax as s

NAMES = ("max", "min")
EXTREME = re.compile(
    r"\bthe\s+(?P<what>largest|greatest|maximal|maximum|smallest|least|minimal|minimum)\s+(?:element|entry|value|component|number)?"
    r"\s*(?:of|in|from|among)\s+(?:the\s+\w+\s+)?\$(?P<of>[^$]+)\$", re.I)
SMALL = frozenset({"smallest", "least", "minimal", "minimum"})
OVER, AMONG = {"max": Maximum, "min": Minimum}, {"max": Largest, "min": Smallest}


def of_list(e, name: str, values: list[Expression], place) -> Expression:
    """max(a, b, …), entry by entry; a number beside an array stands for all entries."""
    values = [e.shapes.settle(v) for v in values]
    if len(values) == 1:
        return of_entries(e, name, values[0])
    shape = next((v.shape for v in values if v.shape), ())
    if shape and not all(v.shape for v in values):
        e.note(f"a number in {name} beside an array is compared with every entry")
    filled = [v if v.shape or not shape else Times(v, Constant(Fraction(1), shape)) for v in values]
    made = [filled[0]]
    for v in filled[1:]:
        pair = e.shapes.meet(made[0], v)
        if pair is None:
            raise misshapen(f"{name} of {show_shape(made[0].shape)} and {show_shape(v.shape)}", place)
        made.append(pair[1])
    return AMONG[name](tuple(e.shapes.settle(v) for v in made))


def of_entries(e, name: str, value: Expression) -> Expression:
    """The largest entry of an array; of a number, itself."""
    indices = tuple(e.shapes.fresh("k") for _ in value.shape)
    if not indices:
        return value
    made: Expression = Entry(value, tuple(map(integer, indices)))
    for index, extent in zip(reversed(indices), reversed(value.shape)):
        made = OVER[name](index, integer(1), extent, made)
    return made


def declared(builder, clause) -> bool:
    r"""``X_{\max}`` with the words "the largest element of $B$": a number, defined so."""
    from symbolic.reading.grammar.parser import parse_formula

    said = EXTREME.search(clause.words)
    if len(clause.members) != 1 or said is None:
        return False
    match clause.members[0]:
        case s.Name(text=name):
            pass
        case s.Scripted(base=s.Name(text=base), sub=sub, sup=None, primes=0) if sub is not None and flat_name(base, sub):
            name = flat_name(base, sub)
        case _:
            return False
    e = builder.elaborator()
    body = of_entries(e, "min" if said["what"].lower() in SMALL else "max", e.expression(parse_formula(said["of"])))
    if builder.add_tensor(TensorDeclaration(name, (), (), provenance=builder.provenance), clause):
        builder.add_definition(Definition(name, (), e.shapes.settle(body), provenance=builder.provenance))
    return True
