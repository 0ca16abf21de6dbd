r"""Definitions: ``y_\ell = \sigma(A_\ell y_{\ell-1} + b_\ell)``, ``y_0 = x``, ``Y_{ij} = …``.

A definition has a lone new symbol, a member of a family or an entry formula on
its left.  Definitions that need each other's shapes are read in whatever order
works.
"""
from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Iterable

from symbolic.errors import ReadError
from symbolic.language.context import INFINITE, Definition, FunctionDeclaration, IntegerDeclaration, TensorDeclaration
from symbolic.language.expressions import Expand, Expression, Power, Symbol
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer
from symbolic.language.nodes import show_shape
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.context.doubt import before_brackets
from symbolic.reading.context.strata import with_strata
from symbolic.reading.declarations.definitions.entry_formulas import define_entries, looks_like_entries
from symbolic.reading.declarations.definitions.members import define_general, define_member, infer_base, provisional
from symbolic.reading.declarations.definitions.own_functions import declare_formula, replace_by_formula
from symbolic.reading.declarations.definitions.chosen import choose_class, choose_unsaid
from symbolic.reading.declarations.definitions.recursion import declare_one
from symbolic.reading.declarations.symbols.channels import define_channels
from symbolic.reading.declarations.symbols.families import settle_ranges
from symbolic.reading.declarations.symbols.named_symbols import PARAMETERS
from symbolic.reading.elaboration.clauses import Clause, ranges_of
from symbolic.reading.elaboration.derivatives.curves import DOTTED
from symbolic.reading.elaboration.derivatives.moving import is_motion
from symbolic.reading.elaboration.formulas import EntryFormula, Formula
from symbolic.reading.elaboration.refusal import Choices, Refused, every_reading, unreadable
from symbolic.reading.elaboration.scope import MARKS_ABOVE, Scope, count, flat_name
from symbolic.reading.elaboration.shapes import has_unknown
from symbolic.reading.elaboration.targets import Target, body_of
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial
LABELS = ("k", "l", "i", "j", "s", "r", "q", "p", *(f"k'{n}" for n in range(1000)))
LOSSES = frozenset({"L", "\\ell", "\\mathcal{L}", "C", "J", "E", "\\mathcal{J}", "\\mathrm{L}"})
"""Letters of what is a number and depends on arrays."""
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
        if not done and not declare_one(builder, waiting, define, provisional) \
                and not any(_function_missing(builder, c, reasons.get(id(c))) for c in waiting) \
                and not any(_number_missing(builder, c, reasons.get(id(c)), waiting) for c in waiting):
            break
    for c in waiting:
        if not infer_base(builder, c):
            _drop(builder, c, str(reasons[id(c)]))
    settle_ranges(builder)
    builder.context = with_strata(builder.context)
    return rest + [replace(c, members=c.members[1:], operators=c.operators[1:])
                   for c in clauses if c not in rest and len(c.members) > 2]


def _drop(builder: Builder, c: Clause, reason: str) -> None:
    """A definition that is not understood: of a symbol that nothing else is said of, it restricts nothing but that symbol."""
    target, body = body_of(c)
    alone = len(c.members) == 2 and not mentions(body, target.name, builder) and not builder.context.definitions_of(target.name)
    builder.drop(replace(c, members=c.members[:1], operators=()) if alone else c, reason)


def _function_missing(builder: Builder, c: Clause, reason) -> bool:
    """Declare the f of L = f(z), where L is a letter of losses and z an array: a smooth function with numbers as values."""
    name, (target, body) = getattr(reason, "name", None), body_of(c)
    match body:
        case s.Juxtaposition(items=(s.Name(text=letter), s.Group(kind="(", body=s.Name() | s.Scripted() as argument))) \
                if letter == name and target.name in LOSSES and not target.sub and not target.parameters:
            pass
        case _:
            return False
    try:
        e = builder.elaborator()
        shape = e.shapes.settle(e.expression(argument)).shape
    except (Refused, ReadError):
        return False
    if not shape or e.scope.free or any(map(has_unknown, shape)):
        return False
    made = FunctionDeclaration(name, INFINITE, provenance="inferred", domain=shape)
    builder.context = builder.context.with_(functions=builder.context.functions + (made,))
    builder.notice(c, f"{name} is taken to be a smooth function with numbers as values", "inferred")
    return True


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
    if any(name == letter for other in waiting for m in other.members for letter, _ in before_brackets(m)):
        return False
    return (name not in COUNTS or _is_among_letters(name, body)) and _try_number(builder, name, body, c)


def _is_among_letters(name: str, body: s.Node) -> bool:
    """Is ``name`` an entry of a matrix whose entries are single small letters, also with a sign, and numbers?"""
    if not isinstance(body, s.Matrix) or len(body.rows) < 2 or len(body.rows[0]) < 2:
        return False
    entries = [cell.terms[0][1] if isinstance(cell, s.Additive) and len(cell.terms) == 1 else cell for row in body.rows for cell in row]
    letters = [x.text for x in entries if isinstance(x, s.Name)]
    return name in letters and all(len(x) == 1 and x.islower() for x in letters) \
        and all(isinstance(x, s.Name | s.Number) for x in entries)


def _counts(node, name: str) -> bool:
    """Is ``name`` the end of a sum or product, or a size, somewhere in ``node``?"""
    match node:
        case s.BigOperator(upper=upper):
            return name in names_in(upper)
    return any(_counts(x, name) for x in s.children(node))


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
        if len(target.sub) == 1 and not isinstance(target.sub[0], s.Number) and target.name not in builder.lettered \
                and _enumerated(builder, target, {n: (a, b) for n, a, b in ranges_of(c.qualifiers)}) is None:
            builder.expected_families.add(target.name)
    _rename_labels(builder)


def _rename_labels(builder: Builder) -> None:
    """A family's label gets another letter where its own stands for one integer: h_k ∈ ℝⁿ beside h_{t+1} = …, with t fixed."""
    for declared in builder.context.tensors:
        letters = {r.name for r in declared.labels}
        for letter in sorted(letters & builder.fixed_letters):
            other = next(x for x in LABELS if x not in letters | builder.fixed_letters and builder.context.integer(x) is None)
            letters.add(other)
            known = builder.context.tensor(declared.name)
            labels = tuple(replace(r, name=other) if r.name == letter else r for r in known.labels)
            shape = tuple(d.substitute({IntegerSymbol(letter): integer(other)}) for d in known.shape)
            builder.replace_tensor(replace(known, labels=labels, shape=shape))


def recursive(clauses: Iterable[Clause]) -> frozenset[str]:
    """The names that the clauses define one label from others, x_{t+1} = f(x_t), or at a label of its own, x_1 = …."""
    found = ((target, body) for c in clauses if (pair := body_of(c)) is not None for target, body in (pair,) if target.sub)
    return frozenset(target.name for target, body in found
                     if not all(isinstance(p, s.Name) for p in target.sub) or target.name in names_in(body))


def _is_definition(builder: Builder, c: Clause) -> bool:
    found = body_of(c)
    if found is None:
        return False
    target, body = found
    moving = DOTTED.match(target.name)
    if moving is not None and builder.context.function(moving[2]) is not None and not builder.elaborator().scope.declared(target.name):
        return False
    if is_motion(builder.context, target.name) or builder.context.integer(target.name) is not None or builder.context.tensor(target.squared()) is not None:
        return False
    return not (builder.context.tensor(target.name) is not None and mentions(body, target.name, builder) and not target.sub)


def define(builder: Builder, c: Clause) -> list[str]:
    """Add what the clause defines; in words, what was added."""
    target, body = body_of(c)
    _not_of_a_matrix(builder, target, c)
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
    if declared is not None and not declared.labels and len(declared.shape) == len(target.sub) and not _of_parameters(target):
        return [define_entries(builder, target, body, c)]
    if _flat(builder, target) or declared is None and not stated and _unvarying(builder, target, body):
        return [_define_symbol(builder, target.flat(), body, c, {})]
    if declared is None and looks_like_entries(builder, target, body):
        return [define_entries(builder, target, body, c)]
    return [define_member(builder, target, body, c, stated)]


def _not_of_a_matrix(builder: Builder, target: Target, c: Clause) -> None:
    """A^* of a declared matrix is its adjoint, A^+ its pseudo-inverse unless ``:=`` says what it is.  Raises Refused."""
    base, _, mark = target.name.rpartition("^")
    declared = builder.context.tensor(base) if mark in MARKS_ABOVE and (mark != "+" or ":=" not in c.operators) else None
    if declared is not None and len(declared.shape) == 2 and builder.context.tensor(target.name) is None:
        raise Refused("undecided", "fragment", f"{target.name} of a matrix {base}", c)


def _define_function(builder: Builder, target: Target, body: s.Node, c: Clause) -> str:
    """σ(z) = body; a parameter declared nowhere is a number."""
    declared = builder.elaborator().scope.function(target.name)
    if declared is not None:
        replace_by_formula(builder, declared, target.parameters, body, c)
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
    return any(_is_scripted(x, name) for x in s.children(node))


def _enumerated(builder: Builder, target: Target, stated) -> tuple[str, range] | None:
    """ℓ = 1, 2, 3 over symbols that are declared one by one (A_1, A_2, A_3); None where its bounds are no integers."""
    letters = [n for part in target.sub for n in names_in(part)]
    if len(target.sub) != 1 or len(letters) != 1 or builder.context.tensor(target.name) is not None:
        return None
    letter = letters[0]
    if letter in stated:
        try:
            low, high = (builder.integer_at(x) for x in stated[letter])
        except (Refused, ReadError):
            return None
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


def _of_parameters(target: Target) -> bool:
    r"""\epsilon_\theta, which is no entry of \epsilon."""
    return isinstance(target.sub[0], s.Name) and target.sub[0].text in PARAMETERS


def _unvarying(builder: Builder, target: Target, body: s.Node) -> bool:
    r"""x_t = \sqrt{a} x_0 + e: the letter stands nowhere but below this x, so that x_t is one symbol, if no x_1 may be meant."""
    if len(target.sub) != 1 or target.above is not None or not isinstance(target.sub[0], s.Name):
        return False
    letter = target.sub[0].text
    numbered = re.compile(re.escape(target.name) + r"_[1-9]\d*")
    return letter not in builder.ranges and builder.context.integer(letter) is None and letter not in builder.standing \
        and not any(numbered.fullmatch(d.name) for d in builder.context.tensors) \
        and all(over == target.name for over, under in builder.below if under == letter)


def _flat(builder: Builder, target: Target) -> bool:
    """x_1 = …, y_0 = x where no family of that name is in sight; Σ_c = … where letters tell symbols apart."""
    if len(target.sub) == 1 and isinstance(target.sub[0], s.Name) and target.name in builder.lettered:
        return True
    return (len(target.sub) == 1 and isinstance(target.sub[0], s.Number)
            and (builder.context.tensor(target.name) is None or builder.context.tensor(target.flat()) is not None)
            and target.name not in builder.expected_families)


def _define_symbol(builder: Builder, name: str, body: s.Node, c: Clause, bound: dict[str, P]) -> str:
    try:
        return _defined_symbol(builder, name, body, c, bound)
    except Refused as reason:
        if getattr(reason, "name", None) is None or not choose_class(builder, reason.name, body, c):
            raise
    return _defined_symbol(builder, name, body, c, bound)


def _defined_symbol(builder: Builder, name: str, body: s.Node, c: Clause, bound: dict[str, P]) -> str:
    declared = builder.context.tensor(name)
    if declared is not None and not declared.labels:
        e, value = _of_declared_shape(builder, declared, body, c, bound)
    else:
        e = builder.elaborator(bound)
        value = e.shapes.settle(e.expression(body))
    if declared is None and _hidden_label(builder, e, value):
        return _define_hidden(builder, name, body, c)
    if not bound and (_choose(builder, e.scope.free) or not value.shape and choose_unsaid(builder, e, body, c)):
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
    return any(mentions(x, name, builder) for x in s.children(node))


def _choose(builder: Builder, free) -> bool:
    r"""Declare c, of which c \in \{1, \dots, K\} is given, as one integer: L = -\log p_c is about that class."""
    chosen = [n for n in free if n in builder.ranges and builder.context.integer(n) is None]
    for n in chosen:
        builder.add_integer(IntegerDeclaration(n, "index", 0, *builder.ranges[n], provenance=builder.provenance))
    return bool(chosen)


def _define_root(builder: Builder, name: str, c: Clause) -> None:
    """With σ² defined, σ is its root."""
    letter = name.replace("^2", "", 1)
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
    return define_general(builder, name, letter, body, c, {n: (a, b) for n, a, b in ranges_of(c.qualifiers)})


def _closed(e, value: Expression, place) -> None:
    """No unknown extent and no free index may be left in a definition."""
    if any(has_unknown(d) for d in value.shape):
        raise unreadable("the size of this is not said", place, expected="a declared size", code="E306")
    if e.scope.free:
        raise Refused("undecided", "undeclared", f"{', '.join(e.scope.free)} is not declared", place)
