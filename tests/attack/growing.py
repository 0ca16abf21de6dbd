"""Random well-typed expressions over a board."""
from __future__ import annotations

from fractions import Fraction

from .board import Board
from .building import had, mul, neg, scale, t
from .expressions import (ONE, Add, Apply, Diag, Eye, Had, Mul, Node, Num, Ones, Pow, Reciprocal, Scale, Shape, SquaredNorm, Sym, Trace, num)


def expression(board: Board, shape: Shape, depth: int) -> Node:
    """A random expression of this shape; ``depth`` bounds its nesting."""
    if depth <= 0:
        return board.symbol(shape)
    if shape == (ONE, ONE):
        return _scalar(board, depth)
    if shape[1] == ONE:
        return _column(board, shape, depth)
    if shape[0] == ONE:
        return t(expression(board, shape[::-1], depth))
    return _matrix(board, shape, depth)


def _number(board: Board) -> Num:
    return Num(board.random.choice((Fraction(2), Fraction(3), Fraction(1, 2), Fraction(2), Fraction(5))))


def _sum(board: Board, shape: Shape, depth: int) -> Node:
    a, b = expression(board, shape, depth), expression(board, shape, depth - 1)
    if board.random.random() < 0.4:
        b = neg(b)
    return Add((a, b)) if board.random.random() < 0.6 else Add((b, a))


def _scaled(board: Board, shape: Shape, depth: int) -> Node:
    factor = _number(board) if board.random.random() < 0.5 else expression(board, (ONE, ONE), depth - 1)
    return scale(factor, expression(board, shape, depth))


def _applied(board: Board, shape: Shape, depth: int) -> Node:
    order = board.random.choice((0, 0, 0, 1))
    return Apply(board.function, order, expression(board, shape, depth))


def _matrix(board: Board, shape: Shape, depth: int) -> Node:
    r = board.random
    d = depth - 1
    kinds = ["symbol", "product", "product", "sum", "transpose", "outer", "had", "scaled", "applied"]
    kinds += ["diag", "diag product", "identity sum"] if shape[0] == shape[1] else ["diag product"]
    match r.choice(kinds):
        case "product":
            k = board.dim()
            return mul(expression(board, (shape[0], k), d), expression(board, (k, shape[1]), d - 1))
        case "sum":
            return _sum(board, shape, d)
        case "transpose":
            return t(expression(board, shape[::-1], d))
        case "outer":
            return mul(expression(board, (shape[0], ONE), d), t(expression(board, (shape[1], ONE), d)))
        case "had":
            return Had(expression(board, shape, d), expression(board, shape, d))
        case "scaled":
            return _scaled(board, shape, d)
        case "applied":
            return _applied(board, shape, d)
        case "diag":
            return Diag(expression(board, (shape[0], ONE), d))
        case "diag product":
            return Mul(Diag(expression(board, (shape[0], ONE), d)), expression(board, shape, d - 1))
        case "identity sum":
            return Add((Eye(shape[0], bare=r.random() < 0.5), expression(board, shape, d)))
    return board.symbol(shape)


def _column(board: Board, shape: Shape, depth: int) -> Node:
    d = depth - 1
    kinds = ("symbol", "product", "product", "product", "sum", "sum", "had", "scaled", "applied", "applied", "ones")
    match board.random.choice(kinds):
        case "product":
            k = board.dim()
            return mul(expression(board, (shape[0], k), d), expression(board, (k, ONE), d))
        case "sum":
            return _sum(board, shape, d)
        case "had":
            return had(expression(board, shape, d), expression(board, shape, d))
        case "scaled":
            return _scaled(board, shape, d)
        case "applied":
            return _applied(board, shape, d)
        case "ones":
            return Ones(shape[0])
    return board.symbol(shape)


def _scalar(board: Board, depth: int) -> Node:
    d = depth - 1
    n, m = board.dim(), board.dim()
    kinds = ("symbol", "inner", "inner", "form", "form", "trace", "sum", "scaled", "power", "applied", "square", "norm", "mean")
    match board.random.choice(kinds):
        case "inner":
            return mul(t(expression(board, (n, ONE), d)), expression(board, (n, ONE), d))
        case "form":
            row, column = expression(board, (n, ONE), d - 1), expression(board, (m, ONE), d - 1)
            return mul(mul(t(row), expression(board, (n, m), d - 1)), column)
        case "trace":
            return Trace(mul(expression(board, (n, m), d), expression(board, (m, n), d - 1)))
        case "sum":
            return _sum(board, (ONE, ONE), d)
        case "scaled":
            return _scaled(board, (ONE, ONE), d)
        case "power":
            return Pow(expression(board, (ONE, ONE), d - 1), board.random.choice((2, 2, 3)))
        case "applied":
            return _applied(board, (ONE, ONE), d)
        case "square":
            v = expression(board, (n, ONE), d)
            return mul(t(v), v)
        case "norm":
            return SquaredNorm(expression(board, (n, ONE), d))
        case "mean":
            return Scale(Reciprocal(n), mul(t(Ones(n)), expression(board, (n, ONE), d)))
    return board.symbol((ONE, ONE))


def column_of(board: Board, x: Sym, shape: Shape, depth: int) -> Node:
    """A column that depends on ``x`` only through parts with a Jacobian rule."""
    r = board.random
    n = shape[0]
    if depth <= 0:
        return x if x.shape == shape else Mul(board.symbol((n, x.shape[0])), x)
    d = depth - 1
    match r.choice(("affine", "product", "applied", "applied", "had", "had both", "diag", "scaled", "sum", "residual")):
        case "affine":
            k = r.choice((x.shape[0], board.dim()))
            return Add((mul(board.symbol((n, k)), column_of(board, x, (k, ONE), d)), board.symbol((n, ONE), (x,))))
        case "product":
            k = board.dim()
            return mul(expression(board, (n, k), 1) if r.random() < 0.3 else board.symbol((n, k)),
                       column_of(board, x, (k, ONE), d))
        case "applied":
            return Apply(board.function, 0, column_of(board, x, shape, d))
        case "had":
            return had(board.symbol(shape, (x,)), column_of(board, x, shape, d))
        case "had both":
            return had(column_of(board, x, shape, d - 1), column_of(board, x, shape, d))
        case "diag":
            return Mul(Diag(board.symbol(shape, (x,))), column_of(board, x, shape, d))
        case "scaled":
            return scale(num(r.choice((2, 3))) if r.random() < 0.5 else board.symbol((ONE, ONE)),
                         column_of(board, x, shape, d))
        case "sum":
            return Add((column_of(board, x, shape, d), column_of(board, x, shape, d - 1)))
    inside = column_of(board, x, shape, d)
    return Add((x, inside)) if x.shape == shape else inside
