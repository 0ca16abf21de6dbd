r"""Scalar identities: our proof beside SymPy's ``simplify`` and ``cancel(together(·))`` on the same goals.

A goal is LaTeX for us and an expression that should become 0 for SymPy.  Ours
includes reading, judging and the checker's replay; SymPy's is the call alone.
"""
from __future__ import annotations

from multiprocessing import Process, Queue
from time import perf_counter
from typing import NamedTuple

from symbolic.checking import check

GIVEN = (r"z, x, y \in \mathbb{R}", r"\sigma(z) = \frac{1}{1 + e^{-z}}")
SECONDS = 20.0
"""After which SymPy is stopped."""


class Goal(NamedTuple):
    """``claim`` for us; ``difference`` as SymPy's own text, in z, x, y real and s(t) = 1/(1 + exp(-t))."""
    name: str
    claim: str
    difference: str


GOALS = (
    Goal("σ(−z) = 1 − σ(z)", r"\sigma(-z) = 1 - \sigma(z)", "s(-z) - (1 - s(z))"),
    Goal("σ′ = σ(1 − σ)", r"\sigma'(z) = \sigma(z)(1 - \sigma(z))", "diff(s(z), z) - s(z)*(1 - s(z))"),
    Goal("σ″ = σ(1 − σ)(1 − 2σ)", r"\sigma''(z) = \sigma(z)(1 - \sigma(z))(1 - 2\sigma(z))",
         "diff(s(z), z, 2) - s(z)*(1 - s(z))*(1 - 2*s(z))"),
    Goal("tanh z = 2σ(2z) − 1", r"\tanh z = 2\sigma(2z) - 1", "tanh(z) - (2*s(2*z) - 1)"),
    Goal("tanh′ = 1 − tanh²", r"\frac{d}{dz} \tanh z = 1 - \tanh^2 z", "diff(tanh(z), z) - (1 - tanh(z)**2)"),
    Goal("softplus′ = σ", r"\frac{d}{dz} \log(1 + e^z) = \sigma(z)", "diff(log(1 + exp(z)), z) - s(z)"),
    Goal("softplus(z) − softplus(−z) = z", r"\log(1 + e^z) - \log(1 + e^{-z}) = z", "log(1 + exp(z)) - log(1 + exp(-z)) - z"),
    Goal("|z|² = z²", "|z|^2 = z^2", "Abs(z)**2 - z**2"),
    Goal("relu(z) − relu(−z) = z", r"\max(z, 0) - \max(-z, 0) = z", "Max(z, 0) - Max(-z, 0) - z"),
    Goal("max = (x + y + |x − y|)/2", r"\max(x, y) = \frac{x + y + |x - y|}{2}", "Max(x, y) - (x + y + Abs(x - y))/2"),
    Goal("silu′", r"\frac{d}{dz} (z \sigma(z)) = \sigma(z) + z \sigma(z)(1 - \sigma(z))",
         "diff(z*s(z), z) - (s(z) + z*s(z)*(1 - s(z)))"),
    Goal("σ(x + y) by σ(x), σ(y)", r"\sigma(x + y) = \frac{\sigma(x)\sigma(y)}{1 - \sigma(x) - \sigma(y) + 2\sigma(x)\sigma(y)}",
         "s(x + y) - s(x)*s(y)/(1 - s(x) - s(y) + 2*s(x)*s(y))"),
)
METHODS = ("simplify", "cancel(together(·))")


def ours(goal: Goal) -> tuple[float, bool]:
    """Seconds, and whether the goal is proved."""
    began = perf_counter()
    step, = check(goal.claim, GIVEN)["files"][0]["steps"]
    return perf_counter() - began, step["verdict"] == "proved"


def sympy_says(goal: Goal, method: str) -> tuple[float, bool | None]:
    """Seconds, and whether the difference became 0; None where SymPy was stopped or failed."""
    answers: Queue = Queue()
    process = Process(target=_simplified, args=(goal.difference, method, answers))
    process.start()
    try:
        return answers.get(timeout=SECONDS)
    except Exception:
        return SECONDS, None
    finally:
        process.kill()
        process.join()


def _simplified(difference: str, method: str, answers: Queue) -> None:
    import sympy

    z, x, y = sympy.symbols("z x y", real=True)
    names = {"z": z, "x": x, "y": y, "s": lambda t: 1 / (1 + sympy.exp(-t)), **{f: getattr(sympy, f) for f in (
        "diff", "exp", "log", "tanh", "Abs", "Max")}}
    goal = eval(difference, {"__builtins__": {}}, names)  # the goals above, nothing from outside
    began = perf_counter()
    found = sympy.simplify(goal) if method == "simplify" else sympy.cancel(sympy.together(goal))
    answers.put((perf_counter() - began, found == 0))


def rows(runs: int) -> list[str]:
    """The comparison in lines, milliseconds; – where a method does not reach 0."""
    lines = [f"{'scalar identity':<32}{'ours':>9}{METHODS[0]:>12}{METHODS[1]:>22}"]
    ours(GOALS[0])
    solved = [0, 0, 0]
    for goal in GOALS:
        mine = min((ours(goal) for _ in range(runs)), key=lambda found: found[0])
        found = [mine, *(sympy_says(goal, method) for method in METHODS)]
        solved = [count + bool(done) for count, (_, done) in zip(solved, found)]
        shown = [f"{1000 * seconds:.0f}" if done else "–" for seconds, done in found]
        lines.append(f"{goal.name:<32}{shown[0]:>9}{shown[1]:>12}{shown[2]:>22}")
    return [*lines, f"{'decided, of ' + str(len(GOALS)):<32}{solved[0]:>9}{solved[1]:>12}{solved[2]:>22}"]


if __name__ == "__main__":
    print("\n".join(rows(3)))
