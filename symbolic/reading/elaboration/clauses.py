r"""Statements cut into clauses, each one relation chain without lists of others.

``A \in S,\ b \in T,\ n = 1`` may come as one statement whose middle members are
lists; here it becomes three clauses.  Words in \text{…} are taken out of the
formulas and joined to the clause's words.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

from symbolic.reading.elaboration.scope import inside, interval, is_name
from symbolic.reading.grammar import syntax as s


ORDERS = frozenset({"\\le", "\\ge", "<", ">"})


@dataclass(frozen=True)
class Clause:
    """members[0] operators[0] members[1] …; ``None`` for what could not be read; ``shared`` are
    words behind a list that are about each, ``perhaps`` such that may be."""
    members: tuple[s.Node | None, ...]
    operators: tuple[str, ...]
    qualifiers: tuple[s.Node, ...]
    words: str
    start: int
    end: int
    shared: str = ""
    perhaps: str = ""


def clauses_of(statement: s.Statement, words: str | None = None, shared: str = "", perhaps: str = "") -> list[Clause]:
    """The clauses of a statement; ``words`` replace those that the statement itself found."""
    if words is not None:
        statement = replace(statement, words=words)
    operators = [r.operator for r in statement.relations]
    members = [dots(m) if m.syntax is None and set(operators) <= ORDERS else m.syntax for m in statement.members]
    found: list[Clause] = []
    current: list[s.Node | None] = []
    signs: list[str] = []
    for k, member in enumerate(members):
        last = k == len(members) - 1
        if isinstance(member, s.Sequence) and 0 < k and not last and not _has_dots(member):
            current.append(joined_list(member.items[:-1]))
            found.append(_clause(statement, current, signs))
            current, signs = [member.items[-1]], []
        else:
            current.append(member)
        if not last:
            signs.append(operators[k])
    found.append(_clause(statement, current, signs))
    return [replace(c, qualifiers=statement.qualifiers, shared=shared, perhaps=perhaps) for whole in found for c in _each(whole)]


def _each(clause: Clause) -> list[Clause]:
    r"""``p, q \ge 1`` says it of p and of q."""
    match clause.members, clause.operators:
        case (s.Sequence(items=items), s.Number() as bound), (sign,) if sign in ORDERS and all(map(is_name, items)):
            return [replace(clause, members=(item, bound)) for item in items]
    return [clause]


def dots(member: s.Member) -> s.Node | None:
    """The dots of ``x_1 \\le \\dots \\le x_n``, which are no expression."""
    return s.Dots(member.start, member.end, "horizontal") if member.error is not None and member.error.code == "E120" else None


def _clause(statement: s.Statement, members, operators) -> Clause:
    words = [statement.words]
    plain = [None if m is None else without_text(m, words) for m in members]
    return Clause(tuple(plain), tuple(operators), (), " ".join(w for w in words if w), statement.start, statement.end)


def _has_dots(node: s.Sequence) -> bool:
    return any(isinstance(item, s.Dots) for item in node.items)


def joined_list(items) -> s.Node:
    items = tuple(items)
    return items[0] if len(items) == 1 else s.Sequence(items[0].start, items[-1].end, items)


def without_text(node: s.Node, words: list[str]) -> s.Node | None:
    """``node`` without words at its top, which are added to ``words``."""
    match node:
        case s.Text(text=text):
            words.append(text)
            return None
        case s.Juxtaposition(items=items) | s.Sequence(items=items):
            kept = [k for item in items if (k := without_text(item, words)) is not None]
            if not kept:
                return None
            if len(kept) == len(items):
                return node
            return s.joined(kept) if isinstance(node, s.Juxtaposition) else joined_list(kept)
    return node


def ranges_of(qualifiers) -> list[tuple[str, s.Node, s.Node]]:
    """(name, lower, upper) of every range among the qualifiers."""
    found = []
    for node in qualifiers:
        single = interval(node)
        if single is not None:
            found.append(single)
        elif isinstance(node, s.Sequence):
            found += ranges_of(node.items)
    return found


def range_statement(clause: Clause) -> tuple[str, s.Node, s.Node] | None:
    r"""``\ell = 1, \dots, L-1`` or ``1 \le i \le n`` as a statement of its own."""
    match clause.members, clause.operators:
        case (left, right), (op,) if left is not None and right is not None:
            return interval(s.Relation(left.start, right.end, op, left, right))
        case (s.Node() as low, middle, s.Node() as high), ("\\le" | "<" as first, "\\le" | "<" as second) if is_name(middle):
            return middle.text, inside(low, first, "+"), inside(high, second, "-")
    return None
