r"""Functions declared by where they take their values: ``\sigma : \mathbb{R} \to \mathbb{R}``, ``X(t) \in \mathbb{R}^{m \times n}``."""
from __future__ import annotations

from symbolic.reading.context.builder import Builder
from symbolic.reading.declarations.symbols.sets import REALS, is_real, real_shape
from symbolic.reading.elaboration.arrays import pooling
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import is_name
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.words import function_properties, smoothness


TIMES = frozenset({"t", "s", "\\tau"})
"""Letters of what a curve runs over, a number where nothing declares it."""


def application(node: s.Node) -> tuple[str, str] | None:
    """(X, t) for X(t)."""
    match node:
        case s.Juxtaposition(items=(s.Name(text=name), s.Group(kind="(", body=s.Name(text=argument)))):
            return name, argument
    return None


def value_declared(builder: Builder, c: Clause) -> bool:
    r"""X(t) \in \mathbb{R}^{m \times n}: X is a function of one number, if t is a number."""
    names = c.members[0].items if isinstance(c.members[0], s.Sequence) else (c.members[0],)
    found = [application(name) for name in names]
    where = c.members[1] if len(c.members) == 2 else None
    domain = where.base if isinstance(where, s.Scripted) else where
    if "\\in" not in c.operators[:1] or None in found or not is_name(domain, *REALS):
        return False
    for name, argument in found:
        if argument in TIMES and not builder.elaborator().scope.declared(argument):
            builder.take_as_number(argument, c)
        declared = builder.context.tensor(argument)
        if declared is None or declared.shape or declared.labels or builder.context.tensor(name) is not None:
            raise Refused("undecided", "fragment", "a function of something that is not declared as a number", c)
        builder.add_function(name, smoothness(c.words), function_properties(c.words), real_shape(builder, where))
    return True


def mapping(builder: Builder, c: Clause) -> bool:
    """σ : ℝ → ℝ, also f, g : ℝ → ℝ; X : ℝ → ℝ^{m×n}, a function of one number with arrays as values; a pooling map."""
    first, target = c.members[0], c.members[-1]
    names = first.items if isinstance(first, s.Sequence) else (first,)
    sources = c.members[1:-1]
    domain = target.base if isinstance(target, s.Scripted) else target
    scalar = all(isinstance(m, s.Name) and m.text in REALS for m in (*sources, domain))
    if all(isinstance(name, s.Name) for name in names) and scalar and sources:
        shape = real_shape(builder, target)
        for name in names:
            builder.add_function(name.text, smoothness(c.words), function_properties(c.words), shape)
        return True
    if isinstance(first, s.Name) and len(sources) == 1 and pooling.speaks_of_pooling(c.words):
        shapes = (real_shape(builder, where) for where in (*sources, target))
        builder.formulas[first.text] = pooling.declared_map(builder, first.text, *shapes, c.words, c)
        return True
    if all(isinstance(name, s.Name) for name in names) and len(sources) == 1 and is_real(sources[0]) and is_real(target):
        arrays, values = real_shape(builder, sources[0]), real_shape(builder, target)
        for name in names:
            builder.add_function(name.text, smoothness(c.words), function_properties(c.words), values, arrays)
        return True
    raise Refused("undecided", "fragment", "a function of something other than a number", c)
