r"""Places inside a formula: paths to nodes, and the formula with another node put there.

A path is a tuple of steps; a step names a field and, inside a tuple, the
positions.  ``factors`` groups the items of a product so that a function stays
with its argument.
"""
from __future__ import annotations

from typing import Collection, Iterator

from symbolic.reading.elaboration.derivatives.derivatives import quotient
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.building import is_derivative_operator

Step = tuple
Path = tuple[Step, ...]
SCRIPTS = ("sub", "sup")


def inner(node: s.Node) -> Iterator[tuple[Step, s.Node]]:
    """The direct parts of a node with the steps that lead there."""
    for name, value in vars(node).items():
        yield from _inside(value, (name,))


def _inside(value, step: Step) -> Iterator[tuple[Step, s.Node]]:
    if isinstance(value, s.Node):
        yield step, value
    elif isinstance(value, tuple):
        for k, item in enumerate(value):
            yield from _inside(item, (*step, k))


def operands(node: s.Node, functions: Collection[str] = (), path: Path = (), *,
             whole: bool = False) -> Iterator[tuple[Path, s.Node]]:
    """The node and what stands in it as an operand; of a function's bracket what is in it, never scripts or limits.

    With ``whole`` also what an entry is taken of, and what is differentiated by what.
    """
    def below(part: s.Node, *steps: Step) -> Iterator[tuple[Path, s.Node]]:
        return operands(part, functions, (*path, *steps), whole=whole)

    yield path, node
    match node:
        case s.BigOperator() | s.Relation():
            return
        case s.Scripted(base=s.Group(body=body), sub=sub) if whole or sub is None or not isinstance(body, (s.Name, s.Scripted, s.Fraction)):
            yield from below(body, ("base",), ("body",))
        case s.Scripted():
            return
        case s.Fraction() if not whole and quotient(node) is not None:
            return
        case s.Juxtaposition(items=items):
            for k, item in enumerate(items):
                if k and isinstance(item, s.Group) and is_head(items[k - 1], functions):
                    yield from below(item.body, ("items", k), ("body",))
                elif not is_head(item, functions):
                    yield from below(item, ("items", k))
        case _:
            for step, part in inner(node):
                yield from below(part, step)


def subscripts(node: s.Node, path: Path = (), within: bool = False) -> Iterator[tuple[Path, s.Node]]:
    """What stands in subscripts: every part of each, the whole first."""
    if within:
        yield path, node
    for step, part in inner(node):
        yield from subscripts(part, (*path, step), within or step == ("sub",))


def put(root: s.Node, path: Path, new: s.Node) -> s.Node:
    """``root`` with ``new`` at ``path``."""
    if not path:
        return new
    (name, *positions), *rest = path
    fields = dict(vars(root))
    fields[name] = _put(fields[name], positions, tuple(rest), new)
    return type(root)(**fields)


def _put(value, positions: list, rest: Path, new: s.Node):
    if not positions:
        return put(value, rest, new)
    k, *further = positions
    return (*value[:k], _put(value[k], further, rest, new), *value[k + 1:])


def apart(a: Path, b: Path) -> bool:
    """Is neither place inside the other?"""
    return a[:len(b)] != b and b[:len(a)] != a


# ---------------------------------------------------------------- products

def product(*nodes: s.Node) -> s.Node:
    """Nodes side by side, sums among them in brackets."""
    items = [item for node in nodes for item in s.items_of(bracketed(node) if isinstance(node, s.Additive) else node)]
    return s.joined(items)


def bracketed(node: s.Node) -> s.Group:
    return s.Group(node.start, node.end, "(", node)


def is_head(node: s.Node, functions: Collection[str]) -> bool:
    """Does the node take what follows as its argument: a function, diag, tr?"""
    match node.base if isinstance(node, s.Scripted) else node:
        case s.Operator(name=name):
            return name not in ("d", "partial")
        case s.Name(text=text):
            return text in functions
    return False


def factors(items: tuple[s.Node, ...], functions: Collection[str]) -> list[tuple[s.Node, ...]]:
    """The factors of a product, each as the items that make it: a function with its argument is one."""
    found: list[tuple[s.Node, ...]] = []
    k = 0
    while k < len(items):
        if reaching(items[k]):
            return [*found, items[k:]]
        length = 2 if is_head(items[k], functions) and k + 1 < len(items) else 1
        found.append(items[k:k + length])
        k += length
    return found


def reaching(node: s.Node) -> bool:
    """Does the node take all that follows: a sum, a derivative?"""
    root = node.base if isinstance(node, s.Scripted) else node
    return isinstance(root, s.BigOperator) or is_derivative_operator(root) \
        or isinstance(root, s.Operator) and root.name == "nabla"
