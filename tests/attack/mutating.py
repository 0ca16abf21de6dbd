"""Slips that students make: each a function from a node to a nearby one.

Most make a true statement false; which ones is for the closure to say.
"""
from __future__ import annotations

from .board import Board
from .building import t
from .expressions import (ONE, Add, Apply, Delta, Deriv, Diag, Entry, Eye, Had, IllTyped, Listed, Misfit, Mul, Neg,
                          Node, Num, Ones, Pow, Scale, SumOver, Sym, T, num, parts, places, put, relabel, with_)


def transpose_dropped(e: Node, board: Board) -> Node | None:
    return e.arg if isinstance(e, T) else None


def transpose_added(e: Node, board: Board) -> Node | None:
    return T(e) if not e.is_scalar and e.shape[0] == e.shape[1] and not isinstance(e, T) else None


def order_swapped(e: Node, board: Board) -> Node | None:
    """AB for BA: also the diagonal on the wrong side."""
    return Mul(e.right, e.left) if isinstance(e, Mul) else None


def sign_flipped(e: Node, board: Board) -> Node | None:
    match e:
        case Add(terms):
            k = board.random.randrange(len(terms))
            flipped = terms[k].arg if isinstance(terms[k], Neg) else Neg(terms[k])
            return Add(terms[:k] + (flipped,) + terms[k + 1:])
        case Neg(arg):
            return arg
        case Mul() | Apply() | Sym():
            return Neg(e) if board.random.random() < 0.2 else None


def factor_changed(e: Node, board: Board) -> Node | None:
    match e:
        case Num(value):
            return num(value + 1) if value != 0 else None
        case Scale(Num(), arg, _):
            return arg
        case Mul() | Had() | Apply():
            return Scale(num(2), e) if board.random.random() < 0.3 else None


def term_dropped(e: Node, board: Board) -> Node | None:
    match e:
        case Add(terms):
            k = board.random.randrange(len(terms))
            rest = terms[:k] + terms[k + 1:]
            return rest[0] if len(rest) == 1 else Add(rest)
        case Had(a, b):
            return a if board.random.random() < 0.5 else b
        case Mul(a, b) if a.shape[0] == a.shape[1]:
            return b
        case Mul(a, b) if b.shape[0] == b.shape[1]:
            return a


def derivative_order(e: Node, board: Board) -> Node | None:
    """σ for σ', σ' for σ."""
    if isinstance(e, Apply):
        return with_(e, order=e.order - 1 if e.order and board.random.random() < 0.7 else e.order + 1)


def function_dropped(e: Node, board: Board) -> Node | None:
    return e.arg if isinstance(e, Apply) else None


def other_symbol(e: Node, board: Board) -> Node | None:
    if isinstance(e, Sym) and e.label is None:
        others = [s for s in board.symbols.values() if s.shape == e.shape and s != e]
        return board.random.choice(others) if others else None


def other_index(e: Node, board: Board) -> Node | None:
    match e:
        case Entry(_, (i, j)):
            return with_(e, indices=(j, i))
        case Entry(_, (str() as i,)):
            others = [k for k, d in board.ranges.items() if k != i]
            return with_(e, indices=(board.random.choice(others),)) if others else None
        case Deriv(_, _, (i, j), _, _):
            return with_(e, at=(j, i))


def product_kind(e: Node, board: Board) -> Node | None:
    """⊙ for a matrix product, and back."""
    match e:
        case Had(a, b) if a.shape[0] == a.shape[1] and not a.is_scalar:
            return Mul(a, b)
        case Mul(a, b) if a.shape == b.shape and not a.is_scalar:
            return Had(a, b)


def outer_for_inner(e: Node, board: Board) -> Node | None:
    match e:
        case Mul(T(x), y) if x.is_column and y.is_column:
            return Mul(y, T(x))
        case Mul(x, T(y)) if x.is_column and y.is_column and x.shape == y.shape:
            return Mul(T(y), x)


def diagonal_dropped(e: Node, board: Board) -> Node | None:
    match e:
        case Mul(Diag(), b):
            return b
        case Diag(v):
            return Mul(v, T(v)) if board.random.random() < 0.3 else Eye(v.shape[0])


def sum_range(e: Node, board: Board) -> Node | None:
    if isinstance(e, SumOver):
        others = sorted({d for s in board.symbols.values() for d in s.shape} - {e.dim, ONE}, key=lambda d: d.name)
        return with_(e, dim=board.random.choice(others)) if others else None


def sum_dropped(e: Node, board: Board) -> Node | None:
    """The summand for the sum: its index becomes free."""
    if isinstance(e, SumOver) and board.random.random() < 0.5:
        board.ranges[e.index] = e.dim
        return e.body


def power_changed(e: Node, board: Board) -> Node | None:
    if isinstance(e, Pow):
        return with_(e, exponent=e.exponent + board.random.choice((-1, 1)))


def layer_shifted(e: Node, board: Board) -> Node | None:
    r"""\ell for \ell-1."""
    if isinstance(e, Sym) and e.label is not None:
        return relabel(e, lambda l: l.shifted(board.random.choice((-1, 1))) if l == e.label else l)


def layer_shifted_throughout(e: Node, board: Board) -> Node | None:
    if isinstance(e, (Apply, Mul, Deriv)) and any(isinstance(x, Sym) and x.label for _, x in places(e)):
        by = board.random.choice((-1, 1))
        return relabel(e, lambda l: l.shifted(by) if l.base else l)


def delta_changed(e: Node, board: Board) -> Node | None:
    match e:
        case Delta():
            return num(1)
        case Listed("diagonal", indices, dims, body):
            return None
        case Scale(Delta(), a, _):
            return a


def argument_changed(e: Node, board: Board) -> Node | None:
    """σ'(x) for σ'(Ax + b)."""
    match e:
        case Apply(name, order, Add(terms)):
            return Apply(name, order, board.random.choice(terms))
        case Apply(name, order, arg) if arg.is_column and not isinstance(arg, Sym):
            inside = [x for _, x in places(arg) if x.shape == arg.shape and x != arg and not isinstance(x, Ones)]
            return Apply(name, order, board.random.choice(inside)) if inside else None


SLIPS = (transpose_dropped, transpose_dropped, transpose_added, order_swapped, order_swapped, sign_flipped,
         factor_changed, term_dropped, derivative_order, function_dropped, other_symbol, other_index, product_kind,
         outer_for_inner, diagonal_dropped, sum_range, sum_dropped, power_changed, layer_shifted, layer_shifted_throughout,
         delta_changed, argument_changed)


def mutated(e: Node, board: Board) -> tuple[Node, str] | None:
    """``e`` with one slip and the slip's name, well typed; None if none was found."""
    sites = list(places(e))
    for _ in range(60):
        path, sub = board.random.choice(sites)
        if any(name == "variable" for name, _ in path):
            continue
        slip = board.random.choice(SLIPS)
        try:
            new = slip(sub, board)
            if new is not None and new != sub:
                return put(e, path, new), slip.__name__
        except (IllTyped, ValueError):
            continue
    return None


def misfit(e: Node, board: Board) -> Node | None:
    """``e`` with a product of two whose shapes do not fit for general sizes.

    It stands in no longer product: there a scalar made of later factors could
    rescue it, as in xᵀ(yᵀz); nor has it an identity, which may be of any size.
    """
    longer = {path + (place,) for path, m in places(e) if isinstance(m, (Mul, Scale)) for place, _ in parts(m)}
    sites = [(path, m) for path, m in places(e)
             if isinstance(m, Mul) and path not in longer and not any(n == "variable" for n, _ in path)
             and not any(isinstance(x, (Mul, Scale, Eye)) for x in (m.left, m.right))]
    board.random.shuffle(sites)
    for path, m in sites:
        for left, right in ((t(m.left), m.right), (m.left, t(m.right)), (m.right, m.left)):
            if not left.is_scalar and not right.is_scalar and left.shape[1] != right.shape[0]:
                return put(e, path, Misfit(left, right, m.shape))
    return None
