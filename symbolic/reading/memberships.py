r"""Symbols declared by membership: ``A_\ell \in \mathbb{R}^{n_\ell \times n_{\ell-1}}``, ``k \in \{1, \dots, n\}``, ``y \in \{-1, 1\}``."""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.context import Assumption, IntegerDeclaration, LabelRange, TensorDeclaration
from symbolic.language.expressions import Determinant, Number, Times
from symbolic.language.functions import property_of_values
from symbolic.language.integers import integer
from symbolic.reading import quantified, spans, syntax as s
from symbolic.reading.assumptions import assumption
from symbolic.reading.builder import Builder
from symbolic.reading.clauses import Clause, ranges_of
from symbolic.reading.listed_families import declare_list, is_list
from symbolic.reading.mappings import application, mapping
from symbolic.reading.matrix_sets import matrix_set
from symbolic.reading.refusal import Refused
from symbolic.reading.scope import flat_name, index_lists, raised_name
from symbolic.reading.sets import REALS, extents, real_shape, sign_of
from symbolic.reading.words import ALL_ONES, OF_MATRICES, ONES_WORDS, tensor_properties

WHOLE = {"\\mathbb{N}": 1, "\\mathbb{Z}": None, "\\mathbb{N}_0": 0}
MAPS = ("\\colon", ":", "\\to", "\\mapsto")


def families_of_sizes(builder: Builder, c: Clause) -> None:
    r"""n in ℝ^{n_\ell}: known as a family before ℝ^{n_0} is read, whichever comes first."""
    if "\\in" in c.operators[:1] and isinstance(c.members[1], s.Scripted):
        for node in extents(c.members[1].sup) if c.members[1].sup is not None else ():
            match node:
                case s.Scripted(base=s.Name(text=name), sub=sub, sup=None) if not isinstance(sub, s.Number):
                    builder.add_integer(IntegerDeclaration(name, "dimension", 1, provenance=builder.provenance))


def membership(builder: Builder, c: Clause) -> bool:
    if c.members[0] is None or not c.operators:
        return False
    if c.operators[0] in MAPS and c.members[-1] is not None:
        return mapping(builder, c)
    if c.operators == ("=", "\\in") and isinstance(c.members[0], s.Name) and None not in c.members:
        _member_of(builder, c.members[0], c.members[2], c)
        return False
    if "\\in" not in c.operators[:1] or c.members[1] is None:
        return False
    names = (c.members[0],) if is_list(c.members[0]) or not isinstance(c.members[0], s.Sequence) else c.members[0].items
    if any(application(name) is not None for name in names):
        return False
    for name in names:
        _member_of(builder, name, c.members[1], c)
    return True


def _member_of(builder: Builder, node: s.Node, where: s.Node, c: Clause) -> None:
    domain = where.base if isinstance(where, s.Scripted) else where
    found = matrix_set(builder, where, node)
    if found is not None:
        _declare_tensor(builder, node, found.shape, c, found.properties)
        if found.unimodular:
            value = Determinant(builder.elaborator().expression(node))
            builder.add_assumption(Assumption(value, "=", Number(Fraction(1)), (), builder.provenance))
        return
    match domain:
        case s.Name(text=text) if text in REALS:
            _declare_tensor(builder, node, real_shape(builder, where), c, sign_of(where))
        case s.Name(text="R") if not builder.elaborator().scope.declared("R"):
            builder.notice(c, "R is taken to be the real numbers", "given")
            _declare_tensor(builder, node, real_shape(builder, where), c, sign_of(where))
        case s.Name(text=text) if text in WHOLE and isinstance(node, s.Name):
            least = WHOLE[text]
            builder.add_integer(IntegerDeclaration(node.text, "index", 0, None if least is None else integer(least),
                                                   provenance=builder.provenance))
        case s.Group(kind="\\{", body=s.Sequence() as items) if any(isinstance(x, s.Dots) for x in items.items):
            low, high = items.items[0], items.items[-1]
            if isinstance(node, s.Name):
                builder.ranges[node.text] = (builder.integer_at(low), builder.integer_at(high))
        case s.Group(kind="\\{", body=s.Sequence(items=items)):
            _finite(builder, node, items, real_shape(builder, where), c)
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
        case s.Sequence() if is_list(node):
            declare_list(builder, node, shape, properties, c)
            return
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
