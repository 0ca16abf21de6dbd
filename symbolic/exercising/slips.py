r"""Wrong steps for a proof: one member of its chain changed so that exactly one step is false.

A slip is a small change of a member (a transpose, a sign, an index, …); it is
carried through the members behind it, so that they follow from the wrong one.
A changed chain is taken only if its wrong steps are refuted by numbers and all
others are proved.
"""
from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Iterator

from symbolic.cases import Recorder
from symbolic.checking import check_document
from symbolic.effort import SECOND
from symbolic.proving.judge import judge
from symbolic.proving.models import NoModel
from symbolic.proving.near import Change, changes
from symbolic.proving.refute import refute
from symbolic.proving.surroundings import Surroundings
from symbolic.reading.claims.rereading import Rereading
from symbolic.reading.elaboration.places import operands, put
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.grammar.unparse import to_latex
from symbolic.sources import Source, formula_source

MOST_TRIED = 30
"""How many changed chains are judged as a whole for a wrong step."""
LIGHTEST = 60
"""Of how many of the smallest changes of a member one is chosen."""
EFFORT = SECOND // 2
UNLIKELY = frozenset({"missing term", "missing factor", "missing sum", "argument", "function of each factor", "kind of product",
                      "identity for ones", "ones for identity", "diagonal for row sums"})
"""Changes that repair a slip, and that nobody makes as one."""


@dataclass(frozen=True)
class Slip:
    """Step ``step`` (from 1) was made false: ``kind`` in words, ``right`` what stood there, ``data`` the step judged."""
    step: int
    kind: str
    right: str
    wrong: str
    data: dict


def slipped(theorem, count: int, seed: int) -> tuple[list[str], list[Slip]] | None:
    """The members of the theorem's proof with ``count`` wrong steps, and these; None where none were found."""
    random = Random(seed)
    members = [line.formula for line in theorem.proof]
    kinds: dict[int, str] = {}
    tries = MOST_TRIED * count
    while len(kinds) < count:
        for step, change, changed in _candidates(theorem, members, set(kinds), random):
            tries -= 1
            if tries < 0:
                return None
            if _as_wanted(_judged(theorem, changed), {*kinds, step}):
                members, kinds[step] = changed, change.what
                break
        else:
            return None
    steps = _judged(theorem, members)
    return members, [Slip(k, kinds[k], theorem.proof[k].formula, members[k], steps[k - 1]) for k in sorted(kinds)]


def _candidates(theorem, members: list[str], taken: set[int], random: Random) -> Iterator[tuple[int, Change, list[str]]]:
    """Changes of one member, in an order of chance, each with the chain that it gives."""
    recorder = Recorder(judge)
    _judged(theorem, members, recorder)
    places = {k: step.place for k, (step, _) in enumerate(recorder.judged, 1)
              if step.place is not None and step.place.is_equation and k not in taken}
    found = [(k, change) for k, place in places.items()
             for change in changes(Surroundings(place, place.left, place.right))[:LIGHTEST] if change.what not in UNLIKELY]
    random.shuffle(found)
    for k, change in found:
        if _is_false(places[k], put(places[k].right, change.path, change.node)):
            yield k, change, _changed(members, k, places[k].right, change)


def _is_false(place: Rereading, right: s.Node) -> bool:
    """Do numbers tell both sides apart, with this right side?"""
    readings = place.readings(place.left, right)
    try:
        return len(readings) == 1 and refute(readings[0], effort=EFFORT) is not None
    except NoModel:
        return False


def _changed(members: list[str], k: int, node: s.Node, change: Change) -> list[str]:
    """The chain with member ``k`` changed, and the same put for the same in all members behind it."""
    behind = [_replaced(member, change.old, change.new) for member in members[k + 1:]]
    return [*members[:k], to_latex(put(node, change.path, change.node)), *behind]


def _replaced(member: str, old: str, new: str) -> str:
    root = parse_formula(member)
    try:
        node = parse_formula(new)
    except Exception:
        return member
    for path, found in operands(root, whole=True):
        if to_latex(found) == old:
            return to_latex(put(root, path, node))
    return member


def _as_wanted(steps: list[dict], wrong: set[int]) -> bool:
    """Are exactly these steps refuted, by numbers, and all others proved?"""
    return all((step["verdict"] == "refuted" and step["counterexample"] is not None) if k in wrong
               else step["verdict"] == "proved" for k, step in enumerate(steps, 1))


def _judged(theorem, members: list[str], judging=judge) -> list[dict]:
    """The steps of the chain with their verdicts; one for each relation, or none."""
    granted = [Source(f"given {k}", latex) for k, latex in enumerate(theorem.given, 1)]
    source = formula_source("exercise", theorem.qualified(" = ".join(members)))
    steps = check_document(source.text, source.path, granted, theorem.layout, judging=judging)["steps"]
    return [step for step in steps if step["kind"] == "step"]
