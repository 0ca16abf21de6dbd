"""Another reader's word on scalar formulas that are outside of ours: integrals, limits, binomials.

latex2sympy2 reads them and SymPy compares the sides, in a process of their
own.  What they say is told to the user as what it is, an oracle's word: it
never proves or refutes a step.
"""
from .asking import Oracle, is_scalar_formula, opinions

__all__ = ["Oracle", "is_scalar_formula", "opinions"]
