r"""Slips in subscripts and in what stands over them: indices, labels, sums and deltas.

Each rule takes a node of a side and its surroundings; its first line says what
is put for what.
"""
from __future__ import annotations

from itertools import combinations
from typing import Callable, Iterable, Iterator

from symbolic.errors import ReadError
from symbolic.reading.elaboration.places import bracketed, operands, product, put, subscripts
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.grammar.unparse import to_latex

from .slips import neighbours
from .surroundings import Edit, Rule, Surroundings, name_at, number_at

# ---------------------------------------------------------------- one subscript


def indexed(others: Callable[[s.Node, list[str]], Iterable[s.Node]]) -> Rule:
    """The rule that puts what ``others`` offers for an index of an entry."""
    def index(node: s.Node, around: Surroundings) -> Iterator[Edit]:
        found = around.indices(node) if isinstance(node, s.Scripted) else None
        for k, (leaf, extent) in enumerate(found or ()):
            for new in others(leaf, around.index_letters):
                leaves = [new if m == k else old for m, (old, _) in enumerate(found)]
                yield Edit("index", _subscribed(node, _listed(leaves, node.sub)),
                           f"{to_latex(leaf)} {to_latex(new)} {extent}", (leaf, new))
    return index


def letters(leaf: s.Node, known: list[str]) -> Iterator[s.Node]:
    """Other letters that may stand for an index or a label: j for i or for 1."""
    if isinstance(leaf, (s.Name, s.Number)):
        yield from (name_at(leaf, letter) for letter in known if letter != leaf.text)


def beside(leaf: s.Node, known: list[str]) -> Iterable[s.Node]:
    """The integers beside an index."""
    return neighbours(leaf)


def swapped_indices(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """A_ji for A_ij."""
    found = around.indices(node) if isinstance(node, s.Scripted) else None
    if found is not None and len(found) == 2:
        leaves = [leaf for leaf, _ in reversed(found)]
        yield Edit("order of indices", _subscribed(node, _listed(leaves, node.sub)), f"swap {to_latex(node.base)}")


def label(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """Another member of a family, also where its entry is taken: ℓ−1 or L for ℓ, 2 for 1."""
    match node:
        case s.Scripted(base=s.Name(), sub=s.Node() as sub) if around.indices(node) is None:
            for new in (*letters(sub, around.label_letters), *neighbours(sub)):
                yield Edit("label", _subscribed(node, new), f"{to_latex(sub)} {to_latex(new)}", (sub, new))
        case s.Scripted(base=s.Group(kind=kind, body=s.Scripted() as member) as group):
            for edit in label(member, around):
                base = s.Group(group.start, group.end, kind, edit.new)
                yield edit._replace(new=s.Scripted(node.start, node.end, base, node.sub, node.sup, node.primes))


def _listed(leaves: list[s.Node], sub: s.Node) -> s.Node:
    """Indices as a subscript: letters side by side where they were, else with commas."""
    if len(leaves) == 1:
        return leaves[0]
    together = isinstance(sub, s.Juxtaposition) and all(isinstance(x, s.Name) for x in leaves)
    return (s.Juxtaposition if together else s.Sequence)(sub.start, sub.end, tuple(leaves))


def _subscribed(node: s.Scripted, sub: s.Node) -> s.Scripted:
    return s.Scripted(node.start, node.end, node.base, sub, node.sup, node.primes)


# ---------------------------------------------------------------- letters throughout a side

def exchanged_letters(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """Two index letters for each other wherever they stand: δ_ij x_k for δ_ik x_j."""
    present = {leaf.text for _, leaf in subscripts(node) if isinstance(leaf, s.Name)}
    for a, b in combinations([x for x in around.index_letters if x in present], 2):
        yield Edit("order of indices", _with_letters(node, {a: b, b: a}))


def missing_delta(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """δ_ij x_k for x_k."""
    for a, b in combinations(around.index_letters, 2):
        both = s.Juxtaposition(node.start, node.start, (name_at(node, a), name_at(node, b)))
        yield Edit("missing delta", product(s.Scripted(node.start, node.start, name_at(node, "\\delta"), both, None, 0), node))


def _with_letters(node: s.Node, new: dict[str, str]) -> s.Node:
    """The node with letters of its subscripts replaced."""
    for path, leaf in list(subscripts(node)):
        if isinstance(leaf, s.Name) and leaf.text in new:
            node = put(node, path, name_at(leaf, new[leaf.text]))
    return node


# ---------------------------------------------------------------- sums

def missing_sum(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    r"""Σ_{i=1}^N of the left side, where the right side stands at i = 1 alone; Σ_i over an index that only the right side has."""
    for _, found in operands(around.left, around.functions, whole=True):
        match found:
            case s.BigOperator(name="sum", lower=s.Relation(operator="=", left=s.Name() as name, right=s.Number(text=first))):
                body = node
                for path, leaf in subscripts(node):
                    if isinstance(leaf, s.Number) and leaf.text == first:
                        body = put(body, path, name_at(leaf, name.text))
                yield Edit("missing sum", product(found, body))
    left, right = ({leaf.text for _, leaf in subscripts(side) if isinstance(leaf, s.Name)} for side in (around.left, node))
    summed = [_sum_over(node, letter, around) for letter in sorted(right - left)]
    for heads in (*([head] for head in summed), *([summed] if len(summed) > 1 else [])):
        yield Edit("missing sum", product(*heads, bracketed(node) if isinstance(node, s.Additive) else node))


def other_sum(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """Σ_j for Σ_i: over another letter of what is summed."""
    for k, head, letter, body in _summed(node):
        for other in dict.fromkeys(leaf.text for _, leaf in subscripts(body) if isinstance(leaf, s.Name)):
            if other != letter:
                new = _sum_over(body, other, around)
                yield Edit("index of a sum", product(*node.items[:k], new, body), part=(head, new))


def no_sum(node: s.Node, around: Surroundings) -> Iterator[Edit]:
    """x_k for Σ_i x_i: one of its terms."""
    for k, _, letter, body in _summed(node):
        for other in around.index_letters:
            if other != letter:
                yield Edit("sum too many", product(*node.items[:k], _with_letters(body, {letter: other})))


def _summed(node: s.Node) -> Iterator[tuple[int, s.BigOperator, str, s.Node]]:
    """The sums of a product: position, head, letter, and what is summed."""
    for k, item in enumerate(node.items[:-1] if isinstance(node, s.Juxtaposition) else ()):
        match item:
            case s.BigOperator(name="sum", lower=s.Name(text=letter) | s.Relation(operator="=", left=s.Name(text=letter))):
                yield k, item, letter, product(*node.items[k + 1:])


def _sum_over(node: s.Node, letter: str, around: Surroundings) -> s.BigOperator:
    """Σ over a letter, from 1 to the extent of the axis that it runs along in ``node``, where that is known."""
    name = name_at(node, letter)
    for _, part in operands(node, around.functions, whole=True):
        for leaf, extent in (around.indices(part) or ()) if isinstance(part, s.Scripted) else ():
            if isinstance(leaf, s.Name) and leaf.text == letter:
                try:
                    upper = parse_formula(extent, node.start)
                except ReadError:
                    continue
                lower = s.Relation(node.start, node.start, "=", name, number_at(node, 1))
                return s.BigOperator(node.start, node.start, "sum", lower, upper)
    return s.BigOperator(node.start, node.start, "sum", name, None)
