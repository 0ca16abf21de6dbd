r"""The sheet as SymPy objects: families A_ℓ, b_ℓ, y_ℓ, the input x, the activation σ.

| object | shape |
|---|---|
| A_ℓ, ℓ = 1..L | n_ℓ×n_{ℓ-1} |
| b_ℓ, ℓ = 1..L | n_ℓ |
| y_ℓ, ℓ = 0..L | n_ℓ |
| x | n_0 |
| n_L | 1 |
"""
from sympy import Function, IndexedBase, MatAdd, MatMul, MatrixSymbol, symbols
from sympy.matrices.expressions.diagonal import DiagMatrix

from symbolic.language.sympy_bridge import MatrixFamily, apply
from symbolic.language.sympy_context import Clause, SympySetting

ell, k, L = symbols("ell k L", integer=True)
n = IndexedBase("n", integer=True)

A = MatrixFamily("A", (ell, 1, L), (n[ell], n[ell - 1]))
b = MatrixFamily("b", (ell, 1, L), (n[ell],))
y = MatrixFamily("y", (ell, 0, L), (n[ell],))
x = MatrixSymbol("x", n[0], 1)
sigma = Function("sigma")


def affine(layer):
    """A_ℓ y_{ℓ-1} + b_ℓ, of shape n_ℓ."""
    return MatAdd(MatMul(A[layer], y[layer - 1]), b[layer])


def slope(layer):
    """diag(σ'(A_ℓ y_{ℓ-1} + b_ℓ)), of shape n_ℓ×n_ℓ."""
    return DiagMatrix(apply(sigma, affine(layer), 1))


SETTING = SympySetting(
    labels=((L, 1, None),),
    widths=(n,),
    tensors=(A, b, x, y),
    functions=((sigma, 1),),
    clauses=(
        Clause(y[0], x),
        Clause(y[ell], apply(sigma, affine(ell)), ((ell, 1, L - 1),)),
        Clause(y[L], affine(L)),
    ),
    equal=((n[L], 1),),
)

HIDDEN = (ell, 1, L - 1)
"""The hidden layers."""
