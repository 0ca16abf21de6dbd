r"""What is not declared, inferred from use (rules 2, 3 and 6 of judgement).

Kinds are tried, the most usual first, until all formulas can be read: each
side alone, then across ``=``.  Extents are unknown while that is tried; what
is left of them gets names.  Everything inferred joins the context with
provenance "inferred"; two declared extents are never made equal.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import product

from symbolic.errors import ReadError
from symbolic.language.context import (
    INFINITE, Context, FunctionDeclaration, IntegerDeclaration, LabelRange, TensorDeclaration,
)
from symbolic.language.expressions import Array, Entry, Expression, Sum, Symbol
from symbolic.language.integers import IntegerPolynomial, integer
from symbolic.language.names import family_beside
from symbolic.language.nodes import show_shape
from symbolic.reading.context.builder import Builder
from symbolic.reading.context.directions import barred, declare_directions
from symbolic.reading.context.doubt import CIRCLE
from symbolic.reading.context.kinds import Found, Kind, Subject, entry_letters, found_in
from symbolic.reading.elaboration.clauses import Clause, ranges_of
from symbolic.reading.elaboration.formulas import Formula, Known
from symbolic.reading.elaboration.layout import LAYOUTS
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.shapes import Shapes, has_unknown, is_unknown
from symbolic.reading.elaboration.standard import single_names
from symbolic.reading.elaboration.sums import BROADCAST
from symbolic.reading.elaboration.targets import Target, body_of
from symbolic.reading.elaboration.uses import Uses, letters
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial
MOST_TRIALS, LEAST_TRIALS = 120, 6
MOST_MEMBERS = 3000
"""How many formulas are read at most in one search."""
UNUSUAL = 5
"""What a number that is added to a vector costs, in changes of kind."""
LETTERS = "nmpdqrhk"
RELATIONS = frozenset({"=", "\\equiv", ":=", "=:", "\\le", "\\ge", "<", ">", "\\neq"})


def infer(builder: Builder, clauses: list[Clause], beside: list[Clause] = (), layouts: tuple[str, ...] = LAYOUTS) -> None:
    """Declare what ``clauses`` mention and nothing declares; ``beside`` are clauses that tell more of it."""
    formulas = [*clauses, *beside]
    formulas += barred(formulas)
    read = [_uses(c, formulas) for c in formulas]
    wanted, uses = _together(read[:len(clauses)]), _together(read)
    scope = builder.elaborator().scope
    defined = {target.name for c in formulas if (found := body_of(c)) is not None
               for target in (found[0],) if not scope.declared(target.name) and not _mentions_itself(found)}
    defined |= {body.text for c in clauses if (found := body_of(c)) is not None
                for target, body in (found,) if target.sub and isinstance(body, s.Name)}
    defined |= {name.removesuffix("^2") for name in defined}
    functions = {found[0].name for c in formulas if (found := body_of(c)) is not None and found[0].parameters}
    builder.entries.update(entry_letters(uses, scope, functions | set(builder.formulas) | defined))
    found = found_in(uses, scope, functions | set(builder.formulas), defined | set(builder.entries) | single_names(builder.standard))
    if CIRCLE not in defined:
        _circle(builder, wanted)
    if not (found.subjects or found.functions or found.sizes):
        return
    _sizes(builder, found, uses, wanted)
    _functions(builder, found, formulas, wanted)
    best = _search(builder, found.subjects, _about(found.subjects, formulas), layouts)
    if best is not None:
        builder.shaped |= {subject.name for subject in found.subjects if subject.shaped}
        _declare(builder, best, {name for name in (*wanted.of, *wanted.counts)}, clauses)


def _uses(clause: Clause, formulas: list[Clause]) -> Uses:
    """How the clause uses names; a parameter that means something else in other formulas is the clause's own."""
    uses = Uses()
    uses.read_members(clause.members)
    uses.indices |= {name for name, _, _ in ranges_of(clause.qualifiers)}
    return uses.without(_own_parameters(clause, formulas))


def _together(several: list[Uses]) -> Uses:
    uses = Uses()
    for one in several:
        uses.add(one)
    return uses


def _own_parameters(clause: Clause, formulas: list[Clause]) -> set[str]:
    """Parameters of h(x) = …, if elsewhere only members x^{(k)} or x_k stand, or nothing."""
    found = body_of(clause)
    if found is None or not found[0].parameters:
        return set()
    elsewhere = Uses()
    for other in formulas:
        for member in other.members if other is not clause else ():
            elsewhere.read(member)
    return {p for p in found[0].parameters
            if all(use.sup is not None or use.sub is not None for use in elsewhere.of.get(p, ())) and p in elsewhere.of}


def _mentions_itself(found) -> bool:
    target, body = found
    uses = Uses()
    uses.read(body)
    return target.name in uses.of and not target.sub


def _circle(builder: Builder, wanted: Uses) -> None:
    """π, where it stands without scripts, nothing defines it or differentiates by it: the number, of which proofs use the sign alone."""
    own = builder.context.tensor(family_beside(CIRCLE)) is not None
    of = [use for use in wanted.of.get(CIRCLE, []) if use.sub is None or not own]
    if of and all(use.sub is None and use.sup is None and not {"primed", "variable"} & use.marks for use in of) \
            and not builder.elaborator().scope.declared(CIRCLE):
        made = TensorDeclaration(CIRCLE, (), (), frozenset({"positive", "circle"}), "inferred")
        builder.context = builder.context.with_(tensors=builder.context.tensors + (made,))


def _sizes(builder: Builder, found: Found, uses: Uses, wanted: Uses) -> None:
    """Sizes that end sums, and the ranges of letters that all sums over them agree in."""
    for name in found.sizes:
        builder.add_integer(IntegerDeclaration(name, "dimension", 0, provenance="inferred"))
    for letter, ends in uses.ranges.items():
        try:
            values = {(builder.integer_at(low, letter), builder.integer_at(high, letter)) for low, high in ends}
        except (ReadError, Refused):
            continue
        if len(values) == 1 and letter not in builder.ranges:
            builder.ranges[letter] = values.pop()
            builder.suggested.add(letter)


def _functions(builder: Builder, found: Found, formulas: list[Clause], wanted: Uses) -> None:
    """σ is the logistic function where 1 − σ(…) is written, else any smooth function.

    A letter whose primed name is declared, A', is no function for that.
    """
    for name in found.functions:
        if any(builder.context.tensor(name + "'" * primes) for primes in (1, 2, 3)):
            continue
        if name == "\\sigma" and any(_complement(m, name) for c in formulas for m in c.members):
            builder.formulas[name] = Known(name, ("z",), s.Node(0, 0), "sigmoid")
            said = "the logistic function 1/(1 + e^{-z})"
        else:
            made = FunctionDeclaration(name, INFINITE, provenance="inferred")
            builder.context = builder.context.with_(functions=builder.context.functions + (made,))
            said = "a smooth function, applied to each entry"
        builder.notices.append(s.Notice(0, 0, f"{name} is taken to be {said}", "inferred"))


def _complement(node, name: str) -> bool:
    """Does 1 − name(…) stand somewhere in the node?"""
    match node:
        case s.Additive(terms=((_, s.Number(text="1")), ("-", s.Juxtaposition(items=(s.Name(text=text), *_))))) if text == name:
            return True
    return any(_complement(x, name) for x in s.children(node))


# ---------------------------------------------------------------- search

@dataclass
class Trial:
    """One choice of kinds: what could not be read, the extents that were solved, the names that
    stand in a formula that could be read as a whole, and in one that could not; ``fine``: nothing failed."""
    kinds: tuple[Kind, ...]
    tensors: tuple[TensorDeclaration, ...]
    shapes: Shapes
    cost: tuple[int, int, int] = (0, 0, 0)
    contradictions: list[tuple[Clause, Exception]] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    failing: set[str] = field(default_factory=set)
    fine: bool = False


def _search(builder: Builder, subjects: tuple[Subject, ...], formulas: list[Clause], layouts) -> Trial | None:
    """The choice of kinds under which most can be read; of equals the most usual one."""
    members = sum(len(c.members) for c in formulas)
    left = max(LEAST_TRIALS, min(MOST_TRIALS, MOST_MEMBERS // max(members, 1)))

    def tried(way: tuple[int, ...]) -> Trial:
        nonlocal left
        left -= 1
        kinds = tuple(subject.kinds[k] for subject, k in zip(subjects, way))
        trial = _tried(builder, subjects, kinds, formulas, layouts)
        trial.fine = trial.cost == (0, 0, 0)
        trial.cost = (*trial.cost[:2], trial.cost[2] + sum(way))
        return trial

    ways = _few([len(subject.kinds) for subject in subjects], left)
    if ways is None:
        return _climbed(tried, subjects, lambda: left)
    best: Trial | None = None
    for way in ways:
        trial = tried(way)
        best = trial if best is None or trial.cost < best.cost else best
        if trial.fine:
            break
    return best


def _about(subjects: tuple[Subject, ...], formulas: list[Clause]) -> list[Clause]:
    """The formulas that mention the symbols, and those that define what these mention."""
    mentioned = {id(c): {n for m in c.members for n in letters(m)} for c in formulas}
    targets = {id(c): found[0].name for c in formulas if (found := body_of(c)) is not None}
    names = {_letter_of(subject.name) for subject in subjects}
    about = {id(c) for c in formulas if mentioned[id(c)] & names}
    while True:
        names = set().union(*(mentioned[k] for k in about))
        more = {k for k, name in targets.items() if name in names} - about
        if not more:
            return [c for c in formulas if id(c) in about]
        about |= more


def _few(counts: list[int], most: int) -> list[tuple[int, ...]] | None:
    """All choices, the most usual ones first; None if they are many."""
    total = 1
    for count in counts:
        total *= count
    return sorted(product(*map(range, counts)), key=sum) if total <= most else None


def _climbed(tried, subjects: tuple[Subject, ...], left) -> Trial:
    """From the usual choice on, one change after the other among the symbols of formulas that cannot be read."""
    way = (0,) * len(subjects)
    best, moved = tried(way), True
    while moved and not best.fine:
        moved = False
        for i, subject in enumerate(subjects):
            if best.cost[2] == sum(way) and _letter_of(subject.name) not in best.failing:
                continue
            for k in range(len(subject.kinds)):
                if k == way[i] or left() <= 0:
                    continue
                other = (*way[:i], k, *way[i + 1:])
                trial = tried(other)
                if trial.cost < best.cost:
                    best, way, moved = trial, other, True
    return best


def _provisional(builder: Builder, subject: Subject, kind: Kind) -> TensorDeclaration:
    indices, rank = kind
    labels = tuple(LabelRange(letter, *builder.ranges.get(letter, (integer(0 if subject.layered else 1), integer(f"?^{letter}"))))
                   for letter in indices)
    parameters = tuple(integer(letter) for letter in indices) if subject.layered else ()
    shape = tuple(integer(f"?{subject.name}.{axis}", *parameters) for axis in range(rank))
    return TensorDeclaration(subject.name, labels, shape, provenance="inferred")


def _tried(builder: Builder, subjects, kinds, formulas: list[Clause], layouts) -> Trial:
    """Read all formulas with these kinds: each side alone, then across its relations."""
    tensors = tuple(_provisional(builder, subject, kind) for subject, kind in zip(subjects, kinds))
    reading = _Reading(builder, tensors, layouts)
    declare_directions(reading.builder, formulas)
    waiting = [(c, k) for c in formulas for k, member in enumerate(c.members) if member is not None]
    while waiting:
        left = [place for place in waiting if not reading.side(*place)]
        if len(left) == len(waiting):
            break
        waiting = left
    across = [c for c in formulas if not reading.across(c)]
    trial = Trial(kinds, tensors, reading.shapes, (len(waiting), len(across), UNUSUAL * reading.broadcasts))
    failed = [c for c, _ in waiting] + across
    trial.failing = set().union(*(letters(m) for c in failed for m in c.members))
    trial.read = set().union(*(letters(m) for c in formulas if c not in failed for m in c.members))
    trial.contradictions = [(c, reading.reasons[id(c)]) for c in formulas if id(c) in reading.reasons]
    return trial


class _Reading:
    """The formulas read under one choice of kinds, all extents solved together."""

    def __init__(self, builder: Builder, tensors: tuple[TensorDeclaration, ...], layouts):
        self.builder = Builder(builder.context.with_(tensors=builder.context.tensors + tensors), builder.provenance,
                               ranges=dict(builder.ranges), formulas=dict(builder.formulas), windows=builder.windows, by_columns=builder.by_columns, symmetry=builder.symmetry, standard=builder.standard,
                               exponentials=builder.exponentials, pseudo=builder.pseudo, entries=dict(builder.entries), dotted=builder.dotted)
        self.layouts = layouts
        self.shapes = Shapes(self.builder.context, set(), [])
        self.read: dict[tuple[int, int], Expression | None] = {}
        self.reasons: dict[int, Exception] = {}
        self.broadcasts = 0

    def elaborator(self, layout: str):
        e = self.builder.elaborator()
        self.shapes.context, self.shapes.used = self.builder.context, e.scope.used
        return replace(e, shapes=self.shapes, layout=layout)

    def side(self, c: Clause, k: int) -> bool:
        """Read a member alone; the body of a definition gives its symbol a shape."""
        target = self._target(c) if k < 2 else None
        if k == 0 and target is not None:
            self.read[id(c), k] = None
            return True
        if target is not None and target.parameters and not all(map(self._known, target.parameters)):
            self._introduce(target, c, None)
            return True
        used = self.builder.layout_used
        for layout in self.layouts:
            used.clear()
            before = self.shapes._state()
            try:
                value = self._member(c.members[k], layout, c.members)
            except (Refused, ReadError) as reason:
                self.shapes._restore(before)
                self.reasons[id(c)] = reason
                if not used:  # no other layout reads it otherwise
                    return False
                continue
            self.read[id(c), k] = value
            self.reasons.pop(id(c), None)
            if target is not None:
                self._introduce(target, c, value)
            return True
        return False

    def _known(self, name: str) -> bool:
        declared = self.builder.context.tensor(name)
        return declared is not None and not declared.labels

    def _member(self, node: s.Node, layout: str, around: tuple[s.Node | None, ...]) -> Expression:
        e = replace(self.elaborator(layout), around=tuple(m for m in around if m is not None))
        value = self.shapes.settle(e.expression(node))
        self.broadcasts += any(note.startswith(BROADCAST) for note in e.notes)
        _tie(self.shapes, self.builder.context, value, e.scope.free)
        return self.shapes.settle(value)

    def _target(self, c: Clause) -> Target | None:
        found = body_of(c)
        if found is None or self.builder.elaborator().scope.declared(found[0].name) or _mentions_itself(found) \
                or self.builder.context.tensor(found[0].squared()) is not None \
                or c.operators[0] == "=:":
            return None
        return found[0]

    def _introduce(self, target: Target, c: Clause, body: Expression | None) -> None:
        """The new symbol for the rest of the formulas; a family by its number of indices."""
        if target.parameters:
            self.builder.formulas[target.name] = Formula(target.name, target.parameters, c.members[1])
            return
        target = target.of_channel()
        name, labels = target.name, ()
        if len(target.sub) == 1 and isinstance(target.sub[0], s.Number):
            name = target.flat() or target.name
        elif target.sub:
            labels = tuple(LabelRange(p.text, integer(1), integer(1)) for p in target.sub if isinstance(p, s.Name))
        if labels and not body.shape and len(labels) <= 2:
            self._add(TensorDeclaration(name, (), tuple(self.shapes.unknown() for _ in labels), provenance="inferred"))
        else:
            self._add(TensorDeclaration(name, labels, body.shape, provenance="inferred"))
            if name.endswith("^2") and not self._known(name.removesuffix("^2")):
                self._add(TensorDeclaration(name.removesuffix("^2"), labels, body.shape, provenance="inferred"))

    def _add(self, made: TensorDeclaration) -> None:
        self.builder.context = self.builder.context.with_(tensors=self.builder.context.tensors + (made,))

    def across(self, c: Clause) -> bool:
        """Join neighbours; only extents that are unknown become equal to others."""
        for k, operator in enumerate(c.operators):
            left, right = self.read.get((id(c), k)), self.read.get((id(c), k + 1))
            if left is None or right is None or operator not in RELATIONS:
                continue
            before = self.shapes._state()
            if self.shapes.meet(left, right) is None:
                self.shapes._restore(before)
                if self._meet_otherwise(c, k):
                    continue
                self.reasons[id(c)] = Refused("undecided", "shape", "the sides do not fit", c)
                return False
        return True

    def _meet_otherwise(self, c: Clause, k: int) -> bool:
        """Do two neighbours fit in another layout, ∂f/∂x being a column there?"""
        for layout in self.layouts[1:]:
            before, counted = self.shapes._state(), self.broadcasts
            self.builder.layout_used.clear()
            try:
                sides = [self._member(m, layout, c.members) for m in c.members[k:k + 2]]
                if self.shapes.meet(*sides) is not None:
                    return True
            except (Refused, ReadError):
                pass
            self.shapes._restore(before)
            self.broadcasts = counted
            if not self.builder.layout_used:
                return False
        return False


def _tie(shapes: Shapes, context: Context, e: Expression, free: dict) -> None:
    r"""An axis or label whose index runs to m has the extent m, if that is unknown.

    The index may be bound by a Σ from 1, or free: a letter has one range in a formula.
    """
    uppers = {node.index: node.upper for node in e.walk() if isinstance(node, Sum) and node.lower == 1}
    uppers |= {name: extent for node in e.walk() if isinstance(node, Array) for name, extent in node.binders}
    uppers |= {name: f.upper for name, f in free.items() if f.upper is not None}
    for index, extent in _indexed(e, context):
        symbol = index.lone_symbol()
        if symbol is None or symbol.labels:
            continue
        known = uppers.setdefault(symbol.name, extent)
        if has_unknown(shapes.resolve(extent)) or has_unknown(shapes.resolve(known)):
            shapes.unify(extent, known)


def _indexed(e: Expression, context: Context):
    """(index, extent) of every entry and (label, upper end of its range) of every member of a family."""
    for node in e.walk():
        if isinstance(node, Entry):
            yield from zip(node.indices, node.arg.shape)
        elif isinstance(node, Symbol) and node.labels and (declared := context.tensor(node.name)) is not None:
            yield from ((label, r.upper) for label, r in zip(node.labels, declared.labels) if r.upper != r.lower)


# ---------------------------------------------------------------- names for what is found

def _declare(builder: Builder, best: Trial, wanted: set[str], clauses: list[Clause]) -> None:
    """The symbols that the clauses mention, their extents resolved and what is open named."""
    names = _Names(builder, best.shapes, {letter for c in clauses for m in c.members for letter in letters(m)})
    for made in best.tensors:
        letter = made.name if made.name in wanted else _letter_of(made.name)
        if letter not in wanted or letter not in best.read:
            continue
        labels = tuple(LabelRange(r.name, names.settled(r.lower), names.settled(r.upper)) for r in made.labels)
        settled = replace(made, labels=labels, shape=tuple(map(names.settled, made.shape)))
        builder.context = builder.context.with_(tensors=builder.context.tensors + (settled,))
        builder.notices.append(s.Notice(0, 0, f"{settled.name} is taken to be {_said(settled)}", "inferred"))
    for clause, reason in best.contradictions:
        if isinstance(reason, Refused) and reason.code == "shape" and "?" not in str(reason):
            builder.notice(clause, f"whatever the symbols that nobody declares are taken for, this does not fit: {reason}", "inferred")


def _letter_of(flat: str) -> str:
    """The letter of W^{(1)} or x_2."""
    return re.split(r"(?<=.)[_^]", flat, maxsplit=1)[0]


def _said(d: TensorDeclaration) -> str:
    kind = ("a number", "a vector of", "a matrix")[len(d.shape)] if len(d.shape) < 3 else "an array"
    size = "" if not d.shape else f" {show_shape(d.shape)}"
    family = "".join(f", {r.name} = {r.lower}, …, {r.upper}" for r in d.labels)
    return f"{kind}{size}{family}"



class _Names:
    """Names for unknown extents: letters that the document does not use."""

    def __init__(self, builder: Builder, shapes: Shapes, used: set[str]):
        self.builder, self.shapes = builder, shapes
        self.free = [x for x in LETTERS if x not in used and not builder.elaborator().scope.declared(x)]
        self.named: dict[str, str] = {}

    def settled(self, p: P) -> P:
        p = self.shapes.resolve(p)
        mapping = {symbol: integer(self._named(symbol.name, bool(symbol.labels)), *symbol.labels)
                   for symbol in p.symbols() if is_unknown(symbol)}
        return p.substitute(mapping)

    def _named(self, unknown: str, family: bool) -> str:
        if unknown not in self.named:
            name = self.free.pop(0) if self.free else f"n'{len(self.named)}"
            self.named[unknown] = name
            self.builder.add_integer(IntegerDeclaration(name, "dimension", int(family), provenance="inferred"))
        return self.named[unknown]
