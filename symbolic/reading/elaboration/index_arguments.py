r"""Formulas of an index: ``p(a) = \theta_a``, ``s(k) = \sum_{i=1}^k x_i``, ``z(t) = a_t``.

A parameter that stands at the place of an integer in the formula (in a subscript,
a label, the end of a sum, or as such an argument of another formula) takes integers:
what is written in the bracket is read as an index or a label there, never as a number.
"""
from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from symbolic.language.binding import integer_names
from symbolic.language.expressions import Array, Expression, Integer, Symbol
from symbolic.language.integers import IntegerPolynomial, integer
from symbolic.reading.elaboration.limits import limits_of
from symbolic.reading.elaboration.refusal import Choices, ambiguous, unreadable, unsupported
from symbolic.reading.elaboration.scope import count
from symbolic.reading.elaboration.uses import label_above, letters
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial


class Place(NamedTuple):
    """What a parameter is in its formula: a label, or an index, of which the axis may tell the extent."""
    label: bool
    extent: P | None


def called(e, formula, order: int, nodes, place) -> Expression:
    """A formula at what is written in its brackets, differentiated ``order`` times."""
    if order and positions(e, formula):
        raise unsupported(f"a prime on {formula.name}, which is a function of an index", place)
    return formula.apply(e, order, arguments(e, formula, nodes), place)


def arguments(e, formula, nodes) -> list[Expression]:
    """What stands in the brackets, each as the formula takes it.  Raises ReadError, Refused."""
    taken = positions(e, formula)
    if not taken or len(nodes) != len(formula.parameters):
        return [e.shapes.settle(e.expression(node)) for node in nodes]
    others = {name: e.expression(node) for name, node in zip(formula.parameters, nodes) if name not in taken}
    places = _places(e, formula, taken, others, nodes[0])
    return [others[name] if name in others
            else Integer(count(node, e.scope, places[name].extent, "label" if places[name].label else "index"))
            for name, node in zip(formula.parameters, nodes)]


def positions(e, formula) -> frozenset[str]:
    """The parameters of a formula that stand where integers do, and are no declared arrays or functions, as in h_\\theta."""
    body = getattr(formula, "body", None)
    if body is None:
        return frozenset()
    found = _at_integers(body, e.formulas, frozenset({formula.name}))
    return frozenset(p for p in formula.parameters if p in found and e.scope.tensor(p) is None and e.scope.function(p) is None)


def _at_integers(node, formulas: dict, within: frozenset[str]) -> frozenset[str]:
    """The letters that stand where integers do, those that a sum around them binds left out."""
    def inside(part) -> frozenset[str]:
        return _at_integers(part, formulas, within)

    match node:
        case s.Scripted(base=base, sub=sub, sup=sup):
            label = label_above(sup)
            own = letters(sub) | (letters(label) if label is not None else set())
            return own | inside(base) | (frozenset() if label is not None else inside(sup))
        case s.Juxtaposition(items=items):
            found = _bound_behind(items, inside)
            for head, group in zip(items, items[1:]):
                if isinstance(head, s.Name) and isinstance(group, s.Group) and head.text in formulas and head.text not in within:
                    called = formulas[head.text]
                    taken = _at_integers(getattr(called, "body", None), formulas, within | {head.text})
                    given = group.body.items if isinstance(group.body, s.Sequence) else (group.body,)
                    for name, part in zip(getattr(called, "parameters", ()), given):
                        found |= letters(part) if name in taken else frozenset()
            return found
        case s.BigOperator(lower=lower, upper=upper):
            return frozenset(letters(lower) | letters(upper))
        case tuple():
            return frozenset().union(*map(inside, node))
        case s.Node():
            return frozenset().union(*(inside(v) for v in vars(node).values() if isinstance(v, (s.Node, tuple))))
    return frozenset()


def _bound_behind(items, inside) -> frozenset[str]:
    """The letters at integers among factors; what a sum binds it binds in all that follows."""
    found: frozenset[str] = frozenset()
    for item in reversed(items):
        if isinstance(item, s.BigOperator):
            limits = limits_of(item)
            found -= frozenset(limits.indices) if limits is not None else frozenset()
            found |= inside(item) - (frozenset(limits.indices) if limits is not None else frozenset())
        else:
            found |= inside(item)
    return found


def _places(e, formula, taken: frozenset[str], others: dict[str, Expression], node: s.Node) -> dict[str, Place]:
    """Each parameter that is an integer, with what it is; found by reading the formula at new indices."""
    probe, stand = _probe(e, formula, taken, others)
    made = probe.expression(formula.body)
    caught = (set(probe.scope.free) - set(e.scope.free)) & set(e.scope.bound)
    if caught:
        raise ambiguous(f"{', '.join(sorted(caught))} in the formula of {formula.name} and around it", node,
                        f"say whether {formula.name} depends on it")
    names = integer_names(made)
    lost = [name for name in stand if stand[name] not in names]
    if lost:
        raise unsupported(f"{formula.name} of {', '.join(lost)}, which is part of a name in its formula", node)
    labels = {name for x in made.walk() if isinstance(x, Symbol) for label in x.labels for name in label.names()}
    return {name: Place(stand[name] in labels, None if (found := probe.extents.get(stand[name])) is None
                        else e.shapes.resolve(found)) for name in stand}


def _probe(e, formula, taken: frozenset[str], others: dict[str, Expression]):
    """An elaborator in which the parameters at integers are new indices, and those indices."""
    scope = replace(e.scope, bound={}, arguments={}, free=dict(e.scope.free))
    probe = replace(e, scope=scope, values={}, choices=Choices(), notes=[], extents={}, leniencies=set())
    for name, value in others.items():
        probe = probe.with_value(name, value)
    stand = {name: e.scope.fresh(name) for name in formula.parameters if name in taken}
    for name, fresh in stand.items():
        probe = probe.with_value(name, Integer(integer(fresh)))
    return probe.watching(list(stand.values())), stand


def all_values(e, formula, node: s.Node) -> Expression:
    """p alone, for p(a) with an index a: the array of all its values."""
    taken = positions(e, formula)
    if set(formula.parameters) == taken:
        probe, stand = _probe(e, formula, taken, {})
        made = probe.shapes.settle(probe.expression(formula.body))
        extents = [probe.extents.get(fresh) for fresh in stand.values()]
        if not made.shape and None not in extents and set(probe.scope.free) <= set(e.scope.free):
            e.note(f"{formula.name} alone is read as the array of its values")
            return Array(tuple(zip(stand.values(), map(e.shapes.resolve, extents))), made)
    raise unreadable(f"the function {formula.name} stands without its argument", node, expected="a bracket after it", code="E301")
