r"""What "for all" says of one statement: ``\forall x_1, x_2 \in \mathbb{R}``, ``for all X_{ij} \in B``.

Numbers and arrays that a statement quantifies over are its own, whatever the
letters mean elsewhere.  ``X_{ij} \in B`` with a declared array B makes X_{ij} an
entry of B in that statement: it is read as B_{ij}.  Indices for which something is
said to hold "for some i, j" are certain ones from then on: what is said of them
later need not hold for all.
"""
from __future__ import annotations

from dataclasses import replace

from symbolic.errors import ReadError
from symbolic.language.context import Context, TensorDeclaration
from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import flat_name, index_lists
from symbolic.reading.grammar import syntax as s

REALS = frozenset({"\\mathbb{R}", "\\mathbf{R}", "\\R"})


def entries_of(nodes, context: Context) -> dict[tuple, str]:
    r"""What ``X_{ij} \in B`` says: the entry as typed, and B; for declared arrays B with as many axes as indices."""
    found = {}
    for node in nodes:
        match node:
            case s.Relation(operator="\\in", left=s.Scripted(base=s.Name(text=name), sub=sub, sup=None, primes=0),
                            right=s.Name(text=whole)) if sub is not None and is_entry(sub, whole, context):
                found[name, _letters(sub)] = whole
    return found


def is_entry(sub: s.Node, whole: str, context: Context) -> bool:
    """Does a subscript hold as many letters as the declared array has axes?"""
    declared = context.tensor(whole)
    return declared is not None and not declared.labels and len(_letters(sub) or ()) == len(declared.shape) > 0


def _letters(sub: s.Node) -> tuple[str, ...] | None:
    way = index_lists(sub)[-1]
    return tuple(p.text for p in way) if all(isinstance(p, s.Name) for p in way) else None


def with_entries(statement: s.Statement, entries: dict[tuple, str]) -> s.Statement:
    """The statement with B_{ij} for X_{ij}, and without the qualifiers that say so.

    Not if it speaks of entries of B besides: then which entry X_{ij} is remains open.
    """
    wholes = set(entries.values())
    if not entries or any(wholes & _indexed(m.syntax) for m in statement.members):
        return statement
    members = tuple(replace(m, syntax=_put(m.syntax, entries)) for m in statement.members)
    rest = tuple(q for q in statement.qualifiers if not (
        isinstance(q, s.Relation) and q.operator == "\\in" and isinstance(q.left, s.Scripted)
        and isinstance(q.left.base, s.Name) and (q.left.base.text, _letters(q.left.sub)) in entries))
    return replace(statement, members=members, qualifiers=rest)


def _indexed(node) -> set[str]:
    """The names that carry subscripts."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=sub) if sub is not None:
            return {name}
    return {name for x in s.children(node) for name in _indexed(x)}


def _put(node, entries: dict[tuple, str]):
    match node:
        case s.Scripted(base=s.Name(text=name) as base, sub=sub) if sub is not None and (name, _letters(sub)) in entries:
            return replace(node, base=replace(base, text=entries[name, _letters(sub)]))
    return s.mapped(node, lambda x: _put(x, entries))


def chosen(statement: s.Statement) -> frozenset[str]:
    """The letters i, j of "for some i, j"."""
    found = [part for node in statement.qualifiers if _is_existential(node) for part in node.items[1:]]
    return frozenset(name for part in found for name in _names(part))


def _is_existential(node: s.Node) -> bool:
    return isinstance(node, s.Juxtaposition) and isinstance(node.items[0], s.Operator) and node.items[0].name == "exists"


def _names(node: s.Node) -> list[str]:
    match node:
        case s.Name(text=text):
            return [text]
        case s.Sequence(items=items):
            return [name for item in items for name in _names(item)]
        case s.Relation(operator="\\in", left=left):
            return _names(left)
    return []


def indices(node) -> set[str]:
    """The letters that stand in subscripts."""
    match node:
        case s.Scripted(base=base, sub=sub) if sub is not None:
            return set(_letters(sub) or ()) | indices(base)
    return {name for x in s.children(node) for name in indices(x)}


def declare_locals(builder: Builder, statement: s.Statement) -> None:
    r"""Declare what the statement quantifies over, ``x_1, x_2 \in \mathbb{R}``, in ``builder``."""
    for node in statement.qualifiers:
        match node:
            case s.Relation(operator="\\in", left=(s.Name() | s.Scripted()) as name, right=where):
                _declare(builder, name, where, statement)


def _declare(builder: Builder, node: s.Node, where: s.Node, place) -> None:
    domain, sup = (where.base, where.sup) if isinstance(where, s.Scripted) and where.sub is None else (where, None)
    name = node.text if isinstance(node, s.Name) else _flat(node)
    if name is None or not isinstance(domain, s.Name) or domain.text not in REALS or builder.elaborator().scope.declared(name):
        return
    try:
        shape = () if sup is None else tuple(builder.dimension(part) for part in _factors(sup))
    except (ReadError, Refused):
        return
    builder.add_tensor(TensorDeclaration(name, (), shape, provenance=builder.provenance), place)


def _flat(node: s.Scripted) -> str | None:
    plain = isinstance(node.base, s.Name) and node.sup is None and not node.primes and isinstance(node.sub, s.Number)
    return flat_name(node.base.text, node.sub) if plain else None


def _factors(node: s.Node) -> list[s.Node]:
    if isinstance(node, s.Infix) and node.operator == "\\times":
        return _factors(node.left) + _factors(node.right)
    return [node]
