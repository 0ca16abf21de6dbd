r"""Definitions: ``y_\ell = \sigma(A_\ell y_{\ell-1} + b_\ell)``, ``y_0 = x``, ``Y_{ij} = …``.

A definition has a lone new symbol, a member of a family or an entry formula on
its left.  The shape of a family is inferred from its clauses: with the extent
of y_k unknown as ``?y_{k}``, the body's shape says what it is.  Definitions
that need each other's shapes are read in whatever order works; a letter of a
label without a stated range takes the range of the letter, or the range in
which everything in the body exists.
"""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from symbolic.errors import ReadError
from symbolic.language.context import Definition, IntegerDeclaration, LabelRange, TensorDeclaration
from symbolic.language.expressions import Array, Expand, Expression, Power, Symbol, show_shape
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer
from symbolic.reading import syntax as s
from symbolic.reading.builder import Builder, names_in
from symbolic.reading.channels import define_channels
from symbolic.reading.clauses import Clause, ranges_of
from symbolic.reading.elaborate import Elaborator
from symbolic.reading.families import settle_ranges
from symbolic.reading.formulas import EntryFormula, Formula
from symbolic.reading.own_functions import declare_formula
from symbolic.reading.recursion import declare_one
from symbolic.reading.refusal import Choices, Refused, every_reading, unreadable
from symbolic.reading.scope import Scope, count, flat_name
from symbolic.reading.shapes import has_unknown
from symbolic.reading.strata import with_strata
from symbolic.reading.targets import Target, body_of

P = IntegerPolynomial
COUNTS = frozenset("ijklmnpqrsdhNMKTCBHD")
"""Letters that count: one of them undeclared is no number with a fraction."""


def define_all(builder: Builder, clauses: list[Clause]) -> list[Clause]:
    """Read every definition among the clauses; the clauses that are none."""
    clauses = define_channels(builder, clauses)
    waiting = sorted((c for c in clauses if _is_definition(builder, c)), key=lambda c: not _is_general(builder, c))
    look_ahead(builder, waiting)
    rest = [c for c in clauses if c not in waiting]
    reasons: dict[int, Exception] = {}
    while waiting:
        done = []
        for c in waiting:
            before = builder.context
            try:
                define(builder, c)
                done.append(c)
            except (Refused, ReadError) as reason:
                builder.context, reasons[id(c)] = before, reason
        waiting = [c for c in waiting if c not in done]
        if not done and not declare_one(builder, waiting, define, _provisional) \
                and not any(_number_missing(builder, c, reasons.get(id(c)), waiting) for c in waiting):
            break
    for c in waiting:
        if not _infer_base(builder, c):
            builder.drop(c, str(reasons[id(c)]))
    settle_ranges(builder)
    builder.context = with_strata(builder.context)
    return rest + [replace(c, members=c.members[1:], operators=c.operators[1:])
                   for c in clauses if c not in rest and len(c.members) > 2]


def _number_missing(builder: Builder, c: Clause, reason, waiting: list[Clause]) -> bool:
    """Declare what this definition lacks as a number (s = 1/t, t = 1 + e^{-x}), if it is a bare small letter."""
    name = getattr(reason, "name", None)
    target, body = body_of(c)
    bare = name is not None and (name.startswith("\\") or name.islower()) and "{" not in name and "'" not in name
    if not bare or target.sub or any(body_of(other)[0].name == name for other in waiting) \
            or any(_is_scripted(m, name) for other in waiting for m in other.members):
        return False
    if any(_counts(m, name) for other in waiting for m in other.members):
        builder.add_integer(IntegerDeclaration(name, "dimension", 0, provenance="inferred"))
        builder.notice(c, f"{name} is taken to be a dimension, as it ends a sum", "inferred")
        return True
    return name not in COUNTS and _try_number(builder, name, body, c)


def _counts(node, name: str) -> bool:
    """Is ``name`` the end of a sum or product, or a size, somewhere in ``node``?"""
    match node:
        case s.BigOperator(upper=upper):
            return name in names_in(upper)
        case tuple():
            return any(_counts(x, name) for x in node)
        case s.Node():
            return any(_counts(v, name) for v in vars(node).values())
    return False


def _is_general(builder: Builder, c: Clause) -> bool:
    """A clause for a range of labels, which says more about its family than one at a label."""
    parts = body_of(c)[0].sub
    return any(isinstance(p, s.Name) and builder.context.integer(p.text) is None for p in parts)


def look_ahead(builder: Builder, clauses: list[Clause]) -> None:
    """Which names are families and which letters fixed integers, from all left sides.

    A letter that stands shifted on a left side (h_{t-1} = …) and has no range
    is a fixed integer.
    """
    builder.targets |= {body_of(c)[0].name for c in clauses}
    for c in clauses:
        target, _ = body_of(c)
        stated = {name for name, _, _ in ranges_of(c.qualifiers)} | set(builder.ranges)
        for part in target.sub:
            if isinstance(part, s.Additive):
                builder.fixed_letters |= set(names_in(part)) - stated
        if len(target.sub) == 1 and not isinstance(target.sub[0], s.Number) \
                and _enumerated(builder, target, {n: (a, b) for n, a, b in ranges_of(c.qualifiers)}) is None:
            builder.expected_families.add(target.name)


def _is_definition(builder: Builder, c: Clause) -> bool:
    found = body_of(c)
    if found is None:
        return False
    target, body = found
    if builder.context.integer(target.name) is not None or builder.context.tensor(target.squared()) is not None:
        return False
    return not (builder.context.tensor(target.name) is not None and mentions(body, target.name, builder) and not target.sub)


def define(builder: Builder, c: Clause) -> list[str]:
    """Add what the clause defines; in words, what was added."""
    target, body = body_of(c)
    target = target if builder.context.tensor(target.name) else target.of_channel()
    if target.parameters:
        return [_define_function(builder, target, body, c)]
    stated = {name: (low, high) for name, low, high in ranges_of(c.qualifiers)}
    enumerated = _enumerated(builder, target, stated)
    if enumerated is not None:
        letter, values = enumerated
        return [_define_flat(builder, target, body, c, letter, v) for v in values]
    declared = builder.context.tensor(target.name)
    if not target.sub:
        return [_define_symbol(builder, target.name, body, c, {})]
    if declared is not None and not declared.labels and len(declared.shape) == len(target.sub):
        return [_define_entries(builder, target, body, c)]
    if _flat(builder, target):
        return [_define_symbol(builder, target.flat(), body, c, {})]
    if declared is None and _looks_like_entries(builder, target, body):
        return [_define_entries(builder, target, body, c)]
    return [_define_member(builder, target, body, c, stated)]


def _define_function(builder: Builder, target: Target, body: s.Node, c: Clause) -> str:
    """σ(z) = body; a parameter declared nowhere is a number."""
    if builder.elaborator().scope.function(target.name) is not None:
        raise Refused("undecided", "fragment", f"a formula for {target.name}, which is declared already", c)
    for name in target.parameters:
        if name not in builder.targets and not builder.elaborator().scope.declared(name):
            _try_number(builder, name, body, c)
    if target.sub:
        builder.formulas[target.name] = EntryFormula(target.name, target.parameters, body, _extents(builder, target, body, c))
    else:
        builder.formulas[target.name] = Formula(target.name, target.parameters, body)
        if len(target.parameters) == 1:
            declare_formula(builder, target.name, target.parameters[0], body)
    return f"{target.name}({', '.join(target.parameters)})"


def _extents(builder: Builder, target: Target, body: s.Node, c: Clause) -> tuple[tuple[str, P], ...]:
    """The indices of ρ(X)_{ij} with their extents: as the clause says, else those of the axes that they index."""
    e = builder.elaborator()
    for name, low, high in ranges_of(c.qualifiers):
        e.scope.ranges[name] = (builder.integer_at(low, name), builder.integer_at(high, name))
    e.expression(body)
    letters = [part.text for part in target.sub]
    found = [(e.scope.free.get(n), e.scope.ranges.get(n)) for n in letters]
    ends = [(free.lower, free.upper) if free is not None else ends for free, ends in found]
    if len(set(letters)) < len(letters) or any(x is None or x[1] is None or x[0] != 1 for x in ends):
        raise Refused("undecided", "fragment", f"an entry formula for {target.name} whose indices have no range", c)
    return tuple((letter, e.shapes.resolve(high)) for letter, (_, high) in zip(letters, ends))


def _try_number(builder: Builder, name: str, body: s.Node, c: Clause) -> bool:
    """Declare a name without scripts as a number, if the body can be read so."""
    if name not in names_in(body) or _is_scripted(body, name) or name in builder.context.unread:
        return False
    before = builder.context
    builder.add_tensor(TensorDeclaration(name, (), (), provenance="inferred"), c)
    try:
        builder.elaborator().expression(body)
    except (Refused, ReadError) as reason:
        if getattr(reason, "name", None) in (None, name):
            builder.context = before
            return False
    builder.notice(c, f"{name} is taken to be a number", "inferred")
    return True


def _is_scripted(node, name: str) -> bool:
    """Does ``name`` carry a subscript or a transpose somewhere in ``node``?"""
    match node:
        case s.Scripted(base=s.Name(text=text), sub=sub, sup=sup) if text == name:
            return sub is not None or not isinstance(sup, (s.Number, s.Additive, type(None)))
        case tuple():
            return any(_is_scripted(x, name) for x in node)
        case s.Node():
            return any(_is_scripted(v, name) for v in vars(node).values())
    return False


# ---------------------------------------------------------------- one symbol

def _enumerated(builder: Builder, target: Target, stated) -> tuple[str, range] | None:
    """ℓ = 1, 2, 3 over symbols that are declared one by one (A_1, A_2, A_3)."""
    letters = [n for part in target.sub for n in names_in(part)]
    if len(target.sub) != 1 or len(letters) != 1 or builder.context.tensor(target.name) is not None:
        return None
    letter = letters[0]
    if letter in stated:
        low, high = (builder.integer_at(x) for x in stated[letter])
    elif letter in builder.ranges:
        low, high = builder.ranges[letter]
    else:
        return None
    if low.constant() is None or high.constant() is None or high.constant() - low.constant() > 50:
        return None
    return letter, range(low.constant(), high.constant() + 1)


def _define_flat(builder: Builder, target: Target, body: s.Node, c: Clause, letter: str, value: int) -> str:
    label = count(target.sub[0], Scope(builder.context, bound={letter: integer(value)}))
    return _define_symbol(builder, f"{target.name}_{label}", body, c, {letter: integer(value)})


def _flat(builder: Builder, target: Target) -> bool:
    """x_1 = …, y_0 = x where no family of that name is in sight."""
    return (len(target.sub) == 1 and isinstance(target.sub[0], s.Number)
            and (builder.context.tensor(target.name) is None or builder.context.tensor(target.flat()) is not None)
            and target.name not in builder.expected_families)


def _define_symbol(builder: Builder, name: str, body: s.Node, c: Clause, bound: dict[str, P]) -> str:
    declared = builder.context.tensor(name)
    if declared is not None and not declared.labels:
        e, value = _of_declared_shape(builder, declared, body, c, bound)
    else:
        e = builder.elaborator(bound)
        value = e.shapes.settle(e.expression(body))
    if declared is None and _hidden_label(builder, e, value):
        return _define_hidden(builder, name, body, c)
    if not bound and _choose(builder, e.scope.free):
        return _define_symbol(builder, name, body, c, bound)
    _closed(e, value, c)
    builder.add_tensor(TensorDeclaration(name, (), value.shape, provenance=builder.provenance), c)
    builder.add_definition(Definition(name, (), value, provenance=builder.provenance))
    _define_root(builder, name, c)
    return name


def _of_declared_shape(builder: Builder, declared: TensorDeclaration, body: s.Node, c: Clause, bound: dict[str, P]):
    """The first reading of the body that has the declared shape, and its elaborator."""
    found: list[Expression] = []

    def attempt(choices: Choices):
        e = replace(builder.elaborator(bound), choices=choices)
        value = _with_unit_axes(e, e.shapes.settle(e.expression(body)), declared)
        pair = e.shapes.meet(declared.symbol(), value)
        if pair is None or pair[0] != declared.symbol():
            found.append(value)
            raise Refused("undecided", "shape", f"{declared.name} is {show_shape(declared.shape)}, "
                          f"its definition is {show_shape(found[0].shape)}", c)
        return e, pair[1]

    results = list(every_reading(attempt))
    fitting = next((r for r in results if isinstance(r, tuple)), None)
    if fitting is None:
        raise results[0]
    return fitting


def _with_unit_axes(e, value: Expression, declared: TensorDeclaration) -> Expression:
    """A value without the axes of extent one that are declared: three numbers for 3×1×1."""
    ones = [k for k, d in enumerate(declared.shape) if e.shapes.is_one(d)]
    missing = len(declared.shape) - len(value.shape)
    return Expand(value, tuple(ones)) if value.shape and missing > 0 and missing == len(ones) else value


def mentions(node, name: str, builder: Builder) -> bool:
    """Does the name stand in a formula, otherwise than in a name of its own, as w in w_1?"""
    match node:
        case s.Name(text=text):
            return text == name
        case s.Scripted(base=s.Name(text=text), sub=sub, sup=sup) if sub is not None \
                and builder.context.tensor(flat_name(text, sub) or "") is not None:
            return mentions(sup, name, builder)
        case s.Scripted(base=base, sup=sup):
            return mentions(base, name, builder) or mentions(sup, name, builder)
        case tuple():
            return any(mentions(x, name, builder) for x in node)
        case s.Node():
            return any(mentions(x, name, builder) for x in vars(node).values())
    return False


def _choose(builder: Builder, free) -> bool:
    r"""Declare c, of which c \in \{1, \dots, K\} is given, as one integer: L = -\log p_c is about that class."""
    chosen = [n for n in free if n in builder.ranges and builder.context.integer(n) is None]
    for n in chosen:
        builder.add_integer(IntegerDeclaration(n, "index", 0, *builder.ranges[n], provenance=builder.provenance))
    return bool(chosen)


def _define_root(builder: Builder, name: str, c: Clause) -> None:
    """With σ² defined, σ is its root."""
    letter = name.removesuffix("^2")
    if letter != name and not builder.elaborator().scope.declared(letter):
        square = builder.context.tensor(name)
        builder.add_tensor(TensorDeclaration(letter, (), square.shape, provenance="inferred"), c)
        builder.add_definition(Definition(letter, (), Power(square.symbol(), Fraction(1, 2)), provenance="inferred"))
        builder.notice(c, f"{letter} is taken to be the root of {name}", "inferred")


def _hidden_label(builder: Builder, e, value: Expression) -> bool:
    """Does the body depend on one label that the left side does not show, z = y_k θᵀ x_k?"""
    labels = {label.lone_symbol().name for x in value.walk() if isinstance(x, Symbol) for label in x.labels
              if label.lone_symbol() is not None}
    return len(e.scope.free) == 1 and set(e.scope.free) <= labels


def _define_hidden(builder: Builder, name: str, body: s.Node, c: Clause) -> str:
    """z = y_k θᵀ x_k: a family over k, written without its label wherever k is known."""
    e = builder.elaborator()
    e.expression(body)
    (letter,) = e.scope.free
    builder.notice(c, f"{name} depends on {letter}, which is not shown", "inferred")
    return _define_general(builder, name, letter, body, c, {n: (a, b) for n, a, b in ranges_of(c.qualifiers)})


def _closed(e, value: Expression, place) -> None:
    """No unknown extent and no free index may be left in a definition."""
    if any(has_unknown(d) for d in value.shape):
        raise unreadable("the size of this is not said", place, expected="a declared size", code="E306")
    if e.scope.free:
        raise Refused("undecided", "undeclared", f"{', '.join(e.scope.free)} is not declared", place)


# ---------------------------------------------------------------- entry formulas

def _looks_like_entries(builder: Builder, target: Target, body: s.Node) -> bool:
    """New letters on the left that index things in a body that is a number."""
    if not all(isinstance(p, s.Name) and builder.context.integer(p.text) is None for p in target.sub):
        return False
    try:
        e, _ = _for_entries(builder, body)
        return not e.shapes.settle(e.expression(body)).shape and set(e.scope.free) <= {p.text for p in target.sub} \
            and all(f.upper is not None or f.name in builder.summed for f in e.scope.free.values())
    except (Refused, ReadError):
        return False


def _for_entries(builder: Builder, body: s.Node) -> tuple[Elaborator, set[str]]:
    """An elaborator for an entry formula, and the letters whose ranges the axes in it tell.

    What sums elsewhere suggest of a letter counts where no axis says anything.
    """
    e = builder.elaborator()
    e.scope.ranges = {n: ends for n, ends in e.scope.ranges.items() if n not in builder.suggested}
    try:
        e.expression(body)
    except (Refused, ReadError):
        return builder.elaborator(), set()
    told = {name for name, f in e.scope.free.items() if f.upper is not None}
    e = builder.elaborator()
    e.scope.ranges = {n: ends for n, ends in e.scope.ranges.items() if n not in builder.suggested & told}
    return e, told


def _define_entries(builder: Builder, target: Target, body: s.Node, c: Clause) -> str:
    """Y_{ij} = body: Y is the array of these entries."""
    declared = builder.context.tensor(target.name)
    e, told = _for_entries(builder, body)
    letters = []
    for axis, part in enumerate(target.sub):
        if not isinstance(part, s.Name):
            raise Refused("undecided", "fragment", "an entry formula at fixed or shifted places", c)
        if declared is not None:
            count(part, e.scope, declared.shape[axis])
        elif part.text in builder.summed and part.text not in e.scope.ranges and part.text not in told:
            e.scope.ranges[part.text] = tuple(builder.integer_at(end, part.text) for end in builder.summed[part.text])
        letters.append(part.text)
    for name, low, high in ranges_of(c.qualifiers):
        e.scope.ranges[name] = (builder.integer_at(low, name), builder.integer_at(high, name))
    value = e.shapes.scalar(e.expression(body))
    if value is None or set(e.scope.free) != set(letters) or any(e.scope.free[n].upper is None for n in letters):
        raise Refused("undecided", "fragment", f"an entry formula for {target.name} whose indices have no range", c)
    binders = tuple((n, e.shapes.resolve(e.scope.free[n].upper)) for n in letters)
    made = Array(binders, e.shapes.settle(value))
    builder.add_tensor(TensorDeclaration(target.name, (), made.shape, provenance=builder.provenance), c)
    builder.add_definition(Definition(target.name, (), made, provenance=builder.provenance))
    return target.name


# ---------------------------------------------------------------- members of families

def _define_member(builder: Builder, target: Target, body: s.Node, c: Clause, stated) -> str:
    """y_ℓ = body for ℓ in a range; y_L = body and y_0 = body at one label."""
    if len(target.sub) != 1:
        raise Refused("undecided", "fragment", f"a definition of {target.name} with several labels", c)
    part = target.sub[0]
    letter = part.text if isinstance(part, s.Name) else None
    if letter is not None and builder.context.integer(letter) is None and not _fixed(builder, letter):
        return _define_general(builder, target.name, letter, body, c, stated)
    ranged = [n for n in names_in(part) if n in stated or n in builder.ranges]
    if ranged:
        return _define_shifted(builder, target.name, ranged[0], part, body, c, stated)
    for name in names_in(part):
        builder.add_integer(IntegerDeclaration(name, "label", 0, None if _fixed(builder, name) else integer(1),
                                               provenance=builder.provenance))
    label = count(part, Scope(builder.context))
    family = builder.context.tensor(target.name) or _provisional(builder, target.name, 1)
    if not family.labels:
        raise Refused("undecided", "fragment", f"a definition of a part of {target.name}, which is {show_shape(family.shape)}", c)
    e = builder.elaborator()
    value = e.shapes.settle(e.expression(body))
    return _add_clause(builder, e, family, LabelRange(family.labels[0].name, label, label), value, c)


def _define_shifted(builder: Builder, name: str, letter: str, part: s.Node, body: s.Node, c: Clause, stated) -> str:
    r"""y_{\ell+1} = …, ℓ = 0..L-1: the clause of y_ℓ for ℓ = 1..L."""
    shift = count(part, Scope(builder.context, bound={letter: integer(letter)})) - integer(letter)
    low, high = builder.ranges.get(letter, (None, None))
    if letter in stated:
        low, high = (builder.integer_at(x, letter) for x in stated[letter])
    if letter in shift.names():
        raise Refused("undecided", "fragment", f"a definition of {name} at a compound label", c)
    moved = {letter: (low + shift, high + shift)}
    return _define_general(builder, name, letter, body, c, moved, integer(letter) - shift)


def _fixed(builder: Builder, letter: str) -> bool:
    """A letter that also stands shifted on a left side (h_{t-1} = …) is a fixed integer."""
    return letter in builder.fixed_letters


def _provisional(builder: Builder, name: str, rank: int, letter: str = "k") -> TensorDeclaration:
    """A family whose extents are unknown, ``?name0_{k}``."""
    extents = tuple(integer(f"?{name}{axis}", integer(letter)) for axis in range(rank))
    made = TensorDeclaration(name, (LabelRange(letter, integer(0), integer(0)),), extents, provenance=builder.provenance)
    builder.open_ranges.add(name)
    builder.context = builder.context.with_(tensors=builder.context.tensors + (made,))
    return made


def _define_general(builder: Builder, name: str, letter: str, body: s.Node, c: Clause, stated,
                    value: P | None = None) -> str:
    """A clause for a range of labels; ``value`` is what the letter means in the body."""
    declared = builder.context.tensor(name)
    reason: Exception | None = None
    for rank in ((None,) if declared is not None else (1, 2, 0)):
        before = builder.context
        family = declared or _provisional(builder, name, rank, letter)
        try:
            return _general_clause(builder, family, letter, body, c, stated, value)
        except (Refused, ReadError) as found:
            reason = reason or found
            builder.context = before
    raise reason


def _general_clause(builder: Builder, family: TensorDeclaration, letter: str, body: s.Node, c: Clause, stated,
                    meaning: P | None) -> str:
    e = builder.elaborator({letter: integer(letter) if meaning is None else meaning})
    value = e.shapes.settle(e.expression(body))
    wanted = family.symbol(integer(letter))
    if not e.shapes.same(wanted.shape, value.shape):
        raise Refused("undecided", "shape", f"{family.name}_{letter} is {show_shape(wanted.shape)}, "
                      f"its definition is {show_shape(value.shape)}", c)
    value = e.shapes.settle(value)
    shape = tuple(e.shapes.resolve(d) for d in wanted.shape)
    if any(map(builder.open_extent, shape)):
        raise unreadable(f"the size of {family.name} is not said", c, expected="a declared size", code="E306")
    if e.scope.free:
        raise Refused("undecided", "undeclared", f"{', '.join(e.scope.free)} is not declared", c)
    parameter = IntegerSymbol(letter), integer(family.labels[0].name)
    family = replace(family, shape=tuple(d.substitute({parameter[0]: parameter[1]}) for d in shape))
    builder.replace_tensor(family)
    low, high = _clause_range(builder, letter, value, stated)
    builder.add_definition(Definition(family.name, (LabelRange(letter, low, high),), value, provenance=builder.provenance))
    return f"{family.name}_{{{letter}}}"


def _clause_range(builder: Builder, letter: str, value: Expression, stated) -> tuple[P, P]:
    """Stated with the clause, else the letter's range, else wherever the body exists."""
    if letter in stated:
        low, high = stated[letter]
        return tuple(x if isinstance(x, P) else builder.integer_at(x, letter) for x in (low, high))
    if letter in builder.ranges:
        return builder.ranges[letter]
    settle_ranges(builder)
    bounds = [
        (r.lower - shift, r.upper - shift)
        for x in value.walk() if isinstance(x, Symbol) and (d := builder.context.tensor(x.name)) is not None
        for r, label in zip(d.labels, x.labels)
        if (shift := label - integer(letter)).names().isdisjoint({letter})
    ]
    if not bounds:
        raise Refused("undecided", "undeclared", f"the range of {letter} is not stated", value)
    low, high = bounds[0]
    for a, b in bounds[1:]:
        low = a if ((a - low).constant() or 0) > 0 else low
        high = b if ((high - b).constant() or 0) > 0 else high
    return low, high


def _add_clause(builder: Builder, e, family: TensorDeclaration, where: LabelRange, value: Expression, c: Clause) -> str:
    """A clause at one label, whose value must have the member's shape (n_0 ↦ n if need be)."""
    wanted = family.symbol(where.lower)
    if any(has_unknown(d) for d in wanted.shape):
        family = _settled_family(builder, e, family, where.lower, value, c)
        wanted = family.symbol(where.lower)
    if len(wanted.shape) != len(value.shape):
        pair = e.shapes.meet(wanted, value)
        if pair is None or pair[0] != wanted:
            raise Refused("undecided", "shape", f"{family.name} is {show_shape(wanted.shape)}, "
                          f"this clause is {show_shape(value.shape)}", c)
        value = pair[1]
    for a, b in zip(wanted.shape, value.shape):
        _equate(builder, a, b, c)
    builder.add_definition(Definition(family.name, (where,), value, provenance=builder.provenance))
    return str(family.symbol(where.lower))


def _settled_family(builder: Builder, e, family: TensorDeclaration, label: P, value: Expression, c: Clause):
    """The family's shape from one clause, if its label is symbolic: h_{t-1} = y ∈ ℝ^d."""
    if not e.shapes.same(family.symbol(label).shape, value.shape):
        raise Refused("undecided", "shape", f"the size of {family.name} does not follow", c)
    shape = tuple(e.shapes.resolve(d) for d in family.shape)
    if any(has_unknown(d) for d in shape):
        raise Refused("undecided", "undeclared", f"the size of {family.name} is not known yet", c)
    settled = replace(family, shape=shape)
    builder.replace_tensor(settled)
    return settled


def _equate(builder: Builder, wanted: P, found: P, c: Clause) -> None:
    """Two extents that a definition makes equal: the same, or n_0 = n from now on."""
    if builder.context.same_extent(wanted, found):
        return
    for a, b in ((wanted, found), (found, wanted)):
        symbol = a.lone_symbol()
        if symbol is not None and symbol not in b.symbols():
            builder.add_equal(symbol, b)
            builder.notice(c, f"{a} = {b}, as this definition demands", "inferred")
            return
    raise Refused("undecided", "shape", f"extents {wanted} and {found} do not fit", c)


def _infer_base(builder: Builder, c: Clause) -> bool:
    """y_0 = x with x nowhere declared: x has y_0's shape (provenance inferred)."""
    target, body = body_of(c)
    family = builder.context.tensor(target.name)
    if family is None or len(target.sub) != len(family.labels) or not isinstance(body, s.Name) \
            or builder.elaborator().scope.declared(body.text):
        return False
    try:
        label = count(target.sub[0], Scope(builder.context)) if target.sub else None
    except (Refused, ReadError):
        return False
    symbol = family.symbol(*(() if label is None else (label,)))
    made = TensorDeclaration(body.text, (), symbol.shape, provenance="inferred")
    builder.add_tensor(made, c)
    builder.notice(c, f"{body.text} is taken to be {show_shape(symbol.shape)}, as {symbol} is", "inferred")
    labels = () if label is None else (LabelRange(family.labels[0].name, label, label),)
    builder.add_definition(Definition(family.name, labels, made.symbol(), provenance=builder.provenance))
    return True
