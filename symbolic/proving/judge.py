r"""Judge one step: readings in, one verdict out.

``proved``: a certificate whose claim is the step itself was replayed by the
checker, some instance satisfies all assumptions, and exact evaluation at three
instances agrees.  ``refuted``: exact evaluation of both sides as written
differs.  Anything else is ``undecided`` with a code that says what is missing.
A step with several readings has a verdict only if all readings share it.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from time import perf_counter

from symbolic.calculus.polynomials import TooLarge
from symbolic.calculus.terms import MOST_TERMS
from symbolic.effort import SECOND
from symbolic.errors import CertificateError, IndexMayLeaveRange, TooLargeToCheck, UnmetCondition
from symbolic.language.context import Assumption, Context, Obligation, Range
from symbolic.language.functions import with_formulas
from symbolic.language.integers import integer
from symbolic.reading.elaboration.steps import Step

from .assumptions import Identity
from .checker import check_certificate
from .models import NoModel
from .outside import outside
from .prove import hidden_dependence, is_trivial, prove
from .refute import Counterexample, Look, look, refute, shown

EFFORT_TO_REFUTE = SECOND
TERMS_IF_FALSE = 2_000
"""How large a search for a proof may grow where the sides were seen to differ."""


@dataclass(frozen=True)
class Verdict:
    """The outcome for a step; ``certificate`` is the accepted one, as JSON data."""
    verdict: str
    code: str = ""
    reason: str = ""
    notices: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    certificate: dict | None = None
    counterexample: Counterexample | None = None
    seconds: float = 0.0


def judge(step: Step) -> Verdict:
    """The verdict on a step as read; a problem found in reading settles it."""
    start = perf_counter()
    if step.problem is not None:
        p = step.problem if step.limit is None or step.problem.verdict == "unread" else step.limit
        outcome = Verdict(p.verdict, p.code, p.message, counterexample=_instance_of(step))
    else:
        outcome = _leniently(_together([_guarded(reading) for reading in step.readings]), step)
        for readings in step.besides:
            outcome = _both(outcome, _together([_guarded(reading) for reading in readings]))
    if step.unfounded and outcome.verdict == "proved":
        outcome = Verdict("undecided", "undeclared", step.unfounded)
    if step.limit is not None and outcome.verdict in ("refuted", "undecided") and outcome.code != "internal":
        outcome = Verdict("undecided", step.limit.code, step.limit.message)
    return replace(outcome, notices=(*step.notices, *outcome.notices), seconds=perf_counter() - start)


WORST_FIRST = ("refuted", "undecided", "proved")


def _both(one: Verdict, other: Verdict) -> Verdict:
    """Two directions of an equivalence: the worse verdict, and if both are proved what either rests on."""
    if one.verdict == other.verdict == "proved":
        return replace(one, notices=(*one.notices, "both directions of the equivalence are proved"),
                       conditions=tuple(dict.fromkeys((*one.conditions, *other.conditions))))
    return min(one, other, key=lambda verdict: WORST_FIRST.index(verdict.verdict))


LENIENT = {
    "ambiguous": "false as read here, but not in a reading that only a convention excludes (how far a sum or derivative "
                 "reaches, which way a convolution reads its filter): brackets, or the formula written out, would say",
    "symmetric": "false if the entries of a symmetric matrix count as independent variables, but perhaps not where entries "
                 "that mirror each other count as one: say which derivative is meant",
    "exponential": "false for the exponential of the matrix, but perhaps not for that of every entry: say which is meant, "
                   r"or write \operatorname{expm}",
    "index": "false if the condition is assumed of this index alone, but perhaps not if it is assumed for all",
    "layout": "false in the layout found for this document, but not in another: declare the layout",
}
CODES = {"symmetric": "ambiguous", "exponential": "ambiguous"}
"""The code of a verdict that a kind of lenient reading stands against, where that is not its name."""


def _leniently(outcome: Verdict, step: Step) -> Verdict:
    """No refutation while what only a convention excludes is not refuted: a reading, a kind of an undeclared symbol."""
    if outcome.verdict != "refuted":
        return outcome
    if step.guess:
        return Verdict("undecided", "undeclared", step.guess)
    for words, reading in step.alternatives:
        if not _fails(reading):
            return Verdict("undecided", "undeclared", f"false as its undeclared symbols are taken, but perhaps not {words}: "
                           "their declarations would say")
    against = next((code for reading, code in step.lenient if _guarded(reading).verdict != "refuted"), None)
    return outcome if against is None else Verdict("undecided", CODES.get(against, against), LENIENT[against])


def _fails(obligation: Obligation) -> bool:
    try:
        return refute(obligation, effort=EFFORT_TO_REFUTE) is not None
    except NoModel:
        return False


def _instance_of(step: Step) -> Counterexample | None:
    """Numbers for a step refuted by its shapes, where its readings can be evaluated: the first that fails."""
    if (step.problem.verdict, step.problem.code) != ("refuted", "shape"):
        return None
    for reading in step.readings:
        try:
            found = refute(reading, effort=EFFORT_TO_REFUTE)
        except NoModel:
            continue
        if found is not None:
            return found
    return None


def _guarded(obligation: Obligation) -> Verdict:
    """A fault of the program costs this step its verdict and no other step anything."""
    try:
        return _told_of_outside(judge_obligation(obligation), obligation)
    except MemoryError:
        raise
    except (TooLarge, RecursionError):
        return Verdict("undecided", "limit", "too large to be judged")
    except Exception as error:
        return Verdict("undecided", "internal", f"internal error: {type(error).__name__}: {error}"[:300])


def _told_of_outside(found: Verdict, obligation: Obligation) -> Verdict:
    """Where nothing was found, and a definition reads what does not exist, that is said."""
    said = outside(obligation) if (found.verdict, found.code) in (("undecided", "limit"), ("undecided", "no model")) else None
    return found if said is None else Verdict("undecided", "range", said)


def judge_obligation(obligation: Obligation) -> Verdict:
    """The verdict on one reading of a step."""
    seen, drawn = _look(obligation), obligation
    if seen.model is None and (drawn := with_identities(obligation)) is not obligation:
        seen = _look(drawn)
    settled = settle(obligation, seen)
    if settled is not None:
        return settled
    try:
        counterexample = (refute(drawn, effort=EFFORT_TO_REFUTE) if seen.failing is None
                          else shown(drawn, seen.failing, effort=EFFORT_TO_REFUTE))
        if counterexample is None and drawn is obligation and (drawn := with_identities(obligation)) is not obligation:
            counterexample = refute(drawn, effort=EFFORT_TO_REFUTE)
    except NoModel as error:
        return Verdict("undecided", "no model", f"no instance could be made that satisfies what is given: {error}")
    if counterexample is not None:
        return Verdict("refuted", "", "the two sides differ", counterexample=counterexample)
    return Verdict("undecided", "limit", "neither a proof nor a counterexample was found")


def _look(obligation: Obligation) -> Look:
    try:
        return look(obligation, effort=EFFORT_TO_REFUTE)
    except NoModel:
        return Look(None, None)


def with_identities(obligation: Obligation) -> Obligation:
    r"""Equations among the givens that hold wherever they are defined, softplus(z) = log(1 + e^z), marked as such.

    Each is proved from the other givens alone.  Numbers known by intervals never meet an equation for certain.
    """
    context = obligation.context
    alone = context.with_(assumptions=tuple(a for a in context.assumptions if a.relation != "="))
    marked = tuple(Identity(**vars(a)) if a.relation == "=" and _holds_always(alone, a) else a for a in context.assumptions)
    return obligation if marked == context.assumptions else replace(obligation, context=context.with_(assumptions=marked))


def _holds_always(context: Context, a: Assumption) -> bool:
    claim = with_formulas(Obligation(context, a.left, "=", a.right, tuple(Range(name, integer(1), d) for name, d in a.free)))
    certificate = prove(claim, TERMS_IF_FALSE)
    try:
        return certificate is not None and check_certificate(certificate, claim.to_json()) is not None
    except CertificateError:
        return False


def settle(obligation: Obligation, seen: Look | None = None) -> Verdict | None:
    """The verdict as far as a proof, or a dependence that forbids one, settles it; None: no proof was found.

    Where a first look found the sides to differ, a proof is looked for in a
    small space only: to notice that the two contradict each other.
    """
    hidden = hidden_dependence(obligation)
    if hidden is not None:
        return Verdict("undecided", "dependence", hidden)
    seen = seen or _look(obligation)
    certificate = prove(with_formulas(obligation), MOST_TERMS if seen.failing is None else TERMS_IF_FALSE)
    return None if certificate is None else _proved(obligation, certificate, seen)


def _proved(obligation: Obligation, certificate: dict, seen: Look) -> Verdict | None:
    """Proved, once the checker has replayed it and exact numbers agree with it; None if more would have to be defined."""
    try:
        accepted = check_certificate(certificate, with_formulas(obligation).to_json())
    except UnmetCondition:
        return None
    except IndexMayLeaveRange as error:
        return Verdict("undecided", "range", f"an index may leave its range, and what it reads need not exist; {''.join(plainly((error.message,)))}")
    except TooLargeToCheck as error:
        return Verdict("undecided", "limit", f"too large for the checker: {error.message}")
    except CertificateError as error:
        return Verdict("undecided", "internal", f"internal error: the checker refused the proof found: {error}")
    if seen.failing is not None:
        differing = shown(obligation, seen.failing)
        return Verdict("undecided", "internal",
                       f"internal error: a replayed proof and exact evaluation disagree "
                       f"(left {differing.left}, right {differing.right})")
    if seen.model is None:
        return Verdict("undecided", "no model", "no instance satisfies all that is given, so nothing is proved")
    notices = ("trivial",) if is_trivial(obligation) else ()
    return Verdict("proved", "", "", notices, plainly(accepted.conditions), certificate)


NUMBERED = re.compile(r"([^\W\d_]+)#\d+")
"""A variable of a certificate: its letter and its number."""


def plainly(conditions: tuple[str, ...]) -> tuple[str, ...]:
    """Conditions, their variables by the letter alone where one letter means one variable; each once.

    >>> plainly(("p(i#2) > 0", "p(i#16) > 0", "A(i#3, i#4) > 0"))
    ('p(i) > 0', 'A(i#3, i#4) > 0')
    """
    def plain(text: str) -> str:
        variables = {m[0]: m[1] for m in NUMBERED.finditer(text)}
        return NUMBERED.sub(r"\1", text) if len(set(variables.values())) == len(variables) else text

    return tuple(dict.fromkeys(map(plain, conditions)))


def _together(outcomes: list[Verdict]) -> Verdict:
    """One verdict over all readings: all must share it."""
    verdicts = {outcome.verdict for outcome in outcomes}
    if len(outcomes) == 1 or verdicts <= {"proved"} or verdicts <= {"refuted"}:
        first = outcomes[0]
        if len(outcomes) == 1:
            return first
        return replace(first, notices=(*first.notices, f"the same in all {len(outcomes)} readings"))
    said = ", ".join(f"reading {k} {outcome.verdict}" for k, outcome in enumerate(outcomes, 1))
    return Verdict("undecided", "ambiguous", f"the readings disagree: {said}")

