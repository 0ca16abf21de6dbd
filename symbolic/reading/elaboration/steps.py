"""What reading hands on to judging: steps, each with its readings or a problem."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from symbolic.language.context import Context, Obligation
from symbolic.reading.grammar.syntax import Node, Notice

if TYPE_CHECKING:
    from symbolic.reading.claims.rereading import Rereading


@dataclass(frozen=True)
class Problem:
    """Why a step is settled before any proof is tried.

    ``verdict`` is "unread" (a side could not be read), "undecided" (read, but
    ``code`` says what is missing: undeclared, ambiguous, layout …), "refuted"
    (only code "shape": ill-typed under declared shapes) or "definition" (the
    relation introduces a symbol; it is listed, not judged).
    """
    verdict: str
    code: str
    message: str
    start: int
    end: int
    hint: str = ""


@dataclass(frozen=True)
class Step:
    """One relation of a statement, or a bridge over unread members.

    ``id`` is "chain.step" counted from 1 ("3.2"; a bridge is "3.2-4").  Offsets
    are those of the relation sign and the two sides in the document.  At most
    8 readings; none if there is a problem, but for an index out of its axis's
    range: then those with the index as it stands, to look for a counterexample
    where all reads are in bounds.  ``lenient`` are readings that a convention
    or an inferred layout excludes, each with the code that tells so: the step is
    not refuted unless they are too; ``alternatives`` (in words, the step) the
    same for what undeclared symbols may be, and where a refutation would be a
    ``guess`` about them there is none, and where a proof would be, it is
    ``unfounded``.  ``limit`` says under which condition the step stands that the
    readings leave out: proved without it, it is proved, else it is undecided.
    ``reading`` says in words what was decided (shapes, layout, scope), for people.  ``place`` reads other sides in
    the step's place; ``shown`` are both sides as syntax, None where one could not
    be read, and ``label`` what the author calls the formula by.  ``besides`` are the
    readings of what must hold as well: of A ⇔ B the other direction.
    """
    id: str
    kind: str
    start: int
    end: int
    sign_start: int
    relation: str
    left: str
    right: str
    readings: tuple[Obligation, ...] = ()
    problem: Problem | None = None
    notices: tuple[str, ...] = ()
    assumptions: tuple[tuple[str, str], ...] = ()
    reading: tuple[str, ...] = ()
    lenient: tuple[tuple[Obligation, str], ...] = ()
    limit: Problem | None = None
    guess: str = ""
    unfounded: str = ""
    alternatives: tuple[tuple[str, Obligation], ...] = ()
    place: "Rereading | None" = field(default=None, compare=False, repr=False)
    shown: tuple[Node | None, Node | None] = field(default=(None, None), compare=False, repr=False)
    label: str = ""
    besides: tuple[tuple[Obligation, ...], ...] = ()


@dataclass(frozen=True)
class ReadDocument:
    """A document read in a context: its steps in order, the layout, notices.

    ``problem`` is the problem of the sheet that it answers, or its heading, if it is
    one of the ``parts`` of a document; ``bound``: a definition or assumption has a
    derivative in it that the layout decides.
    """
    path: str
    text: str
    context: Context
    steps: tuple[Step, ...]
    layout: str
    layout_reason: str
    notices: tuple[Notice, ...] = ()
    definitions: tuple[str, ...] = ()
    problem: str = ""
    parts: tuple["ReadDocument", ...] = ()
    bound: bool = False

    @property
    def called(self) -> str:
        """What a part is called: problem 5 of a sheet, or by its heading."""
        return f"problem {self.problem}" if self.problem.isdigit() else self.problem

    def context_of(self, step: Step) -> Context:
        """What is in force where the step stands."""
        return next((part.context for part in self.parts if step in part.steps), self.context)
