r"""What stands below and above Σ, ∏, max: indices, their ends, and conditions on them.

``i=1`` with ``n`` above, ``i``, ``i, j = 1``, ``1 \le i < j \le n``, ``j \ne i``,
``j = 1, j \ne i``, ``i, j \colon i < j``, ``i \in \{1, \dots, n\}``, ``i \in [n]``,
``j \in \{1, \dots, n\} \setminus \{i\}``, ``\substack{…}``.  Syntax alone, but for one
question: in ``i \ne j`` and ``i < j`` both letters may run, or one is the i of the
formula around; the callers say which letters mean something there.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable

from symbolic.reading.elaboration.scope import index_name, inside, interval
from symbolic.reading.grammar import syntax as s

SUCH_THAT = frozenset({"\\colon", ":", "\\mid", "|"})
ORDER = {"\\le": "\\le", "\\leq": "\\le", "<": "<"}
TURNED = {"\\ge": "\\le", "\\geq": "\\le", ">": "<"}
UNEQUAL = frozenset({"\\neq", "\\ne"})


@dataclass
class Limits:
    """``indices`` maps each index to its ends (None where it is not said), in the order
    written; ``conditions`` are relations between indices that no end expresses;
    ``values``: the numbers an index takes where they are listed one by one."""
    indices: dict[str, tuple[s.Node | None, s.Node | None]] = field(default_factory=dict)
    conditions: list[s.Relation] = field(default_factory=list)
    values: dict[str, tuple[s.Node, ...]] = field(default_factory=dict)


class _Unknown(Exception):
    """These limits are of no form that is known."""


def limits_of(node: s.BigOperator, means: Callable[[str], bool] = lambda name: False,
              behind: Callable[[str], bool] = lambda name: True) -> Limits | None:
    """The limits of a big operator, None if they are of no form that is known or there are none.

    ``means(name)``: does the letter stand for something around the operator?
    ``behind(name)``: does it stand in what the operator ranges over?
    """
    if node.lower is None:
        return None
    found = _Reading(means, behind)
    try:
        found.below(node.lower)
        found.above(node.upper)
    except _Unknown:
        return None
    return found.limits


class _Reading:
    def __init__(self, means: Callable[[str], bool], behind: Callable[[str], bool]):
        self.means, self.behind, self.limits = means, behind, Limits()
        self.open: list[str] = []  # indices with a lower end or none, which what stands above may close
        self.excluding: s.Node | None = None  # k in k \ne i, which a further name after a comma joins

    # -- below
    def below(self, node: s.Node) -> None:
        match node:
            case s.Group(kind="(", body=body):
                self.below(body)
            case s.Relation(operator="\\in", left=s.Group(kind="(", body=s.Sequence(items=names)), right=sets):
                factors = _factors(sets)
                if len(factors) != len(names):
                    raise _Unknown
                for name, where in zip(names, factors):
                    self.member(name, where)
            case s.Sequence(items=(s.Relation(operator="\\le" | "\\leq" | "<" as first, left=low, right=one),
                                   s.Relation(operator="\\le" | "\\leq" | "<" as last, left=other, right=high))) \
                    if not isinstance(low, s.Relation) and self.is_new(one) and self.is_new(other):
                for x in (one, other):
                    self.index(index_name(x), inside(low, first, "+"), inside(high, last, "-"))
            case s.Sequence(items=items):
                span = interval(node)
                if span is not None:
                    self.index(*span)
                    return
                for item in items:
                    self.item(item)
            case _:
                self.item(node)

    def item(self, node: s.Node) -> None:
        before, self.excluding = self.excluding, None
        match node:
            case s.Relation():
                self.relation(node)
            case s.Juxtaposition(items=items) if all(map(index_name, items)):
                for item in items:
                    self.item(item)
            case s.Group(kind="("):
                self.below(node)
            case _ if not index_name(node):
                raise _Unknown
            case _ if before is not None:
                self.limits.conditions.append(s.Relation(before.start, node.end, "\\neq", before, node))
                self.excluding = before
            case _:
                self.index(index_name(node), None, None)

    def index(self, name: str, low: s.Node | None, high: s.Node | None) -> None:
        if self.limits.indices.get(name, (None, None)) != (None, None):
            raise _Unknown
        self.limits.indices[name] = low, high
        if high is None:
            self.open.append(name)

    def relation(self, node: s.Relation) -> None:
        operands, operators = _chain(node)
        cut = next((k for k, op in enumerate(operators) if op in SUCH_THAT), None)
        if cut is not None:
            if cut:
                raise _Unknown
            self.below(operands[0])
            operands, operators = operands[1:], operators[1:]
            if not operators:
                raise _Unknown
        span = interval(node) if operators == ["="] else None
        if span is not None:
            self.index(*span)
        elif operators in (["="], ["\\in"]):
            for name in _items(operands[0]):
                self.equal(name, operands[1]) if operators == ["="] else self.member(name, operands[1])
        elif not all(op in ORDER or op in TURNED or op in UNEQUAL for op in operators):
            raise _Unknown
        else:
            self.compared(operands, operators)

    def equal(self, name: s.Node, low: s.Node) -> None:
        if not index_name(name):
            raise _Unknown
        self.index(index_name(name), low, None)

    def member(self, name: s.Node, where: s.Node) -> None:
        match where:
            case _ if not index_name(name):
                raise _Unknown
            case s.Infix(operator="\\setminus", left=left, right=s.Group(kind="\\{", body=body)):
                self.member(name, left)
                for out in _items(body):
                    self.limits.conditions.append(s.Relation(name.start, out.end, "\\neq", name, out))
            case s.Group(kind="[", body=body) if not isinstance(body, s.Sequence):
                self.index(index_name(name), s.Number(body.start, body.start, "1"), body)
            case s.Group(kind="\\{", body=body):
                span = interval(s.Relation(name.start, where.end, "\\in", name, where))
                listed = _items(body)
                if span is not None:
                    self.index(*span)
                elif all(isinstance(x, s.Number) and x.text.isdigit() for x in listed):
                    self.index(index_name(name), listed[0], listed[-1])
                    self.limits.values[index_name(name)] = listed
                else:
                    raise _Unknown
            case _:
                raise _Unknown

    def compared(self, operands: list[s.Node], operators: list[str]) -> None:
        if all(op in TURNED for op in operators):
            operands, operators = operands[::-1], [TURNED[op] for op in reversed(operators)]
        if all(op in ORDER for op in operators):
            self.ordered(operands, [ORDER[op] for op in operators])
        elif len(operators) == 1 and operators[0] in UNEQUAL:
            self.unequal(*operands)
        else:
            raise _Unknown

    def is_new(self, node: s.Node) -> bool:
        name = index_name(node)
        return bool(name) and name not in self.limits.indices and not self.means(name)

    def is_own(self, node: s.Node) -> bool:
        return index_name(node) in self.limits.indices

    def unequal(self, left: s.Node, right: s.Node) -> None:
        r"""``j \ne i``: each that stands behind and means nothing else runs; if none does, the first one."""
        running = [x for x in (left, right) if self.is_new(x) and self.behind(index_name(x))]
        if not running and not self.is_own(left) and not self.is_own(right):
            if not index_name(left):
                raise _Unknown
            running = [left]
        for x in running:
            self.index(index_name(x), None, None)
        self.limits.conditions.append(s.Relation(left.start, right.end, "\\neq", left, right))
        self.excluding = left

    def ordered(self, operands: list[s.Node], operators: list[str]) -> None:
        r"""``1 \le i < j \le n``: in a longer chain what stands inside runs, not its ends."""
        places = range(1, len(operands) - 1) if len(operands) > 2 else range(2)
        running = [k for k in places if self.is_new(operands[k]) and (len(operands) > 2 or self.behind(index_name(operands[k])))]
        if not running:
            if not any(map(self.is_own, operands)):
                raise _Unknown
            self.limits.conditions += [s.Relation(a.start, b.end, op, a, b)
                                       for a, op, b in zip(operands, operators, operands[1:])]
        for k in running:
            low = inside(operands[k - 1], operators[k - 1], "+") if k else None
            above = next((m for m in range(k + 1, len(operands)) if m not in running), None)
            high = None if above is None else inside(operands[above], operators[k] if above == k + 1 else "\\le", "-")
            self.index(index_name(operands[k]), low, high)

    # -- above
    def above(self, upper: s.Node | None) -> None:
        if upper is None:
            return
        ends = list(upper.items) if isinstance(upper, s.Sequence) else [upper]
        names = list(dict.fromkeys(self.open))
        if not names or len(ends) not in (1, len(names)):
            raise _Unknown
        lows = {name: self.limits.indices[name][0] for name in names}
        shared = lows[names[-1]]
        for name, end in zip(names, ends * len(names) if len(ends) == 1 else ends):
            low = lows[name] if lows[name] is not None else shared
            self.limits.indices[name] = low if low is not None else s.Number(end.start, end.start, "1"), end


def _chain(node: s.Node) -> tuple[list[s.Node], list[str]]:
    """a < b ≤ c as its operands and operators."""
    if not isinstance(node, s.Relation):
        return [node], []
    left, first = _chain(node.left)
    right, last = _chain(node.right)
    return left + right, [*first, node.operator, *last]


def _items(node: s.Node) -> tuple[s.Node, ...]:
    """The i and j of ``i, j = 1``."""
    return node.items if isinstance(node, (s.Sequence, s.Juxtaposition)) else (node,)


def _factors(node: s.Node) -> list[s.Node]:
    r"""The factors of ``\{1, \dots, p\} \times \{1, \dots, q\}``."""
    if isinstance(node, s.Infix) and node.operator == "\\times":
        return _factors(node.left) + _factors(node.right)
    return [node]

