r"""Declarations as people write them, in any order.

``A_\ell \in \mathbb{R}^{n_\ell \times n_{\ell-1}}``, ``\sigma : \mathbb{R} \to
\mathbb{R}`` with words, ranges, ``n_L = 1``, ``L \ge 2``, properties in words,
and equations as definitions or assumptions.
"""
from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from symbolic.errors import ReadError
from symbolic.language.context import TensorDeclaration
from symbolic.reading.context import directions, inference, starred, variances
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.context.folding import folded, varied
from symbolic.reading.context.strata import with_strata
from symbolic.reading.declarations.assumptions.assumptions import assume
from symbolic.reading.declarations.assumptions.bounds import bounding, split
from symbolic.reading.declarations.assumptions.conditions import BOUNDS, about_entries, bounds_of, condition_of, indices_of
from symbolic.reading.declarations.assumptions.decompositions import decomposed
from symbolic.reading.declarations.assumptions.diagonals import diagonal_said
from symbolic.reading.declarations.assumptions.stated import properties_of_equations
from symbolic.reading.declarations.definitions import definitions
from symbolic.reading.declarations.definitions.chosen import standing, summing
from symbolic.reading.declarations.definitions.displays import displayed
from symbolic.reading.declarations.memberships import MAPS, chosen, families_of_sizes, membership, sized
from symbolic.reading.declarations.properties import (
    basis_declared, constants_in, function_words, is_row_declared, property_said, rank_said, restricted, rows_declared, rows_listed)
from symbolic.reading.declarations.symbols import (
    capitals_above, channels, dependents, entry_names, labels_above, named_functions, named_symbols, notations, number_families, same_letter, spans)
from symbolic.reading.declarations.symbols.commutation import declare_commutations
from symbolic.reading.declarations.symbols.lettered import lettered, letters_below
from symbolic.reading.declarations.symbols.listed_families import declare_bounded_lists, declare_cells, gathered
from symbolic.reading.declarations.symbols.mappings import value_declared
from symbolic.reading.declarations.symbols.singles import declare_singles
from symbolic.reading.declarations.symbols.sizes import size, state_ranges
from symbolic.reading.declarations.symbols.subjects import each_of
from symbolic.reading.elaboration import extrema, function_equations, own_operators, unequal
from symbolic.reading.elaboration.arrays import borders, convolution, pooling
from symbolic.reading.elaboration.clauses import Clause, range_statement
from symbolic.reading.elaboration.constants import fixed_labels, with_constants
from symbolic.reading.elaboration.derivatives import own_differentials, symmetry
from symbolic.reading.elaboration.layout import LAYOUTS
from symbolic.reading.elaboration.piecewise import tabulated
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.targets import target_of
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.tables import CONSTANT
from symbolic.reading.words.asserting import PART
from symbolic.reading.words.words import column_by_column


def declare(builder: Builder, clauses: list[Clause], given: bool, beside: tuple[Clause, ...] = ()) -> list[Clause]:
    """Read all clauses that declare, define or assume; the bounds beside memberships that are left.

    With ``given`` every equation is a definition or an assumption, and what they
    mention undeclared is inferred, also from the clauses ``beside``; else only
    memberships, ranges, sizes and words are read, and equations are left.
    """
    before = {(c.start, c.end) for c in clauses}
    clauses, limited = _unconditional([part for c in gathered(clauses) for part in number_families.parted(c)])
    twice = number_families.beside_numbers(clauses, beside) if given else frozenset()
    twice |= same_letter.doubly_declared((*clauses, *(beside if given else ())), builder.context)
    clauses, limited = same_letter.in_clauses(clauses, twice), same_letter.in_clauses(limited, twice)
    clauses = [part for c in clauses for part in each_of(c)]
    if given:
        clauses = [part for c in clauses for part in _parted(builder, c)]
    if given and (own := own_differentials.letters_defined(clauses)):
        clauses = [replace(c, members=own_differentials.renamed(c.members, own)) for c in clauses]
    if given and (above := labels_above.labelled(clauses)):
        clauses = [replace(c, members=labels_above.bracketed(c.members, above)) for c in clauses]
    if given and (names := capitals_above.named_so(clauses, beside)):
        clauses, beside = ([replace(c, members=capitals_above.spelled(c.members, names)) for c in cs] for cs in (clauses, beside))
    if given and (operators := own_operators.operators_defined(clauses)):
        clauses = [replace(c, members=own_operators.named(c.members, operators)) for c in clauses]
    _unsaid_constant(builder, (*clauses, *beside))
    builder.summing |= summing((*clauses, *beside))
    builder.standing |= standing((*clauses, *beside))
    builder.below |= {pair for c in (*clauses, *beside) for node in (*c.members, *c.qualifiers) for pair in letters_below(node)}
    builder.lettered |= lettered(clauses, beside)
    if given:
        single, words = named_symbols.defined(clauses, beside, frozenset(number_families.counted(clauses, beside)))
        builder.lettered |= single
        clauses = [replace(c, members=named_symbols.spelled(c.members, words)) for c in clauses] if words else clauses
    families_of_sizes(builder, clauses, beside)
    builder.recursive |= definitions.recursive((*clauses, *beside))
    builder.counted |= number_families.counted(clauses, beside)
    builder.by_columns |= any(column_by_column(c.words) for c in clauses)
    builder.symmetry |= symmetry.said((c.words for c in clauses))
    clauses = [c for c in clauses if not _each(builder, c, channels.divides)]
    clauses = declare_commutations(builder, declare_singles(builder, clauses))
    parts = [c for c in clauses if is_row_declared(c)]
    depending = [c for c in clauses if dependents.said(c) is not None]
    rest = [c for c in clauses if c not in parts and c not in depending and not _each(builder, c, membership) and not _each(builder, c, sized)]
    rest += [c for c in parts if not any(_each(builder, c, rule) for rule in (rows_declared, membership, sized))]
    clauses = [_without_bounds(builder, c) for c in clauses]
    rest = [c for c in rest if not _each(builder, c, decomposed)]
    rest = [c for c in rest if not _each(builder, c, value_declared)]
    for rule in (number_families.declared, declare_bounded_lists, declare_cells, entry_names.declared):
        rest = [c for c in rest if not _each(builder, c, rule)]
    for rule in (pooling.declared_alone, extrema.declared):
        rest = [c for c in rest if not _each(builder, c, rule)]
    for c in clauses:
        if "\\in" in c.operators[:1]:
            chosen(builder, c)
    rest = [c for c in rest if not _each(builder, c, named_functions.declared)]
    for c in depending:
        _each(builder, c, dependents.declared)
    dependents.infer(builder, (*clauses, *beside))
    rest = [c for c in rest if not _each(builder, c, function_words)]
    rest = [c for c in rest if not _each(builder, c, rows_declared)]
    listed = [c for c in clauses if _each(builder, c, rows_listed)]
    rest = [c for c in rest if c not in listed]
    rest = [c for c in rest if not given or not _each(builder, c, notations.declared)]
    if given:
        spans.declare_bounded(builder, rest, (*clauses, *beside))
    rest = [c for c in rest if not (given or ":=" in c.operators[:1]) or not _each(builder, c, tabulated)]
    numbers = {c: parts for c in rest if (parts := bounding(c, builder.context))}
    state_ranges(builder, [c for c in clauses if c not in numbers])
    rest = [part for c in rest for part in numbers.get(c, [c]) if c in numbers or range_statement(c) is None]
    rest = [c for c in rest if not _each(builder, c, size)]
    for rule in (convolution.declared, borders.declared, *((unequal.declared,) if given else ())):
        rest = [c for c in rest if not _each(builder, c, rule)]
    for rule in (basis_declared, rank_said, property_said):
        rest = [c for c in rest if not _each(builder, c, rule)]
    for c in clauses:
        if c not in listed or c.operators:
            restricted(builder, c)
        diagonal_said(builder, c)
    for c in limited:
        builder.drop(c, "it holds under a condition only")
    if not given:
        return [c for c in rest if (c.start, c.end) not in before]
    builder.constants |= {name for c in clauses for name in constants_in(c)}
    builder.summed = channels.summed_ranges(beside)
    bars = directions.barred(beside)
    rest = [c for c in rest if not directions.implied(c, bars)]
    variances.declare(builder, clauses, beside)
    rest = [c for c in rest if not displayed(builder, c, (*clauses, *beside))]
    starred.declare_like_base(builder, rest)
    inference.infer(builder, rest, beside, LAYOUTS if builder.layout == "auto" else (builder.layout,))
    rest = [c for c in rest if not _each(builder, c, size)]
    rest = properties_of_equations(builder, rest)
    between = [c for c in rest if function_equations.says_functions(builder, c)]
    rest = definitions.define_all(builder, [c for c in rest if c not in between])
    if len(builder.context.definitions) > 1:
        builder.context = with_strata(folded(builder.context, varied(m for c in (*clauses, *beside) for m in c.members if m is not None)))
    for clause in between:
        _each(builder, clause, function_equations.state)
    for rule in (size, property_said):
        rest = [c for c in rest if not _each(builder, c, rule)]
    for name in sorted(builder.half_declared):
        builder.add_properties(name, frozenset({"declared at labels that are not understood"}))
    _put_constants(builder)
    for clause in sorted(rest, key=function_equations.has_primes):
        _each(builder, clause, lambda b, c: function_equations.state_for_all(b, c) or assume(b, c))
    return []


def _unsaid_constant(builder: Builder, clauses: tuple[Clause, ...]) -> None:
    r"""Declare what ``+ \text{const}`` adds as a number that depends on nothing."""
    places = [c for c in clauses if any(CONSTANT in names_in(m) for m in c.members)]
    if places and builder.context.tensor(CONSTANT) is None:
        builder.add_tensor(TensorDeclaration(CONSTANT, (), (), provenance="inferred"), places[0])


def _parted(builder: Builder, c: Clause) -> list[Clause]:
    r"""``\Phi'(z) = \varphi(z) = \dots``: what defines a new function in the middle of a chain, and the rest."""
    for k in range(1, len(c.members) - 1):
        target = target_of(c.members[k])
        if target is not None and target.parameters and not target.sub and set(c.operators) == {"="} \
                and c.members[k + 1] is not None and target.name not in names_in(c.members[k + 1]) \
                and not builder.elaborator().scope.declared(target.name) and target.name not in builder.formulas:
            members = (*c.members[:k + 1], *c.members[k + 2:])
            return [replace(c, members=c.members[k:k + 2], operators=("=",)),
                    replace(c, members=members, operators=c.operators[:len(members) - 1])]
    return [c]


def _without_bounds(builder: Builder, c: Clause) -> Clause:
    r"""``\alpha \in \mathbb{R}`` with ``0 \le \alpha \le 1``: the bounds are assumed, and are no range."""
    if "\\in" not in c.operators[:1]:
        return c
    bounds, rest = split(c.qualifiers, builder.context)
    for node in bounds:
        _each(builder, Clause((node.left, node.right), (node.operator,), (), "", node.start, node.end), assume)
    return replace(c, qualifiers=rest) if bounds else c


def _put_constants(builder: Builder) -> None:
    """Depths granted as numbers (L = 2) put in wherever they stand."""
    fixed = fixed_labels(builder.context)
    builder.context = with_constants(builder.context)
    for known in (builder.ranges, builder.stated):
        known.update({name: tuple(p.substitute(fixed) for p in ends) for name, ends in known.items()})


NOT_SO = re.compile(r"\b(?:not|n't|false|never|in expectation|optimum|for example|e\.g|initially|probability|possibly|perhaps|typically|otherwise|else)\b", re.I)
NOT_FOR_ALL = re.compile(rf"\b(?:if|when|whenever|unless|only|iff|provided|except|or|but|some)\b|{NOT_SO.pattern}", re.I)
"""Words beside a bound of entries that keep it to some of them."""
FOR_SOME = re.compile(r"\b(?:some|even|odd|most|almost|exactly|one|least|infinitely)\b", re.I)
"""Words before an index that keep to some of its values."""
UNLESS_MORE = re.compile(rf"\b(?:if|when|whenever|unless|only|iff|provided|then)\b|{NOT_SO.pattern}", re.I)
"""Words beside an equation that make it hold under a condition only, or say that it does not."""


def _unconditional(clauses: list[Clause]) -> tuple[list[Clause], list[Clause]]:
    r"""The clauses that hold for all values, ``s = t, \varepsilon > 0`` as two; and the others."""
    found, limited = [], []
    mapped = {c.members[0].text for c in clauses if c.operators[:1] and c.operators[0] in MAPS and isinstance(c.members[0], s.Name)}
    targets = [target_of(c.members[0]) for c in clauses]
    given = Counter(t.name for t in targets if t is not None and t.parameters)
    mapped = {name for name in mapped if given[name] == 1}
    for c in clauses:
        declares = c.operators == ("\\in",)
        bounds = bounds_of(c.qualifiers, (*c.members, *c.qualifiers) if declares else c.members)
        rest = tuple(q for q in c.qualifiers if q not in bounds)
        if declares:
            said = {q: parts for q in rest if (parts := about_entries(q))}
            bounds += [part for parts in said.values() for part in parts]
            rest = tuple(q for q in rest if q not in said)
        parts = [Clause(*_members(q), (), "", q.start, q.end) for q in bounds]
        if declares and (condition_of(rest) is not None or NOT_FOR_ALL.search(c.words)):
            limited += parts
        else:
            found += parts
        equation = bool(set(c.operators) & {"=", ":="})
        if equation and UNLESS_MORE.search(c.words) and (bounds or rest or NOT_SO.search(c.words)) \
                or equation and any(_of_another(q, c) or _of_its_parameter(q, c, mapped) for q in bounds):
            limited.append(c)
            del found[len(found) - len(bounds):]
        elif not c.operators and not isinstance(c.members[0], s.Name | s.Sequence | s.Scripted):
            found.append(replace(c, qualifiers=rest))
        elif condition_of(rest) is not None and "\\in" not in c.operators or equation and PART.search(c.words):
            limited.append(c)
        else:
            found.append(replace(c, qualifiers=rest))
    some = {c.members[0].text for c in clauses if FOR_SOME.search(c.words) and len(c.members) == 1 and isinstance(c.members[0], s.Name)}
    partly = [c for c in found if set(c.operators) & set(BOUNDS) and some & {n for m in c.members if m is not None for n in indices_of(m)}]
    return [c for c in found if c not in partly], limited + partly


def _of_another(bound: s.Relation, c: Clause) -> bool:
    """Is this a condition, before the equation or behind "for", on a symbol that the equation does not mention?"""
    said = bound.start < c.start or re.search(r"\bfor\b", c.words, re.I) is not None
    return said and not set(names_in(bound)) & {name for m in c.members for name in names_in(m)}


def _of_its_parameter(bound: s.Relation, c: Clause, mapped: set[str]) -> bool:
    """Is this ``f(x) = x^2`` for x > 0, where a map says that f is defined for more, and nothing else does what it is there?"""
    target = target_of(c.members[0])
    return target is not None and target.name in mapped and bool(set(target.parameters) & set(names_in(bound)))


def _members(node: s.Relation) -> tuple[tuple[s.Node, ...], tuple[str, ...]]:
    """The sides and signs of ``a < b`` or ``a < b < c``."""
    match node:
        case s.Relation(left=s.Relation(left=first, operator=sign, right=middle)):
            return (first, middle, node.right), (sign, node.operator)
    return (node.left, node.right), (node.operator,)


def _each(builder: Builder, clause: Clause, rule) -> bool:
    """Did the rule take this clause?  What it cannot read is a notice, not a failure."""
    try:
        return rule(builder, clause)
    except (ReadError, Refused) as error:
        builder.drop(clause, str(error))
        return True
