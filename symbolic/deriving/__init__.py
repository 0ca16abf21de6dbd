r"""Derivatives in closed form: ``derive`` finds it, proves it, and only then shows it.

>>> from symbolic.deriving import derive
>>> found = derive(r"\|A x - b\|^2", "x", [r"A \in \mathbb{R}^{m \times n}", r"x \in \mathbb{R}^n", r"b \in \mathbb{R}^m"])
>>> print(found.latex)
2 A^{\top} (A x - b)
"""
from .asking import DeriveError
from .derived import Derived, derive

__all__ = ["DeriveError", "Derived", "derive"]
