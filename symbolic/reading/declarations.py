r"""Declarations as people write them, in any order.

``A_\ell \in \mathbb{R}^{n_\ell \times n_{\ell-1}}``, ``\sigma : \mathbb{R} \to
\mathbb{R}`` with words, ranges, ``n_L = 1``, ``L \ge 2``, properties in words,
and equations as definitions or assumptions.
"""
from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from math import isqrt

from symbolic.errors import ReadError
from symbolic.language.context import (
    Assumption, Definition, IntegerDeclaration, LabelRange, TensorDeclaration,
)
from symbolic.language.expressions import Array, Entry, Number, Power, Symbol, Times
from symbolic.language.functions import property_of_values
from symbolic.language.integers import IntegerPolynomial, integer
from symbolic.reading import (
    borders, channels, convolution, definitions, directions, extrema, inference, pooling, quantified, spans, syntax as s,
)
from symbolic.reading.bounds import bounding, split
from symbolic.reading.builder import Builder, names_in
from symbolic.reading.constants import fixed_labels, with_constants
from symbolic.reading.conventions import layouts_of
from symbolic.reading.clauses import Clause, range_statement, ranges_of
from symbolic.reading.conditions import bounds_of, condition_of
from symbolic.reading.lettered import lettered
from symbolic.reading.piecewise import tabulated
from symbolic.reading.refusal import Refused
from symbolic.reading.scope import Scope, count, flat_name, index_lists, is_name, raised_name
from symbolic.reading.targets import target_of
from symbolic.reading.symmetry import one_variable
from symbolic.reading.words import (
    ALL_ONES, OF_MATRICES, ONES_WORDS, column_by_column, function_properties, smoothness, speaks_of_function, tensor_properties,
    unknown_property,
)

P = IntegerPolynomial
REALS = {"\\mathbb{R}", "\\mathbf{R}", "\\R", "\\mathrm{R}", "\\Re"}
SYMMETRIC_MATRICES = {"\\mathbb{S}", "\\mathcal{S}", "\\mathbf{S}"}
WHOLE = {"\\mathbb{N}": 1, "\\mathbb{Z}": None, "\\mathbb{N}_0": 0}
MAPS = ("\\colon", ":", "\\to", "\\mapsto")


def declare(builder: Builder, clauses: list[Clause], given: bool, beside: tuple[Clause, ...] = ()) -> list[Clause]:
    """Read all clauses that declare, define or assume; the clauses that do not.

    With ``given`` every equation is a definition or an assumption, and what they
    mention undeclared is inferred, also from the clauses ``beside``; else only
    memberships, ranges, sizes and words are read, and equations are left.
    """
    clauses, limited = _unconditional(clauses)
    if given:
        clauses = [part for c in clauses for part in _parted(builder, c)]
    for c in clauses:
        _families_of_sizes(builder, c)
    builder.lettered |= lettered(clauses)
    builder.by_columns |= any(column_by_column(c.words) for c in clauses)
    builder.one_variable |= any(one_variable(c.words) for c in clauses)
    clauses = [c for c in clauses if not _each(builder, c, channels.divides)]
    rest = [c for c in clauses if not _each(builder, c, _membership)]
    clauses = [_without_bounds(builder, c) for c in clauses]
    rest = [c for c in rest if not _each(builder, c, _value)]
    for rule in (pooling.declared_alone, extrema.declared):
        rest = [c for c in rest if not _each(builder, c, rule)]
    rest = [c for c in rest if not _each(builder, c, _function_words)]
    rest = [c for c in rest if not _each(builder, c, _rows)]
    rest = [c for c in rest if not (given or ":=" in c.operators[:1]) or not _each(builder, c, tabulated)]
    numbers = {c: parts for c in rest if (parts := bounding(c, builder.context))}
    _ranges(builder, [c for c in clauses if c not in numbers])
    rest = [part for c in rest for part in numbers.get(c, [c]) if c in numbers or range_statement(c) is None]
    rest = [c for c in rest if not _each(builder, c, _size)]
    for rule in (convolution.declared, borders.declared):
        rest = [c for c in rest if not _each(builder, c, rule)]
    if given:
        spans.declare_bounded(builder, rest, (*clauses, *beside))
    rest = [c for c in rest if not _each(builder, c, _property)]
    for c in limited:
        builder.drop(c, "it holds under a condition only")
    if not given:
        return rest
    builder.constants |= {name for c in clauses for name in _constant(c)}
    builder.summed = channels.summed_ranges(beside)
    bars = directions.barred(beside)
    rest = [c for c in rest if not directions.implied(c, bars)]
    inference.infer(builder, rest, beside)
    rest = [c for c in rest if not _each(builder, c, _size)]
    rest = definitions.define_all(builder, rest)
    for rule in (_size, _property):
        rest = [c for c in rest if not _each(builder, c, rule)]
    _put_constants(builder)
    for clause in rest:
        _each(builder, clause, _assume, final=True)
    return []


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
        _each(builder, Clause((node.left, node.right), (node.operator,), (), "", node.start, node.end), _assume)
    return replace(c, qualifiers=rest) if bounds else c


CONSTANT = re.compile(r"\b(?:constants?|fixed|do(?:es)? not (?:depend|vary))\b", re.I)


def _constant(c: Clause) -> list[str]:
    """The names that the words of a clause make constant."""
    left = c.members[0]
    names = left.items if isinstance(left, s.Sequence) else (left,)
    return [text for n in names if n is not None and (text := _letter(n)) is not None] if CONSTANT.search(c.words) else []


def _put_constants(builder: Builder) -> None:
    """Depths granted as numbers (L = 2) put in wherever they stand."""
    fixed = fixed_labels(builder.context)
    builder.context = with_constants(builder.context)
    for known in (builder.ranges, builder.stated):
        known.update({name: tuple(p.substitute(fixed) for p in ends) for name, ends in known.items()})


def _unconditional(clauses: list[Clause]) -> tuple[list[Clause], list[Clause]]:
    r"""The clauses that hold for all values, ``s = t, \varepsilon > 0`` as two; and the others."""
    found, limited = [], []
    for c in clauses:
        bounds = bounds_of(c.qualifiers, c.members)
        rest = tuple(q for q in c.qualifiers if q not in bounds)
        found += [Clause((q.left, q.right), (q.operator,), (), "", q.start, q.end) for q in bounds]
        if condition_of(rest) is not None and "\\in" not in c.operators:
            limited.append(c)
        else:
            found.append(replace(c, qualifiers=rest))
    return found, limited


def _each(builder: Builder, clause: Clause, rule, final: bool = False) -> bool:
    """Did the rule take this clause?  What it cannot read is a notice, not a failure."""
    try:
        return rule(builder, clause)
    except (ReadError, Refused) as error:
        builder.drop(clause, str(error))
        return True


# ---------------------------------------------------------------- membership

def _families_of_sizes(builder: Builder, c: Clause) -> None:
    r"""n in ℝ^{n_\ell}: known as a family before ℝ^{n_0} is read, whichever comes first."""
    if "\\in" in c.operators[:1] and isinstance(c.members[1], s.Scripted):
        for node in _extents(c.members[1].sup) if c.members[1].sup is not None else ():
            match node:
                case s.Scripted(base=s.Name(text=name), sub=sub, sup=None) if not isinstance(sub, s.Number):
                    builder.add_integer(IntegerDeclaration(name, "dimension", 1, provenance=builder.provenance))


def _membership(builder: Builder, c: Clause) -> bool:
    if c.members[0] is None or not c.operators:
        return False
    if c.operators[0] in MAPS and c.members[-1] is not None:
        return _mapping(builder, c)
    if c.operators == ("=", "\\in") and isinstance(c.members[0], s.Name) and None not in c.members:
        _member_of(builder, c.members[0], c.members[2], c)
        return False
    if "\\in" not in c.operators[:1] or c.members[1] is None:
        return False
    names = c.members[0].items if isinstance(c.members[0], s.Sequence) else (c.members[0],)
    if any(_application(name) is not None for name in names):
        return False
    for name in names:
        _member_of(builder, name, c.members[1], c)
    return True


def _application(node: s.Node) -> tuple[str, str] | None:
    """(X, t) for X(t)."""
    match node:
        case s.Juxtaposition(items=(s.Name(text=name), s.Group(kind="(", body=s.Name(text=argument)))):
            return name, argument
    return None


def _value(builder: Builder, c: Clause) -> bool:
    r"""X(t) \in \mathbb{R}^{m \times n}: X is a function of one number, if t is a number."""
    names = c.members[0].items if isinstance(c.members[0], s.Sequence) else (c.members[0],)
    found = [_application(name) for name in names]
    where = c.members[1] if len(c.members) == 2 else None
    domain = where.base if isinstance(where, s.Scripted) else where
    if "\\in" not in c.operators[:1] or None in found or not is_name(domain, *REALS):
        return False
    for name, argument in found:
        declared = builder.context.tensor(argument)
        if declared is None or declared.shape or declared.labels or builder.context.tensor(name) is not None:
            raise Refused("undecided", "fragment", "a function of something that is not declared as a number", c)
        builder.add_function(name, smoothness(c.words), function_properties(c.words), _real_shape(builder, where))
    return True


def _member_of(builder: Builder, node: s.Node, where: s.Node, c: Clause) -> None:
    domain = where.base if isinstance(where, s.Scripted) else where
    match domain:
        case s.Name(text=text) if text in REALS:
            _declare_tensor(builder, node, _real_shape(builder, where), c, _sign(where))
        case s.Name(text="R") if not builder.elaborator().scope.declared("R"):
            builder.notice(c, "R is taken to be the real numbers", "given")
            _declare_tensor(builder, node, _real_shape(builder, where), c, _sign(where))
        case s.Name(text=text) if text in SYMMETRIC_MATRICES and isinstance(where, s.Scripted) and where.sup is not None:
            (n,) = _real_shape(builder, where)
            definite = {"nonnegative": "positive semidefinite", "positive": "positive definite"}
            _declare_tensor(builder, node, (n, n), c, frozenset(definite[x] for x in _sign(where)) or frozenset({"symmetric"}))
        case s.Name(text=text) if text in WHOLE and isinstance(node, s.Name):
            least = WHOLE[text]
            builder.add_integer(IntegerDeclaration(node.text, "index", 0, None if least is None else integer(least),
                                                   provenance=builder.provenance))
        case s.Group(kind="\\{", body=s.Sequence() as items) if any(isinstance(x, s.Dots) for x in items.items):
            low, high = items.items[0], items.items[-1]
            if isinstance(node, s.Name):
                builder.ranges[node.text] = (builder.integer_at(low), builder.integer_at(high))
        case s.Group(kind="\\{", body=s.Sequence(items=items)):
            _finite(builder, node, items, _real_shape(builder, where), c)
        case s.Group() if isinstance(node, s.Name) and (found := spans.interval_ends(domain)) is not None:
            properties, relations = spans.bounds_within(node, *found)
            _declare_tensor(builder, node, (), c, properties)
            for left, sign, right in relations:
                builder.add_assumption(assumption(builder, left, sign, right, c))
        case s.Name(text=whole) if isinstance(node, s.Scripted) and node.sub is not None \
                and quantified.is_entry(node.sub, whole, builder.context):
            return
        case _:
            builder.drop(c, "a set that is not known, so its members are not declared")


def _real_shape(builder: Builder, where: s.Node) -> tuple[P, ...]:
    sup = where.sup if isinstance(where, s.Scripted) else None
    return () if sup is None else tuple(builder.dimension(part) for part in _extents(sup))


def _extents(node: s.Node) -> list[s.Node]:
    r"""The factors of ``C \times m/k \times n+1``, each an extent; / belongs to the one before it."""
    match node:
        case s.Infix(operator="/", left=s.Infix(operator="\\times", left=left, right=last), right=below):
            return [*_extents(left), s.Infix(last.start, below.end, "/", last, below)]
        case s.Infix(operator="\\times", left=left, right=right):
            return _extents(left) + _extents(right)
        case s.Group(body=body):
            return _extents(body)
        case s.Additive(terms=terms):
            return _extents_of_sum(node, terms)
    return [node]


def _extents_of_sum(node: s.Node, terms) -> list[s.Node]:
    r"""``m+1 \times n+1``: between extents \times binds more loosely than + does."""
    runs: list[list] = [[]]
    for sign, term in terms:
        first, *others = _extents(term) if isinstance(term, s.Infix) else [term]
        runs[-1].append((sign, first))
        runs += [[("+", other)] for other in others]
    return [run[0][1] if len(run) == 1 and run[0][0] == "+" else s.Additive(node.start, node.end, tuple(run)) for run in runs]


def _sign(where: s.Node) -> frozenset[str]:
    r"""ℝ_+, ℝ_{>0}, ℝ_{\ge 0}: properties that the set grants."""
    sub = where.sub if isinstance(where, s.Scripted) else None
    words = {None: "", "+": "nonnegative", "++": "positive", ">0": "positive"}
    text = getattr(sub, "text", None) or getattr(sub, "operator", None)
    return frozenset({words[text]}) - {""} if text in words else frozenset()


def _finite(builder: Builder, node: s.Node, items, shape, c: Clause) -> None:
    """Y ∈ {-1, 1}, y ∈ {0, 1}^n: numbers of a finite set of rationals."""
    values = [_rational(builder.elaborator().expression(item)) for item in items]
    if None in values:
        raise Refused("undecided", "fragment", "a finite set of something else than numbers", c)
    _declare_tensor(builder, node, shape, c, frozenset({property_of_values(values)}))


def _rational(value) -> Fraction | None:
    match value:
        case Number(q):
            return q
        case Times(Number(a), Number(b)):
            return a * b
    return None


def _declare_tensor(builder: Builder, node: s.Node, shape, c: Clause, properties: frozenset[str]) -> None:
    properties = properties | (tensor_properties(c.words) - (frozenset() if len(shape) == 2 else OF_MATRICES))
    match node:
        case s.Name(text=name):
            if ONES_WORDS.search(c.words):
                properties = frozenset({ALL_ONES})
            made = TensorDeclaration(name, (), shape, properties, builder.provenance)
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=None) if sub is not None:
            if ONES_WORDS.search(c.words) or _is_unit_vector(name, shape):
                return
            _declare_member(builder, name, sub, shape, c, properties)
            return
        case s.Scripted(base=s.Name(text=name), sub=None, sup=None, primes=primes):
            made = TensorDeclaration(name + "'" * primes, (), shape, properties, builder.provenance)
        case s.Scripted(base=s.Name(text=name), sub=None, sup=above, primes=0) if above is not None:
            _declare_raised(builder, name, above, shape, c, properties)
            return
        case _:
            raise Refused("undecided", "fragment", "a declaration of something that is not a symbol", c)
    builder.add_tensor(made, c)


def _is_unit_vector(name: str, shape) -> bool:
    return name in ("e", "\\mathbf{e}", "\\underline{e}", "\\boldsymbol{e}") and len(shape) == 1


def _declare_raised(builder: Builder, name: str, above: s.Node, shape, c: Clause, properties) -> None:
    r"""W^{[1]} ∈ …: one symbol of that name; W^{(l)} and w^l ∈ …, l a letter with a range: a family over l."""
    whole = raised_name(name, above)
    bracketed = isinstance(above, s.Group) and above.kind in ("(", "[")
    if whole is not None:
        builder.add_tensor(TensorDeclaration(whole, (), shape, properties, builder.provenance), c)
    elif bracketed or isinstance(above, s.Name) and _has_range(builder, above.text, c):
        _declare_member(builder, name, above.body if bracketed else above, shape, c, properties)
    else:
        raise Refused("undecided", "fragment", "a declaration of something that is not a symbol", c)


def _has_range(builder: Builder, letter: str, c: Clause) -> bool:
    return letter in builder.ranges or any(name == letter for name, _, _ in ranges_of(c.qualifiers))


def _declare_member(builder, name: str, sub: s.Node, shape, c: Clause, properties) -> None:
    """A_1 ∈ …: one symbol of that name; A_ℓ ∈ …: a family over ℓ."""
    whole = flat_name(name, sub)
    single = isinstance(sub, (s.Number, s.Text, s.Operator)) or isinstance(sub, s.Name) and name in builder.lettered
    if single and whole is not None:
        builder.add_tensor(TensorDeclaration(whole, (), shape, properties, builder.provenance), c)
        return
    known = builder.context.tensor(name)
    if known is not None and not known.labels and not shape and len(index_lists(sub)[-1]) == len(known.shape):
        builder.add_properties(name, properties)
        return
    letters = [part.text for part in index_lists(sub)[-1] if isinstance(part, s.Name)]
    if not letters or len(letters) != len(index_lists(sub)[-1]):
        raise Refused("undecided", "fragment", f"a declaration of {name} at a compound label", c)
    stated = {n: (low, high) for n, low, high in ranges_of(c.qualifiers)}
    labels = []
    for letter in letters:
        if letter in stated:
            low, high = stated[letter]
            labels.append(LabelRange(letter, builder.integer_at(low), builder.integer_at(high)))
        else:
            builder.open_ranges.add(name)
            labels.append(LabelRange(letter, integer(1), integer(1)))
    made = TensorDeclaration(name, tuple(labels), shape, properties, builder.provenance)
    if not builder.add_tensor(made, c):
        builder.open_ranges.discard(name)


def _mapping(builder: Builder, c: Clause) -> bool:
    """σ : ℝ → ℝ, also f, g : ℝ → ℝ; X : ℝ → ℝ^{m×n}, a function of one number with arrays as values; a pooling map."""
    first, target = c.members[0], c.members[-1]
    names = first.items if isinstance(first, s.Sequence) else (first,)
    sources = c.members[1:-1]
    domain = target.base if isinstance(target, s.Scripted) else target
    scalar = all(isinstance(m, s.Name) and m.text in REALS for m in (*sources, domain))
    if all(isinstance(name, s.Name) for name in names) and scalar and sources:
        shape = _real_shape(builder, target)
        for name in names:
            builder.add_function(name.text, smoothness(c.words), function_properties(c.words), shape)
        return True
    if isinstance(first, s.Name) and len(sources) == 1 and pooling.speaks_of_pooling(c.words):
        shapes = (_real_shape(builder, where) for where in (*sources, target))
        builder.formulas[first.text] = pooling.declared_map(builder, first.text, *shapes, c.words, c)
        return True
    if all(isinstance(name, s.Name) for name in names) and len(sources) == 1 and _is_real(sources[0]) and _is_real(target):
        arrays, values = _real_shape(builder, sources[0]), _real_shape(builder, target)
        for name in names:
            builder.add_function(name.text, smoothness(c.words), function_properties(c.words), values, arrays)
        return True
    raise Refused("undecided", "fragment", "a function of something other than a number", c)


def _is_real(where: s.Node) -> bool:
    return is_name(where.base if isinstance(where, s.Scripted) else where, *REALS)


def _function_words(builder: Builder, c: Clause) -> bool:
    """σ nondecreasing, σ differentiable: also declares σ if nothing else does."""
    name = c.members[0]
    if len(c.members) != 1 or not isinstance(name, s.Name) or not speaks_of_function(c.words):
        return False
    if builder.context.tensor(name.text) is not None:
        return False
    builder.add_function(name.text, smoothness(c.words), function_properties(c.words))
    return True


ROWS = re.compile(r"\b(row|column)s?\b.*?\bof\b\s*(?:the matrix\s*)?(.+)$")


def _rows(builder: Builder, c: Clause) -> bool:
    r"""``x_i^\top`` is row i of X: x_i is a family of columns with these entries."""
    match c.members:
        case (s.Scripted(base=s.Name(text=name), sub=s.Name(text=letter)),):
            found = ROWS.search(c.words)
        case _:
            return False
    named = re.findall(r"\\?\w+(?:\{\w+\})?", found.group(2)) if found else []
    matrices = [m for m in named if (d := builder.context.tensor(m)) is not None and len(d.shape) == 2 and not d.labels]
    if len(matrices) > 1:
        matrices = [m for m in matrices if m.lower() == name.lower()]
    if len(matrices) != 1:
        return False
    matrix = builder.context.tensor(matrices[0]).symbol()
    rows, columns = matrix.shape
    i, by_row = integer(letter), found.group(1) == "row"
    label = LabelRange(letter, integer(1), rows if by_row else columns)
    k = "k" if letter != "k" else "j"
    entry = (i, integer(k)) if by_row else (integer(k), i)
    body = Array(((k, columns if by_row else rows),), Entry(matrix, entry))
    if builder.add_tensor(TensorDeclaration(name, (label,), body.shape, provenance=builder.provenance), c):
        builder.add_definition(Definition(name, (label,), body, provenance=builder.provenance))
        builder.notice(c, f"{name}_{letter} is the column of the entries of {found.group(1)} {letter} of {matrices[0]}")
    return True


# ---------------------------------------------------------------- sizes and ranges

def _ranges(builder: Builder, clauses: list[Clause]) -> None:
    """The range of each letter: beside a definition, else from a statement of its own, else beside a declaration."""
    defining = [found for c in clauses if c.operators[:1] == ("=",) for found in ranges_of(c.qualifiers)]
    alone = [found for c in clauses if (found := range_statement(c)) is not None]
    beside = [found for c in clauses for found in ranges_of(c.qualifiers)]
    for name, low, high in [*defining, *alone, *beside]:
        try:
            stated = builder.integer_at(low, name), builder.integer_at(high, name)
        except (ReadError, Refused):
            continue
        builder.ranges.setdefault(name, stated)


def _size(builder: Builder, c: Clause) -> bool:
    """n_L = 1, m = 2 n, L ≥ 2, k ≥ 1 for declared integers."""
    if len(c.members) != 2 or None in c.members:
        return False
    left, right = c.members
    name = left.base.text if isinstance(left, s.Scripted) and is_name(left.base) else getattr(left, "text", "")
    declared = builder.context.integer(name)
    if declared is None:
        return _sizes_compared(builder, c)
    match c.operators[0]:
        case "=":
            symbol = count(left, Scope(builder.context)).lone_symbol()
            value = count(right, Scope(builder.context))
            if symbol is None:
                return False
            builder.add_equal(symbol, value)
        case "\\ge" | ">" | "\\le" | "<" as op:
            _bound(builder, left, op, right)
        case _:
            return False
    return True


def _sizes_compared(builder: Builder, c: Clause) -> bool:
    """s (k - 1) + p ≤ m, a bound that is said of several integers."""
    names = {name for member in c.members for name in names_in(member)}
    if c.operators[0] not in ("\\ge", ">", "\\le", "<") or not names \
            or any(builder.context.integer(name) is None for name in names):
        return False
    try:
        _bound(builder, c.members[0], c.operators[0], c.members[1])
    except (ReadError, Refused):
        return False
    return True


def _bound(builder: Builder, left: s.Node, op: str, right: s.Node) -> None:
    scope = Scope(builder.context)
    a, b = count(left, scope), count(right, scope)
    difference = {"\\ge": a - b, ">": a - b - 1, "\\le": b - a, "<": b - a - 1}[op]
    builder.add_fact(difference)
    name, constant = a.lone_symbol(), b.constant()
    if name is not None and not name.labels and constant is not None and op in ("\\ge", ">"):
        builder.bound_integer(name.name, integer(constant + (op == ">")), None)


# ---------------------------------------------------------------- properties and assumptions

COMPARED = {(">", "0"): "positive", ("\\ge", "0"): "nonnegative", ("<", "0"): "negative",
            ("\\le", "0"): "nonpositive", ("\\neq", "0"): "nonzero"}
DEFINITE = {"\\succ": "positive definite", "\\succeq": "positive semidefinite"}


def _property(builder: Builder, c: Clause) -> bool:
    """A invertible; ε > 0; x ≠ 0."""
    left = c.members[0]
    names = left.items if isinstance(left, s.Sequence) else (left,)
    texts = [_letter(n) for n in names]
    if not all(text is not None and builder.context.tensor(text) is not None for text in texts):
        return False
    if len(c.members) == 1:
        found = tensor_properties(c.words)
    elif len(c.members) == 2 and c.operators[0] in DEFINITE and getattr(c.members[1], "text", None) == "0":
        found = {DEFINITE[c.operators[0]]}
    elif len(c.members) == 2 and isinstance(c.members[1], s.Number):
        found = {COMPARED[c.operators[0], c.members[1].text]} \
            if (c.operators[0], c.members[1].text) in COMPARED else set()
    else:
        return False
    for text in texts:
        builder.add_properties(text, frozenset(found))
    if len(c.members) == 1 and (word := unknown_property(c.words)) is not None:
        builder.drop(c, f"what “{word}” says of {', '.join(texts)}")
    return bool(found) or len(c.members) == 1


def _letter(node: s.Node) -> str | None:
    """The name that a letter with or without primes stands for."""
    match node:
        case s.Name(text=text):
            return text
        case s.Scripted(base=s.Name(text=text), sub=None, sup=None, primes=primes):
            return text + "'" * primes
    return None


SIGNS = {"=": ("=", False), "\\le": ("<=", False), "<": ("<", False), "\\ge": ("<=", True), ">": ("<", True),
         "\\neq": ("!=", False), "\\equiv": ("=", False)}


HARMLESS = frozenset({"invertible", "nonzero", "constant"})
"""What an expression may be said to be without more: where it is divided by, it is so anyway."""


SAYING = re.compile(r"\b(?:is|are|be|has|have|satisf\w*|constant|fixed|known|bounded|independent|such that|means)\b", re.I)
"""Words that say something of an expression, and do not just lead up to it."""


def _assume(builder: Builder, c: Clause) -> bool:
    """Each relation of the clause between two readable members becomes an assumption."""
    if len(c.members) == 1:
        restricting = tensor_properties(c.words) - HARMLESS
        if restricting:
            builder.drop(c, f"an expression that is {', '.join(sorted(restricting))}")
        elif SAYING.search(c.words):
            builder.notice(c, "these words about an expression are not used", "given")
        return True
    run = None if None in c.members else ascending(builder, c.members, c.operators, c)
    if run is not None:
        builder.add_assumption(run)
        return True
    for k, op in enumerate(c.operators):
        left, right = c.members[k], c.members[k + 1]
        if left is None or right is None or op not in SIGNS:
            builder.drop(c, f"the relation {op}")
            continue
        layouts = layouts_of(builder, left, right) if op in ("=", "\\equiv") else None
        if layouts is not None:
            builder.layouts = layouts
            builder.notice(c, f"a convention: the layout is {' or '.join(layouts)}", "layout")
            continue
        made = assumption(builder, left, op, right, c)
        if not _says_values(builder, made):
            builder.add_assumption(made)
    return True


def _says_values(builder: Builder, a: Assumption) -> bool:
    """y² = 1 and y² = y for a declared number y: it is one of two numbers, which is a property."""
    match a.left, a.relation, a.right:
        case Power(Symbol(name, (), ()), 2), "=", Number(square) if square > 0 and (root := _root(square)) is not None:
            values = (-root, root)
        case Power(Symbol(name, (), ()) as y, 2), "=", other if other == y:
            values = (0, 1)
        case _:
            return False
    declared = builder.context.tensor(name)
    if declared is None or declared.properties or builder.context.definitions_of(name):
        return False
    builder.add_properties(name, frozenset({property_of_values(values)}))
    return bool(builder.context.tensor(name).properties)


def _root(square: Fraction) -> Fraction | None:
    root = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    return root if root * root == square else None


def ascending(builder: Builder, members: tuple, operators: tuple[str, ...], place) -> Assumption | None:
    """``x_1 \\le x_2 \\le \\dots \\le x_n``: x_i ≤ x_{i+1} for i = 1, …, n - 1; None if it is no such run.  Raises Refused."""
    dots = [k for k, m in enumerate(members) if isinstance(m, s.Dots)]
    if len(dots) != 1 or not 0 < dots[0] < len(members) - 1 or len(set(operators)) != 1 or operators[0] not in SIGNS:
        return None
    e = builder.elaborator()
    entries = [e.shapes.settle(e.expression(m)) for m in members if not isinstance(m, s.Dots)]
    if not all(isinstance(x, Entry) and len(x.indices) == 1 and x.arg == entries[0].arg for x in entries):
        raise Refused("undecided", "fragment", "a run of relations of something other than the entries of a vector", place)
    at = [x.indices[0] for x in entries]
    if any(q - p != 1 for p, q in zip(at[:dots[0]], at[1:dots[0]])) or any(q - p != 1 for p, q in zip(at[dots[0]:], at[dots[0] + 1:])):
        raise Refused("undecided", "fragment", "a run of relations whose entries do not follow one another", place)
    name = e.scope.fresh("i")
    first, second = (Entry(entries[0].arg, (at[0] + integer(name) - 1 + k,)) for k in (0, 1))
    relation, swapped = SIGNS[operators[0]]
    left, right = (second, first) if swapped else (first, second)
    return Assumption(left, relation, right, ((name, at[-1] - at[0]),), builder.provenance)


def assumption(builder: Builder, left: s.Node, op: str, right: s.Node, place) -> Assumption:
    e = builder.elaborator()
    pair = e.shapes.meet(e.expression(left), e.expression(right))
    if pair is None:
        raise Refused("undecided", "shape", "the sides of this assumption do not fit", place)
    a, b = (e.shapes.settle(x) for x in pair)
    relation, swapped = SIGNS[op]
    free = tuple((f.name, f.upper) for f in e.scope.free.values() if f.upper is not None)
    return Assumption(b if swapped else a, relation, a if swapped else b, free, builder.provenance)
