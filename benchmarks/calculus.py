r"""Derivatives side by side: ours, SymPy's and tensorgrad's, right or wrong and in milliseconds.

Each system is asked for the derivative of general matrices, in the way its own
documentation suggests; what it answers is evaluated at small sizes and compared
with central differences of a plain NumPy function, which is the only judge.
Ours has two times: until the closed form is there, from LaTeX (``derived``), and
until it is read back, proved for all sizes and replayed as well (``proved``).

SymPy runs in this process, tensorgrad (which needs PyTorch) in an environment of
its own: ``make bench`` sets it up in ``.venv-tensorgrad`` and gives its Python here.
"""
from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable

import numpy as np

from timing import best

HERE = Path(__file__).parent
TENSORGRAD = HERE.parent / ".venv-tensorgrad" / "bin" / "python"
SIZES = {"m": 2, "n": 3, "N": 4, "d": 3, "p": 2}
EPSILON = 0.25
SMOOTH = r"\sigma : \mathbb{R} \to \mathbb{R} \text{ twice continuously differentiable}"
VECTORS = [r"A \in \mathbb{R}^{m \times n}", r"x \in \mathbb{R}^n", r"b, c \in \mathbb{R}^m", SMOOTH]
SQUARE = [r"A, B, X \in \mathbb{R}^{n \times n}"]


def softmax(z: np.ndarray) -> np.ndarray:
    """Of a vector, or of each row."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def normalised(x: np.ndarray) -> np.ndarray:
    centred = x - x.mean()
    return centred / np.sqrt((centred ** 2).mean() + EPSILON)


@dataclass(frozen=True)
class Task:
    """What is differentiated: in LaTeX with what is given, and as a plain function of the values by name."""
    name: str
    expression: str
    wrt: str
    given: list[str]
    plain: Callable[[dict], np.ndarray]
    order: int = 1


TASKS = [
    Task("d(Ax+b)", "A x + b", "x", VECTORS, lambda v: v["A"] @ v["x"] + v["b"]),
    Task("dσ(Ax+b)", r"\sigma(A x + b)", "x", VECTORS, lambda v: np.tanh(v["A"] @ v["x"] + v["b"])),
    Task("d/dA cᵀσ(Ax+b)", r"c^\top \sigma(A x + b)", "A", VECTORS, lambda v: v["c"] @ np.tanh(v["A"] @ v["x"] + v["b"])),
    Task("softmax Jacobian", r"\operatorname{softmax}(x)", "x", VECTORS, lambda v: softmax(v["x"])),
    Task("‖Ax−b‖² gradient", r"\|A x - b\|^2", "x", VECTORS, lambda v: ((v["A"] @ v["x"] - v["b"]) ** 2).sum()),
    Task("‖Ax−b‖² Hessian", r"\|A x - b\|^2", "x", VECTORS, lambda v: ((v["A"] @ v["x"] - v["b"]) ** 2).sum(), 2),
    Task("tr(AXBXᵀ)", r"\operatorname{tr}(A X B X^\top)", "X", SQUARE,
         lambda v: np.trace(v["A"] @ v["X"] @ v["B"] @ v["X"].T)),
    Task("log det X", r"\log\det(X)", "X", SQUARE, lambda v: np.linalg.slogdet(v["X"])[1]),
    Task("batch-norm Jacobian", r"\hat{x}", "x",
         [r"x \in \mathbb{R}^n", r"\varepsilon \in \mathbb{R}", r"\varepsilon > 0", r"\mu = \frac{1}{n} \mathbf{1}^\top x",
          r"s = \sqrt{\frac{1}{n} \|x - \mu \mathbf{1}\|^2 + \varepsilon}", r"\hat{x} = (x - \mu \mathbf{1}) / s"],
         lambda v: normalised(v["x"])),
    Task("attention dQ", r"\operatorname{tr}(G^\top P V)", "Q",
         [r"Q \in \mathbb{R}^{m \times d}", r"K \in \mathbb{R}^{N \times d}", r"V \in \mathbb{R}^{N \times p}",
          r"G \in \mathbb{R}^{m \times p}", r"S = Q K^\top", r"P_{ij} = \frac{e^{S_{ij}}}{\sum_{k=1}^{N} e^{S_{ik}}}"],
         lambda v: np.trace(v["G"].T @ softmax(v["Q"] @ v["K"].T) @ v["V"])),
    Task("logistic Hessian", r"\sum_{i=1}^N \log(1 + e^{-y_i x_i^\top w})", "w",
         [r"D \in \mathbb{R}^{N \times n}", r"y \in \mathbb{R}^N", r"w \in \mathbb{R}^n",
          r"x_i^\top \text{ is row } i \text{ of } D"],
         lambda v: np.log1p(np.exp(-v["y"] * (v["D"] @ v["w"]))).sum(), 2),
]
SHAPES = {"A": "mn", "x": "n", "b": "m", "c": "m", "X": "nn", "B": "nn", "Q": "md", "K": "Nd", "V": "Np", "G": "mp",
          "D": "Nn", "y": "N", "w": "n"}


def values(task: Task) -> dict[str, np.ndarray]:
    """Numbers for every letter; square matrices where all are, X far from singular."""
    rng = np.random.default_rng(1)
    shapes = {**SHAPES, **({"A": "nn"} if task.given is SQUARE else {})}
    drawn = {name: rng.normal(size=[SIZES[d] for d in axes]) / 2 for name, axes in shapes.items()}
    return {**drawn, "X": drawn["X"] + 2 * np.eye(SIZES["n"]), "epsilon": np.array(EPSILON)}


def differences(task: Task) -> np.ndarray:
    """∂plain/∂wrt by central differences: output axes, then those of the variable."""
    known, derivative = values(task), task.plain
    for _ in range(task.order):
        derivative = _central(derivative, task.wrt, 1e-3 if task.order == 2 else 1e-5)
    return derivative(known)


def _central(f: Callable, name: str, h: float) -> Callable:
    def derivative(known: dict) -> np.ndarray:
        at = known[name]
        columns = []
        for place in np.ndindex(at.shape):
            step = np.zeros_like(at)
            step[place] = h
            columns.append((f({**known, name: at + step}) - f({**known, name: at - step})) / (2 * h))
        return np.stack(columns, -1).reshape(*np.shape(columns[0]), *at.shape)
    return derivative


@dataclass(frozen=True)
class Answer:
    """Right, wrong or none, why, and how long it took."""
    verdict: str
    seconds: float
    said: str = ""


def judged(task: Task, result, seconds: float, said: str = "") -> Answer:
    expected = differences(task)
    result = np.asarray(result, dtype=float)
    right = result.size == expected.size and np.allclose(result.reshape(expected.shape), expected, rtol=1e-3, atol=1e-3)
    return Answer("right" if right else "wrong", seconds, said)


# ---------------------------------------------------------------- ours

def ours(task: Task, runs: int) -> tuple[Answer, Answer]:
    """Our answer with the time until it is found, and with the time until it is proved."""
    from symbolic.deriving.asking import Given, ask, questions
    from symbolic.deriving.derived import derived
    from symbolic.deriving.forms import closed_forms

    given = Given.of(task.given, "auto", questions(task.expression, (task.wrt,)))
    found_in, _ = best(lambda: next(closed_forms(ask(given, task.expression, task.wrt, task.order))), runs)
    proved_in, found = best(lambda: derived(given, task.expression, task.wrt, task.order), runs)
    scope: dict = {}
    exec(found.code("numpy"), scope)
    code = scope["derivative"].__code__
    known = values(task)
    functions = {"sigma": np.tanh, "sigma_prime": lambda z: 1 - np.tanh(z) ** 2, "varepsilon": EPSILON}
    arguments = [functions.get(name, known.get(name)) for name in code.co_varnames[:code.co_argcount]]
    answer = judged(task, scope["derivative"](*arguments), found_in, found.latex)
    return answer, replace(answer, seconds=proved_in)


# ---------------------------------------------------------------- the table

def rival(command: list[str], runs: int) -> dict[str, Answer]:
    """What a rival's program prints: one JSON object a line."""
    asked = json.dumps({"runs": runs, "tasks": [t.name for t in TASKS], "epsilon": EPSILON,
                        "values": [{k: v.tolist() for k, v in values(t).items()} for t in TASKS]})
    try:
        done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        return {t.name: Answer("none", 0.0, str(error)) for t in TASKS}
    found = {}
    for task, line in zip(TASKS, done.stdout.splitlines()):
        data = json.loads(line)
        found[task.name] = judged(task, data["result"], data["seconds"], data["said"]) if data["result"] is not None \
            else Answer("none", data["seconds"], data["said"])
    return {t.name: found.get(t.name, Answer("none", 0.0, done.stderr.strip()[-200:])) for t in TASKS}


def side_by_side(runs: int) -> None:
    """Print the table; the least time among the answers that are right has a star."""
    own = {t.name: ours(t, runs) for t in TASKS}
    systems = {"derived": {name: pair[0] for name, pair in own.items()},
               "proved": {name: pair[1] for name, pair in own.items()},
               "SymPy": rival([sys.executable, str(HERE / "rival_sympy.py")], runs)}
    systems["tensorgrad"] = rival([str(TENSORGRAD), str(HERE / "rival_tensorgrad.py")], runs) if TENSORGRAD.exists() else {}
    print("derivative, ms".ljust(22) + "".join(name.ljust(22) for name in systems))
    for t in TASKS:
        row = [answers.get(t.name) for answers in systems.values()]
        least = min((a.seconds for a in row if a is not None and a.verdict == "right"), default=None)
        print(t.name.ljust(22) + "".join(_cell(a, least).ljust(22) for a in row), flush=True)
    if not TENSORGRAD.exists():
        print(f"(tensorgrad: {TENSORGRAD} is not set up)")
    print()


def _cell(a: Answer | None, least: float | None) -> str:
    if a is None:
        return "-"
    if a.verdict == "none":
        return f"none ({a.said[:14]})"
    return f"{a.verdict} {a.seconds * 1e3:8.1f}{' *' if a.verdict == 'right' and a.seconds == least else ''}"


if __name__ == "__main__":
    side_by_side(3)
