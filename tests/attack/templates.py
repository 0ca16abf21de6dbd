r"""Ways to write a statement that ought to be true: each gives its sides.

A template takes a board and gives two or more sides; it may raise ``NoRule``
or ``IllTyped`` when chance led nowhere, and is then tried again.
"""
from __future__ import annotations

from .board import Board
from .building import mul, t
from .calculus import NoRule, depends, gradient, jacobian, tangent
from .expressions import ONE, Add, Apply, Deriv, Entry, Hessian, Mul, Node, Ones, Scale, Sym, T, num
from .growing import column_of, expression
from .rearranging import ALGEBRA, DOTTED, ENTRIES, rearranged


def _shape(board: Board):
    """A matrix, a column, a row or a scalar."""
    m, n = board.dim(), board.dim()
    return board.random.choice(((m, n), (m, n), (n, ONE), (n, ONE), (ONE, n), (ONE, ONE)))


def _steps(board: Board) -> int:
    return board.random.choice((1, 1, 2, 3))


def algebra(board: Board) -> list[Node]:
    """An expression and rearrangements of it."""
    sides = [expression(board, _shape(board), board.random.choice((2, 3, 3)))]
    for _ in range(_steps(board)):
        sides.append(rearranged(sides[-1], board, board.random.choice((1, 2, 3, 4))))
    return sides


def pair(board: Board) -> list[Node]:
    """Two unrelated expressions of one shape."""
    shape = _shape(board)
    return [expression(board, shape, 2), expression(board, shape, 2)]


def _followed(board: Board, first: Node, second: Node, rules=ALGEBRA) -> list[Node]:
    sides = [first, second if board.random.random() < 0.4 else rearranged(second, board, board.random.choice((1, 2, 3)), rules)]
    for _ in range(board.random.choice((0, 0, 0, 1, 2))):
        sides.append(rearranged(sides[-1], board, 2, rules))
    return sides


def _style(board: Board, scalar_body: bool) -> str:
    styles = ["fraction", "fraction", "operator"]
    if scalar_body and board.layout != "numerator":
        styles += ["nabla", "nabla"]
    return board.random.choice(styles)


def _bodies(board: Board) -> dict[str, Node]:
    return {c.name: c.body for c in board.clauses}


def _scalar_of(board: Board, v: Sym, depth: int) -> Node:
    """A scalar expression that depends on ``v``."""
    for _ in range(30):
        e = expression(board, (ONE, ONE), depth)
        if depends(e, v, _bodies(board)) and not isinstance(e, Sym):
            return e
    raise NoRule(v)


def gradient_by_column(board: Board) -> list[Node]:
    r"""∂s/∂x and \nabla_x s."""
    x = board.variable((board.dim(), ONE))
    s = _scalar_of(board, x, board.random.choice((2, 2, 3)))
    return _gradient(board, s, x)


def gradient_by_matrix(board: Board) -> list[Node]:
    """∂s/∂X."""
    x = board.variable((board.dim(), board.dim()))
    s = _scalar_of(board, x, board.random.choice((2, 2, 3)))
    return _gradient(board, s, x)


def _gradient(board: Board, s: Node, x: Sym) -> list[Node]:
    style = _style(board, True)
    left = Deriv(s, x, None, style, board.layout)
    right = gradient(s, x, _bodies(board))
    if right is None:
        raise NoRule(s)
    return _followed(board, left, right if left.shape == right.shape and _keeps(board, x, style) else t(right))


def _keeps(board: Board, x: Sym, style: str) -> bool:
    """Whether this layout gives the gradient in the variable's own shape."""
    if style == "nabla" or x.is_scalar:
        return True
    return board.layout == "denominator" if x.is_column else board.layout != "numerator"


def derivative_by_scalar(board: Board) -> list[Node]:
    """∂/∂t of a scalar, a column or a matrix."""
    v = board.variable((ONE, ONE))
    shape = (ONE, ONE) if board.layout == "denominator" else board.random.choice(
        ((ONE, ONE), (board.dim(), ONE), (board.dim(), board.dim())))
    for _ in range(30):
        e = expression(board, shape, board.random.choice((2, 3)))
        if depends(e, v, {}) and not isinstance(e, Sym):
            return _followed(board, Deriv(e, v, None, board.random.choice(("fraction", "operator", "total")), board.layout),
                             tangent(e, v, {}))
    raise NoRule(v)


def _jacobian(board: Board, y: Node, x: Sym) -> tuple[Node, Node]:
    left = Deriv(y, x, None, _style(board, False), board.layout)
    right = jacobian(y, x, _bodies(board))
    if right is None:
        raise NoRule(y)
    return left, t(right) if board.layout == "denominator" else right


def jacobian_by_column(board: Board) -> list[Node]:
    """∂y/∂x of a column by a column."""
    x = board.variable((board.dim(), ONE))
    y = column_of(board, x, (board.dim(), ONE), board.random.choice((1, 2, 2, 3)))
    return _followed(board, *_jacobian(board, y, x))


def defined(board: Board) -> list[Node]:
    """u = Ax + b and y = σ(u) given: derivatives by what is defined and through it."""
    x = board.variable((board.dim(), ONE))
    u = board.define(column_of(board, x, (board.dim(), ONE), 1))
    y = board.define(Apply(board.function, 0, u) if board.random.random() < 0.6 else column_of(board, u, (board.dim(), ONE), 1))
    match board.random.choice(("y by x", "y by u", "u by x", "chain", "loss by x", "loss by u")):
        case "y by x":
            return _followed(board, *_jacobian(board, y, x))
        case "y by u":
            return _followed(board, *_jacobian(board, y, u))
        case "u by x":
            return _followed(board, *_jacobian(board, u, x))
        case "chain":
            left = Deriv(y, x, None, "fraction", board.layout)
            outer, inside = Deriv(y, u, None, "fraction", board.layout), Deriv(u, x, None, "fraction", board.layout)
            return [left, Mul(inside, outer) if board.layout == "denominator" else Mul(outer, inside)]
        case "loss by x":
            v = x
        case _:
            v = u
    loss = board.random.choice((mul(t(y), y), mul(t(board.symbol(y.shape)), y), mul(t(Ones(y.shape[0])), y)))
    return _gradient(board, loss, v)


def entries(board: Board) -> list[Node]:
    """(e)_ij by the entries of what it is made of."""
    e = expression(board, board.random.choice(((board.dim(), board.dim()), (board.dim(), ONE))), 2)
    if isinstance(e, (Sym, Ones)):
        raise NoRule(e)
    indices = tuple(board.index(d) for d in (e.shape[:1] if e.is_column else e.shape))
    first = Entry(e, indices)
    sides = [first, rearranged(first, board, board.random.choice((1, 2, 4, 6)), ENTRIES)]
    if board.random.random() < 0.3:
        sides.append(rearranged(sides[-1], board, 3, ENTRIES))
    return sides


def sums(board: Board) -> list[Node]:
    """Scalars as sums of entries."""
    e = expression(board, (ONE, ONE), 2)
    return [e, rearranged(e, board, board.random.choice((1, 2, 4, 6)), ENTRIES)]


def entry_of_jacobian(board: Board) -> list[Node]:
    """∂(y)_i/∂x_j."""
    x = board.variable((board.dim(), ONE))
    y = column_of(board, x, (board.dim(), ONE), board.random.choice((0, 1, 2)))
    i, j = board.index(y.shape[0]), board.index(x.shape[0])
    right = jacobian(y, x, {})
    if right is None:
        raise NoRule(y)
    left = Deriv(Entry(y, (i,)), x, (j,), _style(board, False), board.layout)
    return _followed(board, left, Entry(right, (i, j)), ENTRIES)


def entry_of_gradient(board: Board) -> list[Node]:
    """∂s/∂x_i and ∂s/∂X_ij."""
    v = board.variable(board.random.choice(((board.dim(), ONE), (board.dim(), board.dim()))))
    s = _scalar_of(board, v, 2)
    indices = tuple(board.index(d) for d in (v.shape[:1] if v.is_column else v.shape))
    right = gradient(s, v, {})
    left = Deriv(s, v, indices, _style(board, False), board.layout)
    return _followed(board, left, Entry(right, indices), ENTRIES)


def second_derivative(board: Board) -> list[Node]:
    """∂/∂x_i ∂s/∂x_j, by the Jacobian of the gradient."""
    x = board.variable((board.dim(), ONE))
    s = _second_body(board, x)
    i, j = board.index(x.shape[0]), board.index(x.shape[0])
    hessian = jacobian(gradient(s, x, {}), x, {})
    if hessian is None:
        raise NoRule(s)
    left = Deriv(Deriv(s, x, (j,), "fraction", board.layout), x, (i,), "operator", board.layout)
    return _followed(board, left, Entry(hessian, (i, j)), ENTRIES)


def hessian(board: Board) -> list[Node]:
    r"""\nabla_x^2 s, by the Jacobian of the gradient."""
    if board.layout == "numerator":
        raise NoRule("gradients are columns")
    x = board.variable((board.dim(), ONE))
    s = _second_body(board, x)
    right = jacobian(gradient(s, x, {}), x, {})
    if right is None:
        raise NoRule(s)
    return _followed(board, Hessian(s, x), right)


def _second_body(board: Board, x: Sym) -> Node:
    n = x.shape[0]
    m = board.dim()
    inside = board.random.choice((Mul(board.symbol((m, n)), x), Add((Mul(board.symbol((m, n)), x), board.symbol((m, ONE), (x,))))))
    match board.random.choice(("form", "activation", "square")):
        case "form":
            return Mul(Mul(T(x), board.symbol((n, n))), x)
        case "activation":
            weights = board.random.choice((Ones(m), board.symbol((m, ONE), (x,))))
            return Mul(T(weights), Apply(board.function, 0, inside))
    return Scale(num("1/2"), Mul(T(inside), inside))


def dotted(board: Board) -> list[Node]:
    """Columns, rows, diagonals, matrices and sums written with dots."""
    e = expression(board, _shape(board), 2)
    sides = [e, rearranged(e, board, board.random.choice((1, 2)), DOTTED)]
    if sides[0] == sides[1]:
        raise NoRule(e)
    return sides if board.random.random() < 0.7 else sides[::-1]


def same_letter(board: Board) -> list[Node]:
    """A derivative by x_i of a sum over another i; the two are different indices."""
    x = board.variable((board.dim(), ONE))
    s = _scalar_of(board, x, 2)
    i = board.index(x.shape[0])
    board.reuse(i)
    spelled = rearranged(s, board, 2, (ENTRIES[1],))
    return [Deriv(spelled, x, (i,), "operator", board.layout), Entry(gradient(s, x, {}), (i,))]


TEMPLATES = {
    algebra: 20, pair: 3, gradient_by_column: 12, gradient_by_matrix: 12, derivative_by_scalar: 4,
    jacobian_by_column: 12, defined: 8, entries: 8, sums: 4, entry_of_jacobian: 6, entry_of_gradient: 6,
    second_derivative: 3, hessian: 3, dotted: 5, same_letter: 1}
