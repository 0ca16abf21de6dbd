r"""Chains: members elaborated under one scope, neighbours joined to obligations.

The free integers of a chain get their ranges where they are first used, from
left to right.  Each step is then elaborated for itself, once for every way of
reading it; the readings that survive scope and shape are kept.
"""
from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace

from symbolic.errors import ReadError
from symbolic.language.binding import bound_names, integer_names, rename_bound
from symbolic.language.context import Context, Obligation, Range
from symbolic.language.expressions import Expression, Identity, Symbol
from symbolic.language.integers import IntegerPolynomial, integer
from symbolic.language.nodes import Shape
from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration import unequal
from symbolic.reading.elaboration.arguments import NARROW, WIDE
from symbolic.reading.elaboration.arrays import convolution
from symbolic.reading.elaboration.derivatives.bars import with_places
from symbolic.reading.elaboration.derivatives.symmetry import convention
from symbolic.reading.elaboration.elaborate import Elaborator
from symbolic.reading.elaboration.existence import with_existence
from symbolic.reading.elaboration.products import ALONE
from symbolic.reading.elaboration.pseudo_inverses import means_pseudo_inverse
from symbolic.reading.elaboration.refusal import (
    MOST_ATTEMPTS, MOST_READINGS, Choices, OutOfRange, Refused, ambiguous, every_reading, misshapen, undeclared,
)
from symbolic.reading.elaboration.scope import Scope, flat_name, lowered
from symbolic.reading.elaboration.shapes import Shapes, has_unknown
from symbolic.reading.elaboration.shown import reached
from symbolic.reading.elaboration.standard import STANDARD, single_names
from symbolic.reading.elaboration.uses import letters
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.tables import CONDITIONED
from symbolic.reading.words.words import column_by_column

P = IntegerPolynomial
COMPARISONS = {"=": "=", CONDITIONED: "=", "\\equiv": "=", "\\neq": "!=",
               "\\le": "<=", "<": "<", "\\ge": ">=", ">": ">", ":=": "=", "=:": "="}
BRACKETS = "say with brackets how far a sum or derivative reaches"


CONFORMING = {ALONE: "∇ takes the function behind it alone", NARROW: "a trace or determinant is of the next factor",
              WIDE: "a trace or determinant is of the whole product"}
"""Lenient readings that count where no other conforms."""


@dataclass(frozen=True)
class Attempt:
    """One reading of a step: its obligation, what was decided, where layout mattered, the kind if it is a lenient one."""
    obligation: Obligation
    notes: tuple[str, ...]
    layout_used: bool
    kind: str = ""


@dataclass
class Outcome:
    """All that came of a step under one layout: readings, or why there is none.

    ``loose`` are the readings of a step refused for an index out of range, not
    asked to stay in range; ``lenient`` those that stand against a refutation only.
    """
    attempts: list[Attempt] = field(default_factory=list)
    refusal: Refused | None = None
    layout_used: bool = False
    loose: list[Attempt] = field(default_factory=list)
    lenient: list[Attempt] = field(default_factory=list)


class Chain:
    """The members of one statement under one layout and its free integers.

    ``unread`` maps a member's position to the error that kept it from being
    read, ``refused`` to why it says nothing that could be judged; ``layout_used``:
    the layout matters to a member.
    """

    def __init__(self, builder: Builder, layout: str, statement: s.Statement, ranges: dict[str, tuple[P, P]]):
        self.builder, self.layout, self.members = builder, layout, list(statement.members)
        self.windows = convolution.said_in(builder, statement.words)
        self.by_columns = builder.by_columns or column_by_column(statement.words)
        self.symmetry = builder.symmetry | convention(statement.words)
        self.operators = [r.operator for r in statement.relations]
        context = builder.context
        used = {d.name for d in context.integers}
        self.scope = Scope(context, used, {}, {}, dict(ranges), builder.entries)
        self.unread: dict[int, ReadError] = {}
        self.refused: dict[int, Refused] = {}
        self.layout_used = False
        self.outcomes: dict[tuple[int, int, str], Outcome] = {}
        if self._first_pass() | self._label_ranges():
            self._first_pass()
            self._label_ranges()

    def _first_pass(self) -> bool:
        """Elaborate every member once, so that free integers are known from left to right.

        Would a second time tell more?  So if something failed, or was settled by a later member.
        """
        settled_later = False
        self.unread, self.refused = {}, {}
        for k, member in enumerate(self.members):
            before = {name: (free.lower, free.upper) for name, free in self.scope.free.items()}
            if member.syntax is None:
                self.unread[k] = member.error or ReadError("this could not be read", member.start, member.end)
                continue
            e = self._elaborator(self.scope, Choices())
            try:
                e.expression(member.syntax)
            except ReadError as error:
                self.unread[k] = error
            except Refused as refusal:
                self.refused[k] = refusal
            self.layout_used |= bool(e.layout_used)
            self._settle_ranges(e)
            settled_later |= any(before[name] != (self.scope.free[name].lower, self.scope.free[name].upper)
                                 for name in before)
        failed = any(self.members[k].syntax is not None for k in self.unread)
        return settled_later or failed or bool(self.refused)

    def _settle_ranges(self, e: Elaborator) -> None:
        """The k of e_k runs as far as e_k is found to be long; where that is not found, a later use says it."""
        for free in self.scope.free.values():
            if free.upper is not None and has_unknown(free.upper):
                upper = e.shapes.resolve(free.upper)
                free.lower, free.upper = (None, None) if has_unknown(upper) else (free.lower, upper)

    def _elaborator(self, scope: Scope, choices: Choices) -> Elaborator:
        notes: list[str] = []
        shapes = Shapes(scope.context, scope.used, notes)
        return Elaborator(scope, shapes, self.layout, choices, notes, self.builder.formulas,
                          moving=frozenset(self.builder.moving), constants=frozenset(self.builder.constants), windows=self.windows,
                          by_columns=self.by_columns, symmetry=self.symmetry, standard=self.builder.standard, dotted=self.builder.dotted,
                          around=tuple(m.syntax for m in self.members if m.syntax is not None), pseudo=self.builder.pseudo,
                          exponentials=self.builder.exponentials)

    # -- labels
    def _label_ranges(self) -> bool:
        """The range of a free label that is not stated: where what it labels is defined; was any found?"""
        settled = False
        for name, free in self.scope.free.items():
            if free.upper is not None:
                continue
            found = self._range_of_label(name)
            if found is not None:
                free.lower, free.upper = found
                settled = True
        return settled

    def _range_of_label(self, name: str) -> tuple[P, P] | None:
        """Where the clauses hold that define what ``name`` labels, and W_{l+1} beside it exists; else
        the range of that letter in what is given; else where everything it labels exists."""
        symbols = []
        for member in self.members:
            if member.syntax is not None:
                try:
                    made = self._elaborator(self._copy(), Choices()).expression(member.syntax)
                except (ReadError, Refused):
                    continue
                symbols += [x for x in made.walk() if isinstance(x, Symbol) and x.labels]
        exact = [x for x in symbols if x.labels[0] == integer(name)]
        other = {"l": "\\ell", "\\ell": "l"}.get(name)
        defined = [r for x in exact for r in shifted(self.builder, x, name, defined=True)]
        existing = [r for x in symbols for r in shifted(self.builder, x, name, defined=False)]
        within = intersection(defined + existing) if defined else None
        if within is not None and ((within[1] - within[0]).constant() or 0) >= 0:
            return within
        return (intersection(defined)
                or self.builder.ranges.get(name) or self.builder.ranges.get(other)
                or intersection([r for x in symbols for r in shifted(self.builder, x, name, defined=True)])
                or intersection(existing))

    def _copy(self) -> Scope:
        return replace(self.scope, used=set(self.scope.used),
                       free={n: replace(f) for n, f in self.scope.free.items()})

    # -- steps
    def outcome(self, i: int, j: int, operator: str) -> Outcome:
        """The readings of member i related to member j, both of them readable."""
        key = i, j, operator
        if key not in self.outcomes:
            self.outcomes[key] = self._outcome(*key)
        return self.outcomes[key]

    def changed(self, sides: dict[int, s.Node]) -> "Chain":
        """The same chain with other syntax at some positions, its free integers and their ranges as they are."""
        chain = copy(self)
        chain.outcomes, chain.unread = {}, {k: error for k, error in self.unread.items() if k not in sides}
        chain.members = [replace(m, syntax=sides[k]) if k in sides else m for k, m in enumerate(self.members)]
        return chain

    def attempts(self, i: int, j: int, operator: str) -> list[Attempt]:
        """All readings of member i related to member j; none if one cannot be read or they do not fit."""
        if i in self.unread or j in self.unread:
            return []
        found, limited = self._read(i, j, operator)
        return [] if limited or len(found.attempts) > MOST_READINGS else found.attempts

    def shape(self, node: s.Node) -> Shape:
        """The shape of what ``node`` stands for here; raises Refused and ReadError."""
        return self._elaborator(self._copy(), Choices()).expression(node).shape

    def undeclared(self, node: s.Node) -> s.Name | None:
        """The first name in ``node`` that means nothing here."""
        return first_undeclared(node, self.scope, self._elaborator(self.scope, Choices()))

    def _outcome(self, i: int, j: int, operator: str) -> Outcome:
        found, limited = self._read(i, j, operator)
        if not found.attempts and isinstance(found.refusal, OutOfRange):
            if self._fits_alone(i, j, operator):
                found.refusal = Refused("undecided", "range", f"{found.refusal.message}, counted from where the chain "
                                        "uses it first", found.refusal)
            else:
                found.loose = self._read(i, j, operator, within=False)[0].attempts
        if len(found.attempts) > MOST_READINGS or limited:
            place = s.Node(self.members[i].start, self.members[j].end)
            return Outcome(refusal=ambiguous(f"more than {MOST_READINGS} readings", place), layout_used=found.layout_used)
        return found

    def _read(self, i: int, j: int, operator: str, within: bool = True) -> tuple[Outcome, bool]:
        """The readings that come of all answers, and whether these were too many to try."""
        used: list[bool] = []
        offered: set[str] = set()

        def attempt(choices: Choices, charity: str = "") -> Attempt:
            e = replace(self._elaborator(self._copy(), choices), within=within, charity=charity)
            try:
                return self._obligation(e, i, j, operator, choices)
            finally:
                offered.update(e.leniencies)
                used.append(bool(e.layout_used))

        found = Outcome()
        for result in every_reading(attempt):
            if isinstance(result, Attempt):
                if result.obligation not in [a.obligation for a in found.attempts]:
                    found.attempts.append(result)
            elif isinstance(result, Refused) and found.refusal is None:
                found.refusal = result
        limited = len(used) == MOST_ATTEMPTS
        found.lenient = self._lenient(attempt, sorted(offered))
        conforming = [a for a in found.lenient if a.kind in CONFORMING]
        if conforming and not found.attempts and found.refusal.code in ("shape", "ambiguous"):
            found.attempts = [replace(a, kind="", notes=(*a.notes, f"{CONFORMING[a.kind]}, as only that conforms")) for a in conforming]
            found.lenient = [a for a in found.lenient if a.kind not in CONFORMING]
        elif found.attempts:
            found.lenient = [a for a in found.lenient if a.kind != WIDE]
        if found.lenient and not found.attempts and found.refusal.verdict == "refuted":
            found.refusal = ambiguous(f"{found.refusal.message}; it has another reading", found.refusal, BRACKETS)
        found.layout_used = any(used)
        return found, limited

    def _lenient(self, attempt, kinds: list[str]) -> list[Attempt]:
        """Readings that a convention excludes, but that an author may have meant."""
        found = []
        for kind in kinds:
            try:
                found.append(replace(attempt(Choices(), kind), kind=kind))
            except (Refused, ReadError):
                continue
        return found

    def _fits_alone(self, i: int, j: int, operator: str) -> bool:
        """Do members i and j have a reading when their indices are not those of the rest of the chain?"""
        scope = replace(self.scope, used=set(self.scope.used),
                        free={n: replace(f) for n, f in self.scope.free.items() if f.kind == "label"})
        choices = Choices()
        try:
            self._obligation(self._elaborator(scope, choices), i, j, operator, choices)
        except (Refused, ReadError):
            return False
        return True

    def _obligation(self, e: Elaborator, i: int, j: int, operator: str, choices: Choices) -> Attempt:
        left, right = self._sides(e, i, j)
        names = integer_names(left) | integer_names(right)
        free = self._free(e.scope, names - bound_names(left) - bound_names(right), i, j)
        used = {r.name for r in free} | {d.name for d in e.scope.context.integers}
        left, right = rename_bound(left, used), rename_bound(right, used)
        context = with_places(e.scope.context, e.placed, (left, right))
        context = with_existence(apart(context, {r.name for r in free}), (left, right), e.notes)
        obligation, same = unequal.identify(Obligation(context, left, COMPARISONS[operator], right, free), self.builder.identified)
        obligation, told = unequal.within(obligation, self.builder.unequal)
        notes = [*choices.words, *e.notes, *same, *told, *(_range_words(r) for r in free)]
        return Attempt(obligation, tuple(dict.fromkeys(notes)), bool(e.layout_used))

    def _sides(self, e: Elaborator, i: int, j: int) -> tuple[Expression, Expression]:
        place = s.Node(self.members[i].start, self.members[j].end)
        try:
            left, right = (e.expression(self.members[k].syntax) for k in (i, j))
            self._sizes_from_chain(e, left, right, i, j)
            pair = e.shapes.meet(left, right)
            if pair is None:
                raise self._mismatch(e, left, right, place)
        except Refused as refusal:
            raise self._unless_undeclared(e, refusal, i, j)
        sides = tuple(e.shapes.settle(x) for x in pair)
        if _unsettled(sides) and (e.shapes.least_multiples() or self._size_of_all(e, sides)):
            sides = tuple(e.shapes.settle(x) for x in sides)
        if _unsettled(sides):
            raise Refused("undecided", "ambiguous", "the size of a matrix here does not follow from anything", place,
                          "write its size as an index: I_n")
        return sides

    def _size_of_all(self, e: Elaborator, sides) -> bool:
        """The size of an identity of which nothing else tells it, det I = 1: the only dimension that is declared."""
        declared = [d.name for d in e.scope.context.integers if d.kind == "dimension" and d.provenance != "inferred"]
        identities = [x for side in sides for x in side.walk() if isinstance(x, Identity) and has_unknown(x.extent)]
        if len(declared) != 1 or not identities or e.scope.context.integer(declared[0]).arity:
            return False
        size = integer(declared[0])
        e.note(f"I has the only size that is declared, {size}")
        return all(e.shapes.unify(x.extent, size) for x in identities)

    def _sizes_from_chain(self, e: Elaborator, left: Expression, right: Expression, i: int, j: int) -> None:
        """The size of a bare I, **1** or 0 from another member that it is set equal to."""
        for side in (left, right):
            for k in self._equal_to(i, j):
                if not any(has_unknown(e.shapes.resolve(d)) for d in side.shape):
                    break
                try:
                    e.shapes.meet(e.expression(self.members[k].syntax), side)
                except (ReadError, Refused):
                    continue
        sides = [e.shapes.settle(side) for side in (left, right)]
        if not all(s_.shape for s_ in sides):
            for extent in (d for side in sides for d in side.shape if has_unknown(d)):
                e.shapes.unify(extent, integer(1))

    def _equal_to(self, i: int, j: int) -> list[int]:
        """Other members joined to i and j by equalities all the way, nearest first."""
        first, last = i, j
        while first > 0 and self.operators[first - 1] in ("=", "\\equiv"):
            first -= 1
        while last < len(self.members) - 1 and self.operators[last] in ("=", "\\equiv"):
            last += 1
        inside = [k for k in range(first, last + 1) if k not in (i, j) and k not in self.unread]
        return sorted(inside, key=lambda k: min(abs(k - i), abs(k - j)))

    def _mismatch(self, e: Elaborator, left: Expression, right: Expression, place) -> Refused:
        """Rule 3: both shapes, and the transpose if that is what separates them."""
        a, b = (tuple(e.shapes.resolve(d) for d in x.shape) for x in (e.shapes.settle(left), e.shapes.settle(right)))
        if e.shapes.undetermined(left) or e.shapes.undetermined(right):
            return ambiguous("nothing says what size the identity or the array of ones in this step has", place,
                             "write its size, as in I_n")
        words = f"the left side is {_said(a)}, the right side {_said(b)}"
        bindings = [f"{s_} = {p}" for s_, p in e.scope.context.equal]
        if bindings:
            words += f" (with {', '.join(bindings)})"
        hint = "did you mean the transpose?" if transposed(e, a, b) else ""
        return misshapen(words, place, hint)

    def _unless_undeclared(self, e: Elaborator, refusal: Refused, i: int, j: int) -> Refused:
        """No refutation while something undeclared or inferred stands in the step."""
        if refusal.verdict != "refuted":
            return refusal
        for k in (i, j):
            missing = first_undeclared(self.members[k].syntax, e.scope, e)
            if missing is not None:
                return e.scope.missing(missing.text, missing)
        context = e.scope.context
        inferred = [d.name for d in context.tensors if d.provenance == "inferred"
                    and any(_occurs(self.members[k].syntax, d.name) for k in (i, j))]
        if inferred and self._fits_never(context, refusal, i, j):
            return refusal
        if inferred:
            return Refused("undecided", "shape", f"{refusal.message}; the shape of {', '.join(inferred)} is inferred",
                           refusal, refusal.hint)
        return refusal

    def _fits_never(self, context: Context, refusal: Refused, i: int, j: int) -> bool:
        """Does what does not fit stand within a side, and speak of declared symbols only, also behind their definitions?"""
        parts = [x for k in (i, j) for x in s.walk(self.members[k].syntax)
                 if refusal.start <= x.start and x.end <= refusal.end and x.end > x.start]
        whole = any(refusal.start <= self.members[k].syntax.start and self.members[k].syntax.end <= refusal.end for k in (i, j))
        if whole or not parts:
            return False
        names = {name for x in parts for name in letters(x)}
        names |= {flat for x in parts if isinstance(x, s.Scripted) and isinstance(x.base, s.Name) and (flat := flat_name(x.base.text, x.sub))}
        names = names.union(*(reached(context, name) for name in names))
        found = [d for name in names if (d := context.tensor(name)) is not None]
        return bool(found) and all(d.provenance != "inferred" for d in found) and not any(context.function(name) for name in names)

    def _free(self, scope: Scope, names: set[str], i: int, j: int) -> tuple[Range, ...]:
        """The ranges of the free integers of a step, labels first."""
        chosen = [f for f in scope.free.values() if f.name in names]
        place = s.Node(self.members[i].start, self.members[j].end)
        for f in chosen:
            if f.upper is None:
                raise undeclared(f"the range of {f.name}", place, "say where it runs: \\quad i = 1, \\dots, n")
        ordered = sorted(chosen, key=lambda f: f.kind != "label")
        return tuple(Range(f.name, f.lower, f.upper) for f in ordered)


def apart(context: Context, free: set[str]) -> Context:
    """The context with no definition or assumption that binds one of these names, or one that is free in another."""
    sides = [d.body for d in context.definitions] + [side for a in context.assumptions for side in (a.left, a.right)]
    free = free.union(*(integer_names(side) - bound_names(side) for side in sides))
    used = {d.name for d in context.integers} | free

    def renamed(side: Expression) -> Expression:
        return rename_bound(side, used | integer_names(side)) if bound_names(side) & free else side

    definitions = tuple(replace(d, body=renamed(d.body)) for d in context.definitions)
    assumptions = tuple(replace(a, left=renamed(a.left), right=renamed(a.right)) for a in context.assumptions)
    if definitions == context.definitions and assumptions == context.assumptions:
        return context
    return context.with_(definitions=definitions, assumptions=assumptions)


def _range_words(r: Range) -> str:
    return f"for {r.name} = {r.lower}, …, {r.upper}"


def _said(shape) -> str:
    """A shape in words; an extent that is not known is said as a dot."""
    words = ["·" if has_unknown(d) else str(d) for d in shape]
    return "a number" if not shape else f"a vector of {words[0]}" if len(shape) == 1 else "×".join(words)


def transposed(e: Elaborator, a, b) -> bool:
    """Are the shapes each other's transpose, a vector being a column?"""
    columns = [(x[0], integer(1)) if len(x) == 1 else x for x in (a, b)]
    return len(columns[0]) == len(columns[1]) == 2 and e.shapes.same(columns[0], columns[1][::-1])


def intersection(ranges: list[tuple[P, P]]) -> tuple[P, P] | None:
    """The common part of ranges whose ends differ by constants."""
    if not ranges:
        return None
    low, high = ranges[0]
    for a, b in ranges[1:]:
        low = a if ((a - low).constant() or 0) > 0 else low
        high = b if ((b - high).constant() or 0) < 0 else high
    return low, high


def shifted(builder: Builder, symbol: Symbol, name: str, defined: bool):
    """Ranges that ``symbol`` allows for the integer ``name`` in its first label.

    With ``defined``: of its clauses for a range of labels; else as declared.
    """
    shift = symbol.labels[0] - integer(name)
    if name in shift.names():
        return
    if defined:
        for d in builder.context.definitions_of(symbol.name):
            if d.labels and d.labels[0].lower != d.labels[0].upper:
                yield d.labels[0].lower - shift, d.labels[0].upper - shift
    elif (declared := builder.context.tensor(symbol.name)) is not None:
        yield declared.labels[0].lower - shift, declared.labels[0].upper - shift


def first_undeclared(node, scope: Scope, e: Elaborator) -> s.Name | None:
    """The first name in a factor's place that means nothing here."""
    match node:
        case s.Name(text=text):
            known = scope.declared(text) or scope.known_integer(text) is not None or text in STANDARD \
                or text in single_names(e.standard) or text in e.formulas or text in e.values or text in ("e", "d", "T")
            return None if known or scope.single_family(text) or e.spelling(text) != text else node
        case s.Scripted(sup=s.Juxtaposition()) if lowered(node) is not node:
            return first_undeclared(lowered(node), scope, e)
        case s.Scripted(base=s.Name(text=text), primes=primes) if primes and not scope.declared(text + "'" * primes) \
                and scope.tensor(text) is not None:
            return s.Name(node.start, node.end, text + "'" * primes)
        case s.Scripted(base=base, sup=sup):
            found = first_undeclared(base, scope, e)
            label = isinstance(sup, s.Group) and sup.kind in ("(", "[")
            return found if found is not None or label or e.is_transpose(sup) or means_pseudo_inverse(e, sup) else first_undeclared(sup, scope, e)
        case s.BigOperator() | s.Dots() | s.Text() | s.Relation() | None:
            return None
        case s.Annotated(body=body):
            return first_undeclared(body, scope, e)
        case tuple():
            return next((f for x in node if (f := first_undeclared(x, scope, e)) is not None), None)
        case s.Node():
            return first_undeclared(tuple(vars(node).values()), scope, e)
    return None


def _unsettled(sides) -> bool:
    return any(has_unknown(d) for x in sides for y in x.walk() for d in y.shape)


def _occurs(node, name: str) -> bool:
    if isinstance(node, s.Name):
        return node.text == name
    if isinstance(node, tuple):
        return any(_occurs(x, name) for x in node)
    return isinstance(node, s.Node) and any(_occurs(v, name) for v in vars(node).values())
