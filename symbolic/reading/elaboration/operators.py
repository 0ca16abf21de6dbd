r"""Named operators: ``\operatorname{diag}``, tr, det, vec, log, softmax, norms.

``OPERATORS`` maps a name to the function that applies it; ``FUNCTIONS`` are
the known scalar functions, applied entrywise, under the names that the
calculus knows them by.
"""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.expressions import (
    Apply, Array, Determinant, Diagonal, DiagonalPart, Entry, Expand, Expression, MatMul, MatrixExponential, Power,
    Squeeze, Sum, Times, Trace, Transpose, Vectorize, negative)
from symbolic.language.integers import integer
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration.exponentials import exponential
from symbolic.reading.elaboration.pseudo_inverses import pseudo_inverse
from symbolic.reading.elaboration.refusal import ambiguous, misshapen, unsupported

FUNCTIONS = {
    "exp": "exp", "log": "log", "ln": "log", "sin": "sin", "cos": "cos", "tan": "tan",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "arctan": "arctan",
    "sech": "sech", "coth": "coth", "cot": "cot", "sec": "sec", "csc": "csc",
    "sigmoid": "sigmoid", "logistic": "sigmoid", "expit": "sigmoid", "relu": "relu", "ReLU": "relu", "softplus": "softplus",
    "abs": "abs", "sign": "sign", "heaviside": "heaviside", "erf": "erf", "gelu": "gelu", "silu": "silu", "swish": "silu",
    "leakyrelu": "leakyrelu", "elu": "elu", "selu": "selu", "relu6": "relu6", "hardtanh": "hardtanh",
}


OF_MATRICES = {"log", "sin", "cos", "sqrt"}


def square(e, a: Expression, place, what: str) -> Expression:
    """``a`` as a square matrix; a scalar is 1×1."""
    a = e.shapes.settle(a)
    if not a.shape:
        return Expand(a, (0, 1))
    if len(a.shape) != 2 or not e.shapes.unify(*a.shape):
        raise misshapen(f"{what} of {show_shape(a.shape)}: a square matrix is needed", place)
    a = e.shapes.settle(a)
    return e.shapes.cast(a, (integer(1),) * 2) if a.shape[0] != a.shape[1] else a


def _trace(e, a, place):
    return Trace(square(e, a, place, "trace"))


def _det(e, a, place):
    return Determinant(square(e, a, place, "determinant"))


def _expm(e, a, place):
    """Σ_k A^k/k!; of a number its exponential."""
    if not e.shapes.settle(a).shape:
        return Apply("exp", 0, a)
    return MatrixExponential(square(e, a, place, "matrix exponential"))


def _diag(e, a, place):
    """The diagonal matrix of a vector (a row, a column), the diagonal of a square matrix."""
    a = e.shapes.settle(a)
    single = [k for k, d in enumerate(a.shape) if e.shapes.is_one(d)]
    if len(a.shape) == 2 and len(single) == 1:
        a = e.shapes.drop_ones(a, single)
    match len(a.shape):
        case 0:
            return Expand(a, (0, 1))
        case 1:
            return Diagonal(a)
        case 2:
            e.note("diag of a matrix is the vector of its diagonal")
            return DiagonalPart(square(e, a, place, "diag"))
    raise misshapen(f"diag of {show_shape(a.shape)}", place)


def _pinv(e, a, place):
    return pseudo_inverse(e, a, place)


def _vec(e, a, place):
    if len(a.shape) == 1:
        return a
    if len(a.shape) != 2:
        raise misshapen(f"vec of {show_shape(a.shape)}", place)
    return Vectorize(a)


def _transpose(e, a, place):
    return Transpose(a)


def _softmax(e, a, place):
    """softmax(z) = e^z / Σ_k e^{z_k}."""
    a = e.shapes.settle(a)
    if len(a.shape) == 2:
        return _softmax_of_matrix(e, Apply("exp", 0, a))
    if len(a.shape) != 1:
        raise misshapen(f"softmax of {show_shape(a.shape)}: a vector is needed", place)
    e.note("softmax(z) is e^z / Σ_k e^{z_k}")
    return Times(Power(_total(e, Apply("exp", 0, a)), Fraction(-1)), Apply("exp", 0, a))


BY_COLUMNS = "softmax by columns"
"""The lenient reading of a softmax of a matrix of which no words say whether rows or columns are meant."""


def _softmax_of_matrix(e, a: Expression) -> Expression:
    """[i, j] = a[i, j] / Σ_k a[i, k] row by row, as batches and attention mean it; by columns where words say so."""
    columns = e.by_columns or e.lenient(BY_COLUMNS)
    e.note(f"the softmax of a matrix is taken {'column by column' if columns else 'row by row'}")
    i, j, k = (e.shapes.fresh(name) for name in "ijk")
    place = (integer(k), integer(j)) if columns else (integer(i), integer(k))
    total = Sum(k, integer(1), a.shape[0 if columns else 1], Entry(a, place))
    entry = Entry(a, (integer(i), integer(j)))
    return Array(((i, a.shape[0]), (j, a.shape[1])), Times(Power(total, Fraction(-1)), entry))


def _logsumexp(e, a, place):
    a = e.shapes.settle(a)
    if len(a.shape) != 1:
        raise misshapen(f"logsumexp of {show_shape(a.shape)}: a vector is needed", place)
    return Apply("log", 0, _total(e, Apply("exp", 0, a)))


def _total(e, a: Expression) -> Expression:
    """Σ_k a[k]."""
    k = e.shapes.fresh("k")
    return Sum(k, integer(1), a.shape[0], Entry(a, (integer(k),)))


def _sqrt(e, a, place):
    _entrywise_only("sqrt", a, place)
    return Power(a, Fraction(1, 2))


OPERATORS = {
    "tr": _trace, "Tr": _trace, "trace": _trace, "det": _det, "expm": _expm, "diag": _diag, "Diag": _diag,
    "vec": _vec, "softmax": _softmax, "logsumexp": _logsumexp, "LSE": _logsumexp, "sqrt": _sqrt,
    "transpose": _transpose, "pinv": _pinv,
}


def apply_operator(e, name: str, a: Expression, place) -> Expression:
    """A named operator or known function on an argument already read."""
    if name in OPERATORS:
        return OPERATORS[name](e, a, place)
    if FUNCTIONS[name] == "exp":
        return exponential(e, a, place, raised=False)
    _entrywise_only(FUNCTIONS[name], a, place)
    return known_function(e, name, 0, a, place)


QUOTIENTS = {
    "tan": ("sin", "cos"), "cot": ("cos", "sin"), "sec": (None, "cos"), "csc": (None, "sin"),
}
"""Functions that are quotients: what they divide by stands in the step, so that it is not 0 there."""
SLOPES = {
    "tan": lambda z: Power(Apply("cos", 0, z), Fraction(-2)),
    "cot": lambda z: negative(Power(Apply("sin", 0, z), Fraction(-2))),
    "sec": lambda z: Times(Apply("sin", 0, z), Power(Apply("cos", 0, z), Fraction(-2))),
    "csc": lambda z: negative(Times(Apply("cos", 0, z), Power(Apply("sin", 0, z), Fraction(-2)))),
}


def quotient(e, name: str, order: int, a: Expression, place) -> Expression:
    """tan z as sin z / cos z, tan′ z as 1/cos² z, and likewise cot, sec, csc."""
    if order > 1:
        raise unsupported(f"a higher derivative of {name}", place)
    e.note(f"{name} is written with sin and cos")
    if order:
        return SLOPES[name](a)
    above, below = QUOTIENTS[name]
    reciprocal = Power(Apply(below, 0, a), Fraction(-1))
    return reciprocal if above is None else Times(Apply(above, 0, a), reciprocal)


def known_function(e, name: str, order: int, a: Expression, place) -> Expression:
    """f^{(order)}(a) of a function that is known by name."""
    function = FUNCTIONS[name]
    return quotient(e, function, order, a, place) if function in QUOTIENTS else Apply(function, order, a)


def entrywise(e, function: str, order: int, a: Expression, place) -> Expression:
    """f^{(order)} entrywise; what may be a function of a whole matrix is ambiguous."""
    _entrywise_only(function, a, place)
    return Apply(function, order, a)


def _entrywise_only(function: str, a: Expression, place) -> None:
    if len(a.shape) == 2 and function in OF_MATRICES and a.shape[0] == a.shape[1]:
        raise ambiguous(f"{function} of a matrix: entrywise, or of the matrix as a whole", place)


def squared_norm(e, a: Expression, kind: str, place) -> Expression:
    """‖x‖₂² = xᵀx; ‖X‖_F² = tr(XᵀX)."""
    a = e.shapes.settle(a)
    if len(a.shape) == 2 and any(d == 1 for d in a.shape):
        a = e.shapes.drop_ones(a, [k for k, d in enumerate(a.shape) if d == 1])
    match len(a.shape), kind:
        case 0, _:
            return Power(a, Fraction(2))
        case 1, "" | "2" | "F":
            return Squeeze(MatMul(Transpose(a), a), (0,))
        case 2, "F":
            return Trace(MatMul(Transpose(a), a))
    raise ambiguous(f"which norm of {show_shape(a.shape)}", place, r"write \|X\|_F for the Frobenius norm")


def absolute_norm(e, a: Expression) -> Expression:
    """‖x‖₁ = Σ_k |x_k|."""
    return _total(e, Apply("abs", 0, a)) if len(a.shape) == 1 else Apply("abs", 0, a)
