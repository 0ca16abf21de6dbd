r"""True rearrangements, each a small function from a node to an equal one.

A function gives None where it does not apply.  ``rearranged`` puts several at
random places.  Whether a result is true is judged by the closure all the same.
"""
from __future__ import annotations

from random import Random
from typing import Callable

from .board import Board
from .building import had, mul, neg, scale, t, total
from .expressions import (ONE, Add, Apply, Delta, Deriv, Diag, Entry, Eye, Had, IllTyped, Listed, Mul, Neg, Node, Num,
                          Ones, Pow, Scale, Size, SquaredNorm, SumOver, Sym, T, Trace, num, places, put, put_index)

Rule = Callable[[Node, Board], Node | None]


def transpose_of_product(e: Node, board: Board) -> Node | None:
    """(AB)ᵀ = BᵀAᵀ, and back."""
    match e:
        case T(Mul(a, b)):
            return mul(t(b), t(a))
        case Mul(T(a), T(b)):
            return T(Mul(b, a))


def transpose_through(e: Node, board: Board) -> Node | None:
    """ᵀ through +, −, scaling, ⊙ and σ; D = Dᵀ."""
    match e:
        case T(Add(terms)):
            return total([t(x) for x in terms])
        case T(Neg(x)):
            return neg(t(x))
        case T(Scale(f, x, _)):
            return scale(f, t(x))
        case T(Had(a, b)):
            return Had(t(a), t(b))
        case T(Apply(f, k, x)):
            return Apply(f, k, t(x))
        case Diag() | Eye():
            return T(e)
        case Add(terms) if not e.is_scalar and all(isinstance(x, T) for x in terms):
            return T(Add(tuple(x.arg for x in terms)))


def symmetry(e: Node, board: Board) -> Node | None:
    """Sᵀ = S for a matrix declared symmetric."""
    match e:
        case T(Sym(name=name) as s) if name in board.symmetric:
            return s
        case Sym(name=name) if name in board.symmetric:
            return T(e)


def transpose_of_scalar(e: Node, board: Board) -> Node | None:
    """xᵀAy = yᵀAᵀx."""
    if e.is_scalar and isinstance(e, Mul):
        return mul(t(e.right), t(e.left))


def distribute(e: Node, board: Board) -> Node | None:
    """A(B + C) = AB + AC, and for scaling, ⊙, diag, trace and entries."""
    match e:
        case Mul(a, Add(terms)):
            return total([mul(a, x) for x in terms])
        case Mul(Add(terms), b):
            return total([mul(x, b) for x in terms])
        case Had(a, Add(terms)):
            return total([Had(a, x) for x in terms])
        case Scale(f, Add(terms), _):
            return total([scale(f, x) for x in terms])
        case Scale(Add(terms), a, _):
            return total([scale(x, a) for x in terms])
        case Diag(Add(terms)):
            return total([Diag(x) for x in terms])
        case Trace(Add(terms)):
            return total([Trace(x) for x in terms])
        case Entry(Add(terms), indices):
            return total([Entry(x, indices) for x in terms])
        case SumOver(i, n, Add(terms), False):
            return total([SumOver(i, n, x) for x in terms])
        case Neg(Add(terms)):
            return total([neg(x) for x in terms])


def factor_out(e: Node, board: Board) -> Node | None:
    """AB + AC = A(B + C), AB + CB = (A + C)B."""
    match e:
        case Add((Mul(a, b), Mul(c, d))) if a == c:
            return mul(a, Add((b, d)))
        case Add((Mul(a, b), Mul(c, d))) if b == d:
            return mul(Add((a, c)), b)
        case Add((a, b)) if a == b:
            return scale(num(2), a)


def shuffle_sum(e: Node, board: Board) -> Node | None:
    if isinstance(e, Add):
        terms = list(e.terms)
        board.random.shuffle(terms)
        return Add(tuple(terms))


def commute(e: Node, board: Board) -> Node | None:
    """a ⊙ b = b ⊙ a, st = ts, s·A = A·s."""
    match e:
        case Had(a, b):
            return Had(b, a)
        case Scale(f, a, behind) if a.is_scalar and not isinstance(f, Num):
            return Scale(a, f, behind)
        case Scale(f, a, behind) if not isinstance(f, Num):
            return Scale(f, a, not behind)


def cycle_trace(e: Node, board: Board) -> Node | None:
    """tr(AB) = tr(BA), tr A = tr Aᵀ, xᵀAy = tr(A y xᵀ)."""
    match e:
        case Trace(Mul(a, b)) if board.random.random() < 0.7:
            return Trace(mul(b, a)) if a.shape[0] == b.shape[1] else None
        case Trace(a):
            return Trace(t(a))
        case Mul(a, b) if e.is_scalar and not b.is_scalar and not a.is_scalar:
            return Trace(mul(b, a))


def trace_as_inner(e: Node, board: Board) -> Node | None:
    """tr(AᵀB) = 1ᵀ(A ⊙ B)1."""
    match e:
        case Trace(Mul(T(a), b)) if a.shape[1] != ONE:
            return mul(mul(t(Ones(a.shape[0])), Had(a, b)), Ones(a.shape[1]))


def diagonal(e: Node, board: Board) -> Node | None:
    """diag(u)v = u ⊙ v, diag(u)diag(v) = diag(u ⊙ v), diag(1) = I, D ⊙ … ."""
    match e:
        case Mul(Diag(u), Diag(v)):
            return Diag(had(u, v))
        case Diag(Had(u, v)):
            return Mul(Diag(u), Diag(v))
        case Mul(Diag(u), v) if v.is_column:
            return had(u, v)
        case Had(u, v) if u.is_column:
            return Mul(Diag(u), v)
        case Diag(Ones(n)):
            return Eye(n)
        case Mul(Diag(u), a) if a.shape[1] != ONE:
            return Had(mul(u, t(Ones(a.shape[1]))), a)


def ones(e: Node, board: Board) -> Node | None:
    """1ᵀ(u ⊙ v) = uᵀv, diag(u)1 = u."""
    match e:
        case Mul(T(Ones()), Had(u, v)) if u.is_column:
            return mul(t(u), v)
        case Mul(T(u), v) if u.is_column and v.is_column:
            return mul(t(Ones(u.shape[0])), had(u, v))
        case Mul(Diag(u), Ones()):
            return u


def move_scalar(e: Node, board: Board) -> Node | None:
    """(sA)B = s(AB) = A(sB), x(yᵀz) = (yᵀz)x, tr(sA) = s tr A."""
    match e:
        case Mul(Scale(f, a, _), b):
            return scale(f, mul(a, b))
        case Mul(a, Scale(f, b, _)):
            return scale(f, mul(a, b))
        case Scale(f, Mul(a, b), _):
            return Mul(a, scale(f, b)) if b.shape != (ONE, ONE) and not isinstance(f, Num) else None
        case Trace(Scale(f, a, _)):
            return scale(f, Trace(a))
        case Mul(Mul(x, T(y)), z) if x.is_column and y.is_column and z.is_column:
            return scale(mul(T(y), z), x)


def norm(e: Node, board: Board) -> Node | None:
    """‖x‖² = xᵀx."""
    match e:
        case SquaredNorm(a):
            return mul(t(a), a)
        case Mul(T(a), b) if a == b and a.is_column:
            return SquaredNorm(a)


def associate(e: Node, board: Board) -> Node | None:
    match e:
        case Mul(Mul(a, b), c) if b.shape != (ONE, ONE):
            return Mul(a, Mul(b, c))
        case Mul(a, Mul(b, c)) if b.shape[0] != ONE:
            return Mul(Mul(a, b), c)


def identity(e: Node, board: Board) -> Node | None:
    """A = I A, x + x − x …: what a cautious student inserts."""
    if e.shape[0] != ONE and not isinstance(e, (Ones, Eye, Num)) and board.random.random() < 0.3:
        return Mul(Eye(e.shape[0], bare=board.random.random() < 0.3), e)


def power(e: Node, board: Board) -> Node | None:
    match e:
        case Pow(a, 2):
            return Scale(a, a)
        case Scale(a, b, _) if a == b:
            return Pow(a, 2)
        case Pow(Add((a, b)), 2):
            return Add((Pow(a, 2), scale(num(2), scale(a, b)), Pow(b, 2)))


def derivative_of_sum(e: Node, board: Board) -> Node | None:
    """∂(a + b) = ∂a + ∂b, ∂(sa) = s∂a for a number s."""
    match e:
        case Deriv(Add(terms), v, at, style, layout):
            return total([Deriv(x, v, at, style, layout) for x in terms])
        case Deriv(Neg(x), v, at, style, layout):
            return neg(Deriv(x, v, at, style, layout))
        case Deriv(Scale(Num() as s, x, _), v, at, style, layout):
            return scale(s, Deriv(x, v, at, style, layout))


# ---------------------------------------------------------------- entries

def entry(e: Node, board: Board) -> Node | None:
    """An entry of an expression by the entries of its parts."""
    match e:
        case Entry(Mul(a, b), indices):
            k = board.dummy()
            column = b.is_column
            right = Entry(b, (k,) if column else (k, indices[1]))
            if a.shape[0] == ONE or a.shape[1] == ONE:
                return None
            return SumOver(k, a.shape[1], scale(Entry(a, (indices[0], k)), right))
        case Entry(T(a), (i, j)) if a.shape[0] != ONE and a.shape[1] != ONE:
            return Entry(a, (j, i))
        case Entry(Neg(a), indices):
            return neg(Entry(a, indices))
        case Entry(Scale(f, a, _), indices):
            return scale(f, Entry(a, indices))
        case Entry(Had(a, b), indices):
            return scale(Entry(a, indices), Entry(b, indices))
        case Entry(Diag(v), (i, j)):
            return scale(Delta(i, j), Entry(v, (i,)))
        case Entry(Eye(), (i, j)):
            return Delta(i, j, cases=board.random.random() < 0.4)
        case Entry(Apply(f, k, a), indices):
            return Apply(f, k, Entry(a, indices))
        case Entry(Ones(), _):
            return num(1)


def scalar_as_sum(e: Node, board: Board) -> Node | None:
    """xᵀy = Σ_k x_k y_k, tr A = Σ_k A_kk."""
    match e:
        case Mul(T(a), b) if a.is_column and b.is_column:
            k = board.dummy()
            return SumOver(k, a.shape[0], scale(Entry(a, (k,)), Entry(b, (k,))), dots=_dots(board, a, b))
        case SquaredNorm(a):
            k = board.dummy()
            return SumOver(k, a.shape[0], Pow(Entry(a, (k,)), 2), dots=_dots(board, a))
        case Trace(a):
            k = board.dummy()
            return SumOver(k, a.shape[0], Entry(a, (k, k)), dots=_dots(board, a))


def _dots(board: Board, *parts: Node) -> bool:
    return all(isinstance(x, Sym) for x in parts) and board.random.random() < 0.5


def spell_out(e: Node, board: Board) -> Node | None:
    """A symbol as a matrix of its entries, with dots."""
    match e:
        case Sym(label=None) if e.is_column and board.random.random() < 0.3:
            k = board.dummy()
            return Listed("column", (k,), (e.shape[0],), Entry(e, (k,)))
        case T(Sym(label=None) as v) if v.is_column:
            k = board.dummy()
            return Listed("row", (k,), (v.shape[0],), Entry(v, (k,)))
        case Diag(v):
            k = board.dummy()
            inside = entry(Entry(v, (k,)), board) or Entry(v, (k,))
            return None if any(isinstance(x, SumOver) for _, x in places(inside)) else \
                Listed("diagonal", (k,), (v.shape[0],), inside)
        case Sym(label=None) if ONE not in e.shape and board.random.random() < 0.2:
            i, j = board.dummy(), board.dummy()
            return Listed("full", (i, j), e.shape, Entry(e, (i, j))) if i != j else None


def resolve_delta(e: Node, board: Board) -> Node | None:
    """Σ_k δ_ik a_k = a_i, and back: a_i = Σ_k δ_ik a_k."""
    match e:
        case SumOver(k, n, Scale(Delta(i, j, _), a, _), False) if k in (i, j):
            other = j if i == k else i
            return put_index(a, k, other)
        case Entry(Sym() as v, (str() as i,)) if board.random.random() < 0.3:
            k = board.dummy()
            return SumOver(k, v.shape[0], scale(Delta(i, k), Entry(v, (k,)))) if k != i else None


def size_as_sum(e: Node, board: Board) -> Node | None:
    """1ᵀ1 = n = tr I_n."""
    match e:
        case Mul(T(Ones(n)), Ones()):
            return Size(n)
        case Trace(Eye(n)):
            return Size(n)
        case Size(n):
            return Trace(Eye(n))


ALGEBRA: tuple[Rule, ...] = (
    transpose_of_product, transpose_through, symmetry, symmetry, transpose_of_scalar, distribute, factor_out, shuffle_sum, commute,
    cycle_trace, trace_as_inner, diagonal, ones, move_scalar, norm, associate, identity, power, derivative_of_sum,
    size_as_sum)
ENTRIES: tuple[Rule, ...] = (entry, entry, scalar_as_sum, distribute, commute, shuffle_sum, resolve_delta, diagonal, power)
DOTTED: tuple[Rule, ...] = (spell_out, scalar_as_sum)


def rearranged(e: Node, board: Board, count: int, rules: tuple[Rule, ...] = ALGEBRA) -> Node:
    """``e`` after up to ``count`` rearrangements at random places."""
    random: Random = board.random
    done = 0
    for _ in range(count * 6):
        if done == count:
            break
        path, sub = random.choice(list(places(e)))
        if _inside_variable(e, path):
            continue
        try:
            new = random.choice(rules)(sub, board)
            if new is None or new == sub:
                continue
            e, done = put(e, path, new), done + 1
        except IllTyped:
            continue
    return e


def _inside_variable(e: Node, path) -> bool:
    """The variable of a derivative, and a symbol whose entry is written, stay as they are."""
    for step in path:
        if step[0] == "variable":
            return True
        e = getattr(e, step[0]) if step[1] is None else getattr(e, step[0])[step[1]]
    return False
