r"""Homework 4: what its sheet declares, problem by problem, and its theorems.

The problems use the same letters for different things: σ is any nondecreasing
function in problem 4, the logistic function in 5, a differentiable activation
in 6; ℓ is a loss in 5 and a layer in 6; X, Y, y, m, n, k change as well.  So the
declarations are kept by problem: ``PROBLEMS`` maps a problem's number to its
declarations as LaTeX, and ``GIVEN`` is the whole sheet, the declarations of each
problem behind a heading ``\section*{Problem 5}``.  What stands behind a heading
holds for the answers to that problem only (``symbolic.reading.claims.sections`` says how
a document's parts are told apart: by their headings, else by their letters, which
is said).  A page of proof stands on the declarations of its own problem.

A problem is added by a module with its declarations and a line in ``PROBLEMS``.

``context()`` is problem 6's context made from SymPy objects.
"""
from .given import SHEET
from .given_convolution import AVERAGES, DIFFERENCES, GREY
from .given_loss import LOSS
from .given_pooling import POOLING

PROBLEMS: dict[str, tuple[str, ...]] = {
    "1": DIFFERENCES,
    "2": AVERAGES,
    "3": GREY,
    "4": POOLING,
    "5": LOSS,
    "6": SHEET,
}

GIVEN = [text for number, texts in PROBLEMS.items() for text in (rf"\section*{{Problem {number}}}", *texts)]

__all__ = ["GIVEN", "PROBLEMS", "context"]


def context():
    """The ``Context`` of problem 6, built from the SymPy objects in ``setting``."""
    from .setting import SETTING
    return SETTING.context()
