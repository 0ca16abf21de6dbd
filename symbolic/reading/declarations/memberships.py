r"""Symbols declared by membership: ``A_\ell \in \mathbb{R}^{n_\ell \times n_{\ell-1}}``, ``k \in \{1, \dots, n\}``, ``y \in \{-1, 1\}``."""
from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from symbolic.language.context import Assumption, IntegerDeclaration, LabelRange, TensorDeclaration
from symbolic.language.expressions import Determinant, Entry, Number, Times
from symbolic.language.functions import property_of_values
from symbolic.language.integers import integer
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.declarations.assumptions.assumptions import SIGNS, assumption
from symbolic.reading.declarations.symbols import named_sizes, number_families, quantified, spans
from symbolic.reading.declarations.symbols.lettered import INDICES
from symbolic.reading.declarations.symbols.listed_families import declare_list, is_list
from symbolic.reading.declarations.symbols.mappings import application, mapping
from symbolic.reading.declarations.symbols.matrix_sets import matrix_set
from symbolic.reading.declarations.symbols.sets import REALS, real_shape, sign_of
from symbolic.reading.elaboration.clauses import Clause, ranges_of
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import counts, MARKS_ABOVE, COUNTING, flat_name, index_lists, raised_name, shifted_name, size_name
from symbolic.reading.elaboration.standard import ONES, ZEROS, declared_standard
from symbolic.reading.elaboration.uses import letters
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.grammar.unparse import to_latex
from symbolic.reading.words.words import ALL_ONES, OF_MATRICES, OF_SQUARES, ONES_WORDS, tensor_properties, unknown_property

WHOLE = {"\\mathbb{N}": 1, "\\mathbb{Z}": None, "\\mathbb{N}_0": 0}
MAPS = ("\\colon", ":", "\\to", "\\mapsto")


def families_of_sizes(builder: Builder, clauses: list[Clause], beside: tuple[Clause, ...]) -> None:
    r"""n in ℝ^{n_\ell}: known as a family before ℝ^{n_0} is read, whichever comes first."""
    builder.size_families |= named_sizes.families(clauses, beside, builder.lettered)
    for name, sub in named_sizes.of_sizes(clauses):
        if name in builder.size_families:
            builder.add_integer(IntegerDeclaration(name, "dimension", 1, provenance=builder.provenance))


def membership(builder: Builder, c: Clause) -> bool:
    if c.members[0] is None or not c.operators:
        return False
    if c.operators in ((":",), ("\\colon",)) and isinstance(c.members[1], s.Infix) and c.members[1].operator == "\\times":
        return sized(builder, replace(c, members=c.members[:1], operators=(), words=f"is ${to_latex(c.members[1])}$ {c.words}"))
    if c.operators[0] in MAPS and c.members[-1] is not None:
        return mapping(builder, c)
    if c.operators == ("=", "\\in") and None not in c.members and _whole(builder, c.members[0], c.members[2]):
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


def chosen(builder: Builder, c: Clause) -> None:
    r"""``z \in \mathbb{R}^K, y \in \{1, \dots, K\}``: one integer, by a letter that numbers nothing that is declared there."""
    for node in c.qualifiers:
        for part in node.items if isinstance(node, s.Sequence) else (node,):
            match part:
                case s.Relation(operator="\\in", left=s.Scripted() as member, right=s.Group(kind="\\{")):
                    builder.drop(replace(c, members=(member.base,), operators=()), "a family of integers")
    for name, low, high in ranges_of(c.qualifiers):
        if not counts(name) and name not in letters(c.members[0]) and builder.context.tensor(name) is None:
            ends = builder.integer_at(low, name), builder.integer_at(high, name)
            builder.add_integer(IntegerDeclaration(name, "index", 0, *ends, provenance=builder.provenance))


def _whole(builder: Builder, node: s.Node, where: s.Node) -> bool:
    """Is this a name, or an array δ^{(l)} of a family, and no entry?"""
    above = isinstance(node, s.Scripted) and isinstance(node.base, s.Name) and node.sub is None and not node.primes \
        and isinstance(node.sup, s.Group) and isinstance(where, s.Scripted) and bool(real_shape(builder, where))
    return isinstance(node, s.Name) or above


SIZED = re.compile(r"\A\W*(?:(?:is|are|be|of (?:size|shape|dimensions?))\s+)+(?:an?\s+)?(?P<before>[\w -]*?)\s*"
                   r"\$(?P<size>[^$]+)\$(?P<rest>.*)\Z", re.S)
ARRAYS = re.compile(r"\W*(?:\Z|(?:real )?(?:matri|vector|array|column|row)|with (?:full|orthonormal)|and\b)", re.I)
NEXT = re.compile(r",\s*\$(?P<name>[^$]+)\$(?=\s+(?:is|are)\b)")


def sized(builder: Builder, c: Clause) -> bool:
    r"""``X \text{ is } n \times k``, ``y \text{ is } n \times 1, …``: a matrix, a vector where there is one column."""
    if len(c.members) != 1 or c.members[0] is None:
        return False
    words, *others = NEXT.split(c.words)
    found = SIZED.match(words)
    shape = None if found is None or not _of_arrays(found["before"], found["rest"]) else _size(builder, found["size"])
    if shape is None:
        return False
    said = f"{found['before']} {found['rest']}"
    names = c.members[0].items if isinstance(c.members[0], s.Sequence) else (c.members[0],)
    for name in names:
        known = builder.context.tensor(name.text) if isinstance(name, s.Name) else None
        _declare_tensor(builder, name, shape, replace(c, words=said), frozenset())
        if known is not None and known.shape == shape:
            builder.add_properties(known.name, tensor_properties(said))
    if (word := unknown_property(said)) is not None:
        builder.hedge(c, names_in(c.members), f"what “{word}” says")
    for name, about in zip(others[::2], others[1::2]):
        if not sized(builder, replace(c, members=(parse_formula(name),), words=about)):
            builder.drop(replace(c, members=(parse_formula(name),)), "these words")
    return True


def _of_arrays(before: str, rest: str) -> bool:
    """Do the words around a size speak of a matrix, and not of a window or a kernel?"""
    return (not before or unknown_property(f"be {before} matrix") is None) and (ARRAYS.match(rest) is not None or bool(tensor_properties(rest)))


def _size(builder: Builder, text: str):
    """(m, n) of ``m \\times n``, (m,) of ``m \\times 1``; None of anything else."""
    match parse_formula(text):
        case s.Infix(operator="\\times", left=rows, right=columns):
            rows, columns = builder.dimension(rows), builder.dimension(columns)
            return (rows,) if columns == 1 else (rows, columns)
    return None


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
                builder.ranges[node.text] = ends = (builder.integer_at(low), builder.integer_at(high))
                if not counts(node.text):
                    builder.add_integer(IntegerDeclaration(node.text, "index", 0, *ends, provenance=builder.provenance))
            elif isinstance(node, s.Scripted):
                builder.drop(replace(c, members=(node.base,), operators=()), "a family of integers")
        case s.Group(kind="\\{", body=s.Sequence(items=items)):
            _finite(builder, node, items, real_shape(builder, where), c)
        case s.Group() if (numbers := _numbers(builder, node, c)) is not None and (found := spans.interval_ends(domain)) is not None:
            properties, relations = spans.bounds_within(numbers, *found)
            builder.add_properties(numbers.text, properties)
            for left, sign, right in relations:
                builder.add_assumption(_entry_by_entry(builder, numbers, left, sign, right, c))
        case s.Group() if isinstance(node, s.Name) and (found := spans.interval_ends(domain)) is not None:
            shape = real_shape(builder, where)
            properties, relations = spans.bounds_within(node, *found)
            _declare_tensor(builder, node, shape, c, properties)
            for left, sign, right in relations:
                made = assumption(builder, left, sign, right, c) if not shape else _entry_by_entry(builder, node, left, sign, right, c)
                builder.add_assumption(made)
        case s.Infix(operator="\\setminus", left=whole, right=s.Group(kind="\\{", body=zero)) if _is_zero(zero):
            _member_of(builder, node, whole, c)
            builder.add_properties(node.text if isinstance(node, s.Name) else "", frozenset({"nonzero"}))
        case s.Name(text=whole) if isinstance(node, s.Scripted) and node.sub is not None \
                and quantified.is_entry(node.sub, whole, builder.context):
            return
        case _:
            builder.drop(c, "a set that is not known, so its members are not declared")


def _numbers(builder: Builder, node: s.Node, c: Clause) -> s.Name | None:
    r"""The vector p of ``p_1, \dots, p_N \in (0, 1)`` and of ``p_i \in (0, 1)``, declared if it is new."""
    if is_list(node):
        first = node.items[0]
        if first.sub is not None and not builder.elaborator().scope.declared(first.base.text):
            declare_list(builder, node, (), frozenset(), c)
    elif isinstance(node, s.Scripted):
        first = node
        number_families.declared(builder, c)
    else:
        return None
    made = builder.context.tensor(first.base.text) if isinstance(first.base, s.Name) else None
    return first.base if made is not None and not made.labels and len(made.shape) == 1 else None


def _is_zero(node: s.Node) -> bool:
    return isinstance(node, s.Number) and node.text == "0" or isinstance(node, s.Name) and node.text in ZEROS


def _entry_by_entry(builder: Builder, node: s.Name, left: s.Node, sign: str, right: s.Node, c: Clause) -> Assumption:
    r"""p \in (0, 1)^n: every entry lies between the bounds, which are numbers."""
    symbol = builder.context.tensor(node.text).symbol()
    free = tuple((builder.elaborator().scope.fresh(letter), extent) for letter, extent in zip("ijkl", symbol.shape))
    entry = Entry(symbol, tuple(integer(name) for name, _ in free))
    bound = builder.elaborator().expression(right if left is node else left)
    if bound.shape:
        raise Refused("undecided", "fragment", "an interval whose ends are no numbers", c)
    relation, swapped = SIGNS[sign]
    sides = (entry, bound) if (left is node) != swapped else (bound, entry)
    return Assumption(sides[0], relation, sides[1], free, builder.provenance)


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
    properties = properties | (tensor_properties(c.words) - (frozenset() if len(shape) == 2 else OF_MATRICES)) | possible(c.shared, shape)
    match node:
        case s.Sequence() if is_list(node):
            declare_list(builder, node, shape, properties, c)
            return
        case s.Name(text=name) if declared_standard(builder, name, None, shape, c):
            return
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=None, primes=0) if sub is not None \
                and declared_standard(builder, name, sub, shape, c):
            return
        case s.Name(text=name):
            if ONES_WORDS.search(c.words) or name in ONES and shape:
                properties = frozenset({ALL_ONES})
            made = TensorDeclaration(name, (), shape, properties, builder.provenance)
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=None) if sub is not None:
            if ONES_WORDS.search(c.words) or name in ONES and shape or _is_unit_vector(name, shape):
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
    doubt(builder, made.name, c)


def possible(words: str, shape) -> frozenset[str]:
    """What words behind a list say of one of its arrays: only what an array of its shape can be."""
    square = len(shape) == 2 and shape[0] == shape[1]
    return tensor_properties(words) - (frozenset() if square else OF_SQUARES if len(shape) == 2 else OF_MATRICES)


def doubt(builder: Builder, name: str, c: Clause) -> None:
    """Note the properties that the words behind a list perhaps say of this one too."""
    made = builder.context.tensor(name)
    perhaps = possible(c.perhaps, made.shape) - made.properties - {"constant"}
    if perhaps:
        builder.doubtful[name] = builder.doubtful.get(name, frozenset()) | perhaps
        builder.notice(c, f"whether {name} is {', '.join(sorted(perhaps))} is not clear, so both are tried", "given")


def _is_unit_vector(name: str, shape) -> bool:
    return name in ("e", "\\mathbf{e}", "\\underline{e}", "\\boldsymbol{e}") and len(shape) == 1


def _declare_raised(builder: Builder, name: str, above: s.Node, shape, c: Clause, properties) -> None:
    r"""W^{[1]} ∈ …: one symbol of that name; W^{(l)} and w^l ∈ …, l a letter with a range: a family over l."""
    whole = raised_name(name, above)
    bracketed = isinstance(above, s.Group) and above.kind in ("(", "[")
    base = builder.context.tensor(name)
    if base is not None and whole == f"{name}^+" and len(shape) == 2 and tuple(base.shape) == tuple(shape[::-1]):
        builder.notice(c, f"{whole} has the shape of the pseudo-inverse of {name}, and is read as that", "given")
    elif whole is not None:
        builder.add_tensor(TensorDeclaration(whole, (), shape, properties, builder.provenance), c)
    elif bracketed or isinstance(above, s.Name) and (_has_range(builder, above.text, c) or shape and _labels(builder, name, above.text)):
        _declare_member(builder, name, above.body if bracketed else above, shape, c, properties)
    else:
        raise Refused("undecided", "fragment", "a declaration of something that is not a symbol", c)


def _has_range(builder: Builder, letter: str, c: Clause) -> bool:
    return letter in builder.ranges or any(name == letter for name, _, _ in ranges_of(c.qualifiers))


def _labels(builder: Builder, name: str, letter: str) -> bool:
    """Can x^k be a member of a family of arrays: k counts, and x and k are nothing else?"""
    scope = builder.elaborator().scope
    return letter in COUNTING and not scope.declared(name) and not scope.declared(letter)


def _declare_member(builder, name: str, sub: s.Node, shape, c: Clause, properties) -> None:
    """A_1 ∈ …: one symbol of that name; A_ℓ ∈ …: a family over ℓ."""
    whole = flat_name(name, sub) or shifted_name(name, sub)
    if isinstance(sub, s.Juxtaposition) and _spells(builder, sub, shape, c):
        whole = size_name(name, sub)
    single = isinstance(sub, (s.Number, s.Text, s.Operator)) or isinstance(sub, s.Name) and sub.text in MARKS_ABOVE \
        or isinstance(sub, (s.Name, s.Additive)) and name in builder.lettered or isinstance(sub, s.Juxtaposition)
    if single and whole is not None:
        builder.add_tensor(TensorDeclaration(whole, (), shape, properties, builder.provenance), c)
        doubt(builder, whole, c)
        return
    known = builder.context.tensor(name)
    if known is not None and not known.labels and not shape and len(index_lists(sub)[-1]) == len(known.shape):
        builder.add_properties(name, properties)
        return
    letters = [part.text for part in index_lists(sub)[-1] if isinstance(part, s.Name)]
    if not letters or len(letters) != len(index_lists(sub)[-1]):
        builder.half_declared.add(name)
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
    doubt(builder, name, c)


def _spells(builder: Builder, sub: s.Juxtaposition, shape, c: Clause) -> bool:
    r"""Do the letters below tell arrays apart, K_{mn} \in \mathbb{R}^{m \times n} by its sizes, K_{uf}, and number none?"""
    below = letters(sub)
    sizes = {name for extent in shape for name in extent.names()}
    return len(shape) == 2 and not any(_has_range(builder, x, c) for x in below) and (below <= sizes or not below & INDICES)
