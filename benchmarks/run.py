"""What a proof costs: ``make bench``, or ``python benchmarks/run.py [--quick]``.

1. ∂y_d/∂A_1 of a perceptron with d layers: our proof for all widths, beside
   SymPy's explicit entries and their comparison at width n.
2. The same proof at growing depth.
3. The checker's replay as a share of the proof, from the same runs.
4. Derivatives side by side with SymPy and tensorgrad (``calculus.py``).
5. Our time on the collected cases, where they are: median and 99th percentile.
6. ``chainrule check`` on both solutions of homework 4, beside ``import sympy``.
7. The theorem on max-pooling for all sizes, beside trying all small windows.
8. Theorems on convolutions, and the share of the search for index inequalities.
9. Scalar identities beside SymPy's ``simplify`` and ``cancel(together(·))`` (``scalars.py``).
10. Readers of LaTeX side by side: latex2sympy2, SymPy's two and ours (``readers.py``; not with --quick).

Each time is the best of a few runs, in seconds of wall clock, in this process.
"""
from __future__ import annotations

import argparse
import gc
import json
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import calculus
import convolution
import pooling
import readers
import scalars
from symbolic.language.context import (
    Context, Definition, FunctionDeclaration, IntegerDeclaration, LabelRange, Obligation, TensorDeclaration,
)
from symbolic.language.expressions import (
    Add, Apply, Derivative, Diagonal, Expand, Expression, MatMul, Squeeze, Symbol, Transpose,
)
from symbolic.language.integers import IntegerSymbol, integer
from symbolic.proving.checker import check_certificate
from symbolic.proving.prove import prove
from timing import best

DEPTHS = (2, 5, 10, 20)
WIDTHS = (2, 3, 4)
LAYERS = (2, 3)
SIGMA = r"\sigma"
EXAMPLES = Path(__file__).parent.parent / "examples"
COLLECTIONS = ("cookbook", "deeplearning", "wild")
CASES = Path(__file__).parent.parent.parent / "shared" / "cases"


# ---------------------------------------------------------------- the statement, for all widths

def width(k):
    return integer("n", k)


def perceptron(depth: int) -> Context:
    """y_0 = x, y_k = σ(A_k y_{k-1} + b_k) for k < depth, the last layer affine and of width 1."""
    k = integer("k")
    layers = (LabelRange("k", integer(1), integer(depth)),)
    declared = Context(
        integers=(IntegerDeclaration("n", "dimension", arity=1),),
        tensors=(TensorDeclaration("A", layers, (width(k), width(k - 1))),
                 TensorDeclaration("b", layers, (width(k),)),
                 TensorDeclaration("y", (LabelRange("k", integer(0), integer(depth)),), (width(k),)),
                 TensorDeclaration("x", (), (width(0),))),
        functions=(FunctionDeclaration(SIGMA, smooth=1),),
        equal=((IntegerSymbol("n", (integer(depth),)), integer(1)),))

    def clause(first: int, last: int, body: Expression) -> Definition:
        return Definition("y", (LabelRange("k", integer(first), integer(last)),), body)

    return declared.with_(definitions=(
        clause(0, 0, declared.tensor("x").symbol()),
        clause(1, depth - 1, Apply(SIGMA, 0, affine(declared, k))),
        clause(depth, depth, affine(declared, k))))


def affine(context: Context, k) -> Expression:
    """A_k y_{k-1} + b_k."""
    A, y, b = (context.tensor(name) for name in "Ayb")
    return Add((MatMul(A.symbol(k), y.symbol(integer(k) - 1)), b.symbol(k)))


def gradient(depth: int) -> Obligation:
    """∂y_d/∂A_1 = D_1 A_2ᵀ D_2 A_3ᵀ ⋯ D_{d-1} A_dᵀ xᵀ with D_k = diag(σ′(A_k y_{k-1} + b_k)), n_1×n_0."""
    context = perceptron(depth)
    A = context.tensor("A")
    output: Symbol = context.tensor("y").symbol(depth)
    left = Squeeze(Derivative(output, A.symbol(1), None, ("b0", "v0", "v1")), (0,))
    error: Expression = Squeeze(Transpose(A.symbol(depth)), (1,))
    for k in range(depth - 1, 0, -1):
        error = MatMul(Diagonal(Apply(SIGMA, 1, affine(context, k))), error)
        if k > 1:
            error = MatMul(Transpose(A.symbol(k)), error)
    right = MatMul(Expand(error, (1,)), Transpose(context.tensor("y").symbol(0)))
    return Obligation(context, left, "=", right)


@dataclass(frozen=True)
class Proof:
    """Seconds to find a proof and to replay it, and its length in steps."""
    seconds: float
    replay: float
    steps: int


def proof(depth: int, runs: int) -> Proof:
    """Raises ``SystemExit`` if no proof is found: a benchmark of failures means nothing."""
    obligation = gradient(depth)
    seconds, certificate = best(lambda: prove(obligation), runs)
    if certificate is None:
        raise SystemExit(f"no proof found at depth {depth}")
    claim = obligation.to_json()
    replay, accepted = best(lambda: check_certificate(certificate, claim), runs)
    return Proof(seconds, replay, accepted.steps)


# ---------------------------------------------------------------- SymPy, entry by entry

def explicit(depth: int, n: int) -> bool:
    """Does every entry of SymPy's Jacobian equal the formula's, at widths n (the last 1)?"""
    import sympy

    sigma, t = sympy.Function("sigma"), sympy.Symbol("t")
    rows = [n] * depth + [1]
    A = {k: sympy.Matrix(rows[k], rows[k - 1], lambda i, j, k=k: sympy.Symbol(f"A{k}_{i}_{j}"))
         for k in range(1, depth + 1)}
    b = {k: sympy.Matrix(rows[k], 1, lambda i, _, k=k: sympy.Symbol(f"b{k}_{i}")) for k in range(1, depth + 1)}
    y = [sympy.Matrix(n, 1, lambda i, _: sympy.Symbol(f"x_{i}"))]
    slopes = {}
    for k in range(1, depth):
        z = A[k] * y[-1] + b[k]
        y.append(z.applyfunc(sigma))
        slopes[k] = sympy.diag(*[sigma(t).diff(t).subs(t, entry) for entry in z])
    output = A[depth] * y[-1] + b[depth]
    error = A[depth].T
    for k in range(depth - 1, 0, -1):
        error = slopes[k] * error
        if k > 1:
            error = A[k].T * error
    formula = (error * y[0].T).reshape(1, n * n)
    jacobian = output.jacobian(A[1].reshape(1, n * n))
    return all(sympy.expand((a - f).doit()) == 0 for a, f in zip(jacobian, formula))


# ---------------------------------------------------------------- measuring

def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one run of each, SymPy only at the smallest width")
    quick = parser.parse_args().quick
    runs = 1 if quick else 3
    print(f"Python {platform.python_version()}, {platform.machine()}; seconds, best of {runs}\n")
    side_by_side(WIDTHS[:1] if quick else WIDTHS, runs)
    growing(DEPTHS, runs)
    print()
    calculus.side_by_side(runs)
    collected()
    start_up(runs)
    print("\n" + "\n".join(pooling.rows(runs)), flush=True)
    print("\n" + "\n".join(convolution.rows(runs)), flush=True)
    print("\n" + "\n".join(scalars.rows(runs)), flush=True)
    if not quick:
        print("\n" + "\n".join(readers.rows()), flush=True)


def side_by_side(widths, runs: int) -> None:
    explicit(2, 1)  # pays for the import
    print("∂y_L/∂A_1, L layers    ours, all widths   " + "".join(f"SymPy, n = {n}   " for n in widths))
    for depth in LAYERS:
        row = f"L = {depth}                  {proof(depth, runs).seconds:16.3f}   "
        for n in widths:
            seconds, agrees = best(lambda: explicit(depth, n), 1)
            row += f"{seconds:12.3f}   " if agrees else "   disagrees   "
        print(row, flush=True)
    print()


def growing(depths, runs: int) -> None:
    print("explicit depth   proof   replay   replay/proof   steps")
    for depth in depths:
        p = proof(depth, runs)
        print(f"{depth:14}   {p.seconds:5.3f}   {p.replay:6.3f}   {p.replay / p.seconds:12.2f}   {p.steps:5}", flush=True)


def collected() -> None:
    """Milliseconds for each collected case, reading included, judged as a worker of ``chainrule batch`` does."""
    from symbolic.cases import case_of, outcome
    gc.collect()
    gc.freeze()
    for name in COLLECTIONS:
        path = CASES / f"{name}.jsonl"
        times = []
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            case = case_of(json.loads(line))
            start = perf_counter()
            outcome(case)
            times.append((perf_counter() - start) * 1e3)
        if times:
            times.sort()
            print(f"{len(times)} cases of {name}: median {times[len(times) // 2]:.1f} ms, "
                  f"99th percentile {times[int(len(times) * 0.99)]:.0f} ms")
    gc.unfreeze()


def start_up(runs: int) -> None:
    solutions = [str(EXAMPLES / f"homework4-solution-{x}.md") for x in "ab"]
    check = [sys.executable, "-m", "symbolic", "check", *solutions, "--given", "derivations.homework4"]
    ours, _ = best(lambda: subprocess.run([*check, "--no-repair"], stdout=subprocess.DEVNULL), runs)
    repairing, _ = best(lambda: subprocess.run(check, stdout=subprocess.DEVNULL), runs)
    sympy, _ = best(lambda: subprocess.run([sys.executable, "-c", "import sympy"]), runs)
    print(f"\ncheck on both solutions {ours:.3f}, import sympy {sympy:.3f}, ratio {ours / sympy:.2f}; "
          f"with the search for repairs {repairing:.3f}, ratio {repairing / sympy:.2f}")


if __name__ == "__main__":
    main()
