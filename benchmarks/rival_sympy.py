"""SymPy's derivatives of general matrices, for ``calculus.py``: values in as JSON, one result a line.

Matrix expressions of symbolic size are differentiated with ``diff``; the answer is
put to numbers at the sizes of the values.  σ is tanh.
"""
import json
import sys
from time import perf_counter

import numpy as np
from sympy import (
    Determinant, HadamardProduct, Lambda, Matrix, MatrixSymbol, OneMatrix,
    Symbol, Trace, diff, exp, log, sqrt, tanh,
)

m, n, N, d, p = (Symbol(name, integer=True, positive=True) for name in "m n N d p".split())
A, x, b, c = MatrixSymbol("A", m, n), MatrixSymbol("x", n, 1), MatrixSymbol("b", m, 1), MatrixSymbol("c", m, 1)
SA, B, X = MatrixSymbol("A", n, n), MatrixSymbol("B", n, n), MatrixSymbol("X", n, n)
Q, K, V, G = MatrixSymbol("Q", m, d), MatrixSymbol("K", N, d), MatrixSymbol("V", N, p), MatrixSymbol("G", m, p)
D, y, w = MatrixSymbol("D", N, n), MatrixSymbol("y", N, 1), MatrixSymbol("w", n, 1)
epsilon = Symbol("epsilon", positive=True)
z = Symbol("z")


def softmax(v):
    e = v.applyfunc(exp)
    return e / (OneMatrix(1, v.shape[0]) * e)[0, 0]


def normalised(v):
    mean = (OneMatrix(1, n) * v)[0, 0] / n
    centred = v - mean * OneMatrix(n, 1)
    return centred / sqrt((centred.T * centred)[0, 0] / n + epsilon)


def attention():
    e = (Q * K.T).applyfunc(exp)
    weights = HadamardProduct(e, ((e * OneMatrix(N, 1)).applyfunc(Lambda(z, 1 / z))) * OneMatrix(1, N))
    return Trace(G.T * weights * V)


def logistic():
    return OneMatrix(1, N) * HadamardProduct(-y, D * w).applyfunc(Lambda(z, log(1 + exp(z))))


def squared():
    return (A * x - b).T * (A * x - b)


TASKS = {
    "d(Ax+b)": (lambda: diff(A * x + b, x), x),
    "dσ(Ax+b)": (lambda: diff((A * x + b).applyfunc(tanh), x), x),
    "d/dA cᵀσ(Ax+b)": (lambda: diff(c.T * (A * x + b).applyfunc(tanh), A), A),
    "softmax Jacobian": (lambda: diff(softmax(x), x), x),
    "‖Ax−b‖² gradient": (lambda: diff(squared(), x), x),
    "‖Ax−b‖² Hessian": (lambda: diff(diff(squared(), x), x), x),
    "tr(AXBXᵀ)": (lambda: diff(Trace(SA * X * B * X.T), X), X),
    "log det X": (lambda: diff(log(Determinant(X)), X), X),
    "batch-norm Jacobian": (lambda: diff(normalised(x), x), x),
    "attention dQ": (lambda: diff(attention(), Q), Q),
    "logistic Hessian": (lambda: diff(diff(logistic(), w), w), w),
}


def numbers(result, values):
    """The answer at the values, as nested lists."""
    sizes = {m: len(values["b"]), n: len(values["x"]), N: len(values["y"]), d: len(values["K"][0]), p: len(values["V"][0])}
    result = result.doit().subs({epsilon: values["epsilon"]}).subs(sizes)
    known = {s: Matrix(np.atleast_1d(values[s.name])) for s in result.atoms(MatrixSymbol)}
    result = result.subs(known).doit()
    if hasattr(result, "as_explicit"):
        result = result.as_explicit()
    return np.array(result.tolist() if hasattr(result, "tolist") else [[result]], dtype=float)


def main() -> None:
    asked = json.load(sys.stdin)
    for name, values in zip(asked["tasks"], asked["values"]):
        work, variable = TASKS[name]
        times, result, said = [], None, ""
        try:
            for _ in range(asked["runs"]):
                start = perf_counter()
                found = work().doit()
                times.append(perf_counter() - start)
            found_numbers = numbers(found, values)
            jacobian = variable.shape[1] == 1 and name.startswith(("d(", "dσ", "softmax", "batch"))
            result, said = (found_numbers if not jacobian else found_numbers.T).tolist(), str(found)[:300]
        except Exception as error:
            said = f"{type(error).__name__}: {error}"[:200]
        print(json.dumps({"result": result, "seconds": min(times, default=0.0), "said": said}), flush=True)


if __name__ == "__main__":
    main()
