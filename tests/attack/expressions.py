r"""The attack's own expressions, all of them matrices.

A scalar is 1×1, a vector a column.  A dimension is symbolic and may carry a
layer label (n_{\ell-1}).  Nothing here is shared with the project under attack:
these nodes are written as LaTeX by ``writing`` and evaluated by ``closure``.

A constructor raises ``IllTyped`` when its operands do not fit.
"""
from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Callable, Iterator


class IllTyped(Exception):
    """Operands whose shapes do not fit, or an index read out of its range."""


@dataclass(frozen=True)
class Label:
    r"""A layer label ``base + offset``: \ell-1, L, or the number 2 (no base)."""
    base: str | None
    offset: int = 0

    def value(self, labels: dict[str, int]) -> int:
        return self.offset + (labels[self.base] if self.base else 0)

    def shifted(self, by: int) -> "Label":
        return Label(self.base, self.offset + by)


@dataclass(frozen=True)
class Dim:
    """A dimension: a letter, perhaps with a layer label."""
    name: str
    label: Label | None = None


ONE = Dim("1")
Shape = tuple[Dim, Dim]
Index = str | int | Dim


class Node:
    """Base of all nodes; ``shape`` is computed when a node is built."""
    shape: Shape = (ONE, ONE)

    def __post_init__(self):
        object.__setattr__(self, "shape", self._shape())

    def _shape(self) -> Shape:
        return (ONE, ONE)

    @property
    def is_scalar(self) -> bool:
        return self.shape == (ONE, ONE)

    @property
    def is_column(self) -> bool:
        return self.shape[1] == ONE and self.shape[0] != ONE


def _require(good: bool, what: str) -> None:
    if not good:
        raise IllTyped(what)


node = dataclass(frozen=True)


@node
class Num(Node):
    """A rational number."""
    value: Fraction


@node
class Size(Node):
    """A dimension used as a number."""
    dim: Dim


@node
class Sym(Node):
    """A declared symbol, or the member of a family with this label."""
    name: str
    label: Label | None
    declared: Shape
    def _shape(self): return self.declared


@node
class Ones(Node):
    """The column of ones."""
    dim: Dim
    def _shape(self): return (self.dim, ONE)


@node
class Eye(Node):
    """The identity; ``bare`` is written I without its size."""
    dim: Dim
    bare: bool = False
    def _shape(self): return (self.dim, self.dim)


@node
class Add(Node):
    """Sum of at least two terms of one shape."""
    terms: tuple[Node, ...]

    def _shape(self):
        shapes = {t.shape for t in self.terms}
        _require(len(self.terms) > 1 and len(shapes) == 1, "sum")
        return self.terms[0].shape


@node
class Neg(Node):
    """Minus the argument."""
    arg: Node
    def _shape(self): return self.arg.shape


@node
class Scale(Node):
    """A 1×1 factor times anything; ``behind`` writes the factor last."""
    factor: Node
    arg: Node
    behind: bool = False

    def _shape(self):
        _require(self.factor.is_scalar, "scalar factor")
        return self.arg.shape


@node
class Mul(Node):
    """Matrix product."""
    left: Node
    right: Node

    def _shape(self):
        _require(self.left.shape[1] == self.right.shape[0], "product")
        return (self.left.shape[0], self.right.shape[1])


@node
class T(Node):
    """Transpose."""
    arg: Node
    def _shape(self): return self.arg.shape[::-1]


@node
class Had(Node):
    """Entrywise product."""
    left: Node
    right: Node

    def _shape(self):
        _require(self.left.shape == self.right.shape, "entrywise product")
        return self.left.shape


@node
class Diag(Node):
    """The diagonal matrix of a column."""
    arg: Node

    def _shape(self):
        _require(self.arg.is_column, "diag")
        return (self.arg.shape[0], self.arg.shape[0])


@node
class Trace(Node):
    """Sum of the diagonal entries of a square matrix."""
    arg: Node

    def _shape(self):
        _require(self.arg.shape[0] == self.arg.shape[1], "trace")
        return (ONE, ONE)


@node
class Apply(Node):
    """The order-th derivative of a scalar function, entrywise."""
    function: str
    order: int
    arg: Node
    def _shape(self): return self.arg.shape


@node
class Pow(Node):
    """A positive integer power of a scalar."""
    arg: Node
    exponent: int

    def _shape(self):
        _require(self.arg.is_scalar, "power")
        return self.arg.shape


@node
class Reciprocal(Node):
    """1/n for a dimension n."""
    dim: Dim


@node
class SquaredNorm(Node):
    """The sum of the squares of a column's entries."""
    arg: Node

    def _shape(self):
        _require(self.arg.is_column, "norm")
        return (ONE, ONE)


@node
class Entry(Node):
    """One entry: an index for a column, two for a matrix."""
    arg: Node
    indices: tuple[Index, ...]

    def _shape(self):
        wanted = 1 if self.arg.is_column else 2
        _require(len(self.indices) == wanted and not self.arg.is_scalar, "entry")
        return (ONE, ONE)


@node
class SumOver(Node):
    r"""\sum_{index=1}^{dim} of a body of any shape; ``dots`` writes it with an ellipsis."""
    index: str
    dim: Dim
    body: Node
    dots: bool = False
    def _shape(self): return self.body.shape


@node
class Delta(Node):
    """Kronecker's delta; ``cases`` writes it by cases."""
    left: Index
    right: Index
    cases: bool = False


@node
class Listed(Node):
    """A matrix written with dots by its entry formula.

    ``kind`` is "column", "row", "diagonal" (one index) or "full" (two).
    """
    kind: str
    indices: tuple[str, ...]
    dims: tuple[Dim, ...]
    body: Node

    def _shape(self):
        _require(self.body.is_scalar, "entry formula")
        match self.kind:
            case "column": return (self.dims[0], ONE)
            case "row": return (ONE, self.dims[0])
            case "diagonal": return (self.dims[0], self.dims[0])
        return self.dims


@node
class Deriv(Node):
    r"""The derivative of a body by a symbol, or by one entry ``at`` of it.

    ``style`` is "fraction", "operator", "total" (d/dt) or "nabla".  The shape follows the
    layout: Jacobians m×n ("numerator", "mixed") or n×m ("denominator");
    scalar by vector 1×n or n×1; scalar by matrix in the matrix's shape, for
    "numerator" transposed; \nabla in the variable's shape.
    """
    body: Node
    variable: Sym
    at: tuple[Index, ...] | None
    style: str
    layout: str

    def _shape(self):
        rows, columns = self.body.shape
        if self.at is not None or self.variable.is_scalar:
            _require(self.layout != "denominator" or self.body.is_scalar, "denominator layout by a scalar")
            return (rows, columns)
        _require(columns == ONE, "derivative of a matrix")
        if self.variable.is_column:
            if self.style == "nabla":
                _require(self.body.is_scalar, "gradient")
                return self.variable.shape
            shape = (rows, self.variable.shape[0])
            return shape[::-1] if self.layout == "denominator" else shape
        _require(self.body.is_scalar, "derivative by a matrix")
        flip = self.layout == "numerator" and self.style != "nabla"
        return self.variable.shape[::-1] if flip else self.variable.shape


@node
class Chain(Node):
    r"""body(first) body(first-1) ⋯ body(last), descending in ``parameter``; I if empty."""
    parameter: str
    first: Label
    last: Label
    body: Node

    def _shape(self):
        at = [relabel(self.body, lambda l: e.shifted(l.offset) if l.base == self.parameter else l)
              for e in (self.first, self.last)]
        return (at[0].shape[0], at[1].shape[1])


@node
class Misfit(Mul):
    """A product whose factors do not fit, written as if they did."""
    pretended: Shape
    def _shape(self): return self.pretended


# ---------------------------------------------------------------- walking

@node
class Hessian(Node):
    r"""\nabla_x^2 s: all second derivatives of a scalar by a column."""
    body: Node
    variable: Sym

    def _shape(self):
        _require(self.body.is_scalar and self.variable.is_column, "Hessian")
        return (self.variable.shape[0],) * 2


Path = tuple[tuple[str, int | None], ...]


def parts(e: Node) -> Iterator[tuple[tuple[str, int | None], Node]]:
    """The direct sub-expressions with their places."""
    for f in fields(e):  # type: ignore[arg-type]
        value = getattr(e, f.name)
        if isinstance(value, Node):
            yield (f.name, None), value
        elif isinstance(value, tuple):
            for k, item in enumerate(value):
                if isinstance(item, Node):
                    yield (f.name, k), item


def places(e: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every node below and including ``e``, with its path."""
    yield path, e
    for step, child in parts(e):
        yield from places(child, path + (step,))


def put(e: Node, path: Path, new: Node) -> Node:
    """``e`` with the node at ``path`` replaced; raises ``IllTyped``."""
    if not path:
        return new
    (name, k), rest = path[0], path[1:]
    old = getattr(e, name)
    if k is None:
        return with_(e, **{name: put(old, rest, new)})
    items = list(old)
    items[k] = put(items[k], rest, new)
    return with_(e, **{name: tuple(items)})


def with_(e: Node, **changes) -> Node:
    """A copy with other field values, its shape computed again."""
    values = {f.name: getattr(e, f.name) for f in fields(e)}  # type: ignore[arg-type]
    return type(e)(**(values | changes))


def rebuild(e: Node, on_node: Callable[[Node], Node], on_index: Callable, on_label: Callable) -> Node:
    """A copy with sub-expressions, indices and labels mapped."""
    def value(v):
        match v:
            case Node():
                return on_node(v)
            case Label():
                return on_label(v)
            case Dim(name, label):
                return on_index(v if label is None else Dim(name, on_label(label)))
            case tuple():
                return tuple(value(x) for x in v)
        return v

    changes = {}
    for f in fields(e):  # type: ignore[arg-type]
        v = getattr(e, f.name)
        if f.name in ("indices", "at", "left", "right", "index") and not isinstance(v, Node):
            bound = isinstance(e, (SumOver, Listed))
            changes[f.name] = v if bound else _map_index(v, on_index)
        elif isinstance(e, Chain) and isinstance(v, Label):
            changes[f.name] = on_label(v)
        else:
            changes[f.name] = value(v)
    return type(e)(**changes)


def _map_index(v, on_index):
    if isinstance(v, tuple):
        return tuple(on_index(x) for x in v)
    return v if v is None else on_index(v)


def put_index(e: Node, name: str, new: Index) -> Node:
    """``e`` with the free index ``name`` replaced; binders of that name shield it."""
    bound = {e.index} if isinstance(e, SumOver) else set(e.indices) if isinstance(e, Listed) else set()
    if name in bound:
        return e
    return rebuild(e, lambda x: put_index(x, name, new), lambda i: new if i == name else i, lambda l: l)


def relabel(e: Node, change: Callable[[Label], Label]) -> Node:
    """``e`` with every layer label mapped (dimensions' labels too)."""
    def index(i):
        return Dim(i.name, change(i.label)) if isinstance(i, Dim) and i.label else i
    return rebuild(e, lambda x: relabel(x, change), index, change)


def symbols(e: Node) -> set[Sym]:
    """All symbols in ``e``, differentiation variables included."""
    found = set()
    for _, n in places(e):
        if isinstance(n, Sym):
            found.add(n)
    return found


def functions(e: Node) -> dict[str, int]:
    """The functions in ``e`` with the highest derivative written."""
    found: dict[str, int] = {}
    for _, n in places(e):
        if isinstance(n, Apply):
            found[n.function] = max(n.order, found.get(n.function, 0))
    return found


# ---------------------------------------------------------------- short ways to build

def num(value) -> Num:
    return Num(Fraction(value))


def add(*terms: Node) -> Node:
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def product(*factors: Node) -> Node:
    """Left-associated product; 1×1 operands scale, unless shapes make it a product."""
    result = factors[0]
    for f in factors[1:]:
        if result.is_scalar and not f.shape[0] == ONE:
            result = Scale(result, f)
        elif result.is_scalar and f.is_scalar:
            result = Scale(result, f)
        elif f.is_scalar and result.shape[1] != ONE:
            result = Scale(f, result, behind=True)
        else:
            result = Mul(result, f)
    return result
