"""The rows of the rule tests: ``accepts`` and ``refuses`` register a case under its name."""
from __future__ import annotations

ACCEPTED, REFUSED = {}, {}


def accepts(f):
    """A function that builds a step and hands back (step, left, right)."""
    ACCEPTED[f.__name__] = f
    return f


def refuses(rule, words):
    """A function that builds a step which this rule refuses in these words."""
    def register(f):
        REFUSED[f.__name__] = (rule, words, f)
        return f
    return register
