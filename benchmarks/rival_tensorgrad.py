"""tensorgrad's derivatives, for ``calculus.py``: values in as JSON, one result a line.

Runs in an environment of its own.  ``grad`` and ``full_simplify`` are timed; the answer
is evaluated by tensorgrad in single precision.  σ is tanh.
"""
import json
import sys
from time import perf_counter

import tensorgrad.functions as F
import torch
from sympy import symbols
from tensorgrad import Variable
from tensorgrad.extras.evaluate import evaluate

m, n, k, N, d, p, one = symbols("m n k N d p one")
A, x, b, c = Variable("A", m, n), Variable("x", n), Variable("b", m), Variable("c", m)
SA, B, X = Variable("A", i=n, j=n), Variable("B", k=n, l=n), Variable("X", j=n, k=n)
Q, K, V, G = Variable("Q", m, d), Variable("K", N, d), Variable("V", N, p), Variable("G", m, p)
D, y, w = Variable("D", N, n), Variable("y", N), Variable("w", n)


def normalised(epsilon):
    centred = x - F.mean(x, dim="n", keepdims=True)
    variance = F.mean(F.pow(centred, 2), dim="n", keepdims=True)
    return centred / F.sqrt(variance + epsilon)


def trace_of_four():
    """tr(A X B Xᵀ) = Σ A_ij X_jk B_kl X_il."""
    return SA @ X @ B @ X.rename(j="i", k="l")


def logistic():
    return F.sum(F.log(F.exp(-(y * (D @ w))) + 1))


TASKS = {
    "d(Ax+b)": (lambda e: A @ x + b, x, "mn"),
    "dσ(Ax+b)": (lambda e: F.tanh(A @ x + b), x, "mn"),
    "d/dA cᵀσ(Ax+b)": (lambda e: c @ F.tanh(A @ x + b), A, "mn"),
    "softmax Jacobian": (lambda e: F.softmax(x, dim="n"), x, "nn"),
    "‖Ax−b‖² gradient": (lambda e: F.frobenius2(A @ x - b), x, "n"),
    "‖Ax−b‖² Hessian": (lambda e: F.frobenius2(A @ x - b), x, "nn"),
    "tr(AXBXᵀ)": (lambda e: trace_of_four(), X, "jk"),
    "log det X": (lambda e: F.log(F.det(X)), X, "jk"),
    "batch-norm Jacobian": (normalised, x, "nn"),
    "attention dQ": (lambda e: F.sum(G * (F.softmax(Q @ K, dim="N") @ V)), Q, "md"),
    "logistic Hessian": (lambda e: logistic(), w, "nn"),
}
TWICE = {"‖Ax−b‖² Hessian", "logistic Hessian"}
EDGES = {A: "mn", x: "n", b: "m", c: "m", SA: "ij", B: "kl", X: "jk", Q: "md", K: "Nd", V: "Np", G: "mp", D: "Nn", y: "N", w: "n"}


def numbers(result, name, axes, values):
    """The answer with the output's axes first; edges that grad adds carry a mark."""
    known = {v: torch.tensor(values[v.name], dtype=torch.float32) for v in EDGES if v is not SA and v is not A}
    known[SA if len(values["A"]) == len(values["A"][0]) else A] = torch.tensor(values["A"], dtype=torch.float32)
    known = {v: t.rename(*EDGES[v]) for v, t in known.items() if t.dim() == len(EDGES[v])}
    value = evaluate(result, known)
    names = list(value.names)
    order = sorted(range(len(names)), key=lambda i: (axes.index(names[i].rstrip("_")), names[i].count("_")))
    return value.rename(None).permute(order).tolist()


def main() -> None:
    asked = json.load(sys.stdin)
    for name, values in zip(asked["tasks"], asked["values"]):
        work, variable, axes = TASKS[name]
        times, result, said = [], None, ""
        try:
            for _ in range(asked["runs"]):
                start = perf_counter()
                found = work(asked["epsilon"]).grad(variable)
                found = found.grad(variable) if name in TWICE else found
                found = found.full_simplify()
                times.append(perf_counter() - start)
            result, said = numbers(found, name, axes, values), str(found)[:300]
        except Exception as error:
            said = f"{type(error).__name__}: {error}"[:300]
        print(json.dumps({"result": result, "seconds": min(times, default=0.0), "said": said}), flush=True)


if __name__ == "__main__":
    main()
