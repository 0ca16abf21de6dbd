r"""What a page of proof holds: a statement, its proof line by line, its near misses.

A theorem's formulas are LaTeX as an author writes it; its ``claim``, where
SymPy has the objects for it, builds the same statement from them.  Both are
checked, and against each other.  A near miss is a false variant that students write, with why they write
it; what is expected of it is

* ``counterexample``: refuted, with values at which the sides differ;
* ``shape``: refuted, the sides do not fit for general sizes;
* ``refused``: anything but proved (a partial derivative without one meaning,
  say).
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

from symbolic.language.context import Obligation


@dataclass(frozen=True)
class Line:
    """One member of the chain and the reason why it equals the member before."""
    formula: str
    reason: str = ""


@dataclass(frozen=True)
class NearMiss:
    """A false claim; ``given`` replaces the theorem's where the variant needs other shapes."""
    claim: str
    why: str
    expects: str = "counterexample"
    given: tuple[str, ...] | None = None
    variant: str = ""


@dataclass(frozen=True)
class Theorem:
    """A statement with its proof.

    ``name`` is the file's place (homework4.chain_rule); ``also`` are other
    forms of the statement; ``given`` what it stands on; ``layout`` which
    Jacobian or gradient a ∂-fraction denotes; ``source`` where it is stated;
    ``claim`` builds the statement from SymPy objects, None where these cannot say it.
    """
    name: str
    title: str
    statement: str
    given: tuple[str, ...]
    source: str
    proof: tuple[Line, ...]
    claim: Callable[[], Obligation] | None = None
    range: str = ""
    also: tuple[str, ...] = ()
    layout: str = "mixed"
    near_misses: tuple[NearMiss, ...] = ()

    def chain(self) -> str:
        """The proof as one chain of equalities, with the range of its labels."""
        return self.qualified(" = ".join(line.formula for line in self.proof))

    def qualified(self, formula: str) -> str:
        """A formula of this page with the range of its labels."""
        return formula + (rf", \quad {self.range}" if self.range else "")

    def obligations(self) -> list[Obligation]:
        """The statement as built from SymPy objects, else as read, for a second opinion."""
        from symbolic.library import readings

        if self.claim is not None:
            return [self.claim()]
        return readings(self.qualified(self.statement), self.given, self.layout)
