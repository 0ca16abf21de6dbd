r"""What the program says of a mutant, beside what the judge says: verdicts and truths, step by step.

A mutant goes the whole way of a document (``symbolic.checking``); the judge sees
the readings of its steps, so what is judged is what was read.  A false verdict is a
step proved although a reading of it is false, or refuted by numbers although one is true.
"""
from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field, replace

from attack.judging import TooSlow, at_most
from symbolic.checking import check_document
from symbolic.proving.judge import Verdict, judge
from symbolic.reading.elaboration.steps import Step
from symbolic.sources import Source, formula_source

from .mutations import Claim, mutants
from .truth import fails_there, truth

DECIDED = ("proved", "refuted")


@dataclass
class Judged:
    """One step of a mutant: what was said of it and what is true of its readings."""
    mutant: Claim
    step: str
    verdict: str
    code: str
    reason: str
    truth: str

    @staticmethod
    def from_json(data: dict) -> "Judged":
        mutant = data["mutant"]
        return Judged(**{**data, "mutant": Claim(**{**mutant, "given": tuple(mutant["given"])})})

    def false_verdict(self) -> bool:
        return (self.verdict, self.truth) in {("proved", "false"), ("proved", "mixed"), ("refuted", "true"), ("refuted", "mixed")}

    def show(self) -> str:
        m = self.mutant
        return (f"{self.verdict} {self.code} although {self.truth}: {m.name}, {m.kind}\n    claim  {m.claim}\n    step   {self.step}\n"
                f"    given  {' ;; '.join(m.given)}\n    layout {m.layout}\n    {self.reason}")


class Attack:
    """The mutants of one claim; verdicts and truths of steps that come again are kept."""

    def __init__(self, limit: int = 40, open_too: bool = False):
        self.limit, self.open_too = limit, open_too
        self.verdicts: dict[tuple, Verdict] = {}
        self.truths: dict = {}

    def judged(self, mutant: Claim) -> list[Judged]:
        """All steps of a mutant; crashes and time-outs are verdicts of their own."""
        steps: list[tuple[Step, Verdict]] = []

        def judging(step: Step) -> Verdict:
            verdict = self._verdict(step)
            steps.append((step, verdict))
            return verdict

        try:
            with at_most(self.limit):
                granted = [Source(f"given {k}", text) for k, text in enumerate(mutant.given, 1)]
                source = formula_source("claim", mutant.claim)
                check_document(source.text, source.path, granted, mutant.layout, judging=judging)
        except TooSlow:
            return [Judged(mutant, "", "too slow", "", "", "open")]
        except Exception as error:  # a crash is a finding
            return [Judged(mutant, "", "crash", type(error).__name__, str(error)[:200], "open")]
        return [self._beside(mutant, step, verdict) for step, verdict in steps]

    def _verdict(self, step: Step) -> Verdict:
        """A step that is the same in all that decides it has the same verdict."""
        key = (step.readings, step.problem, step.lenient, step.limit, step.guess, step.unfounded, step.alternatives, step.besides)
        if key not in self.verdicts:
            self.verdicts[key] = judge(step)
        return self.verdicts[key]

    def _beside(self, mutant: Claim, step: Step, verdict: Verdict) -> Judged:
        wanted = verdict.verdict in DECIDED and verdict.code != "shape" or self.open_too
        found = "open"
        if wanted and step.readings:
            try:
                with at_most(self.limit):
                    found = self._truth(step, verdict)
            except Exception:  # what the judge cannot value is told as not judged
                pass
        return Judged(mutant, f"{step.left} {step.relation} {step.right}", verdict.verdict, verdict.code, verdict.reason, found)

    def _truth(self, step: Step, verdict: Verdict) -> str:
        """Of all readings together; a step refuted at special numbers is false if it fails there for JAX too."""
        readings = [*step.readings, *(r for others in step.besides for r in others)]
        found = {self._of_reading(r) for r in readings}
        if found == {"true"} and verdict.verdict == "refuted":
            fails = fails_there(verdict.counterexample)
            if fails or fails is None and {r.relation for r in readings} != {"="}:
                return "false there" if fails else "open"
        return found.pop() if len(found) == 1 else "open" if "open" in found else "mixed"

    def _of_reading(self, reading) -> str:
        if reading not in self.truths:
            self.truths[reading] = truth(reading)
        return self.truths[reading]


COUNTERS = ("table", "steps", "left", "codes", "untouched")
FINDINGS = ("false", "crashes", "unjudged")


@dataclass
class Tally:
    """Counts over many steps."""
    claims: int = 0
    mutants: int = 0
    table: Counter = field(default_factory=Counter)
    steps: Counter = field(default_factory=Counter)
    left: Counter = field(default_factory=Counter)
    codes: Counter = field(default_factory=Counter)
    untouched: Counter = field(default_factory=Counter)
    false: list[Judged] = field(default_factory=list)
    crashes: list[Judged] = field(default_factory=list)
    unjudged: list[Judged] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.claims, self.mutants = self.claims + other.claims, self.mutants + other.mutants
        for name in COUNTERS:
            getattr(self, name).update(getattr(other, name))
        for name in FINDINGS:
            getattr(self, name).extend(getattr(other, name))

    def to_json(self) -> dict:
        return {"claims": self.claims, "mutants": self.mutants,
                **{name: sorted([key, count] for key, count in getattr(self, name).items()) for name in COUNTERS},
                **{name: [asdict(judged) for judged in getattr(self, name)] for name in FINDINGS}}

    @staticmethod
    def from_json(data: dict) -> "Tally":
        tally = Tally(data["claims"], data["mutants"])
        for name in COUNTERS:
            getattr(tally, name).update({tuple(key) if isinstance(key, list) else key: count for key, count in data[name]})
        for name in FINDINGS:
            getattr(tally, name).extend(map(Judged.from_json, data[name]))
        return tally

    def count(self, j: Judged) -> None:
        verdict = "refuted by shape" if (j.verdict, j.code) == ("refuted", "shape") else j.verdict
        self.table[j.truth, verdict] += 1
        self.steps[j.mutant.kind] += 1
        if verdict not in (*DECIDED, "refuted by shape"):
            self.left[j.mutant.kind] += 1
            self.codes[verdict, j.code] += 1
        if j.mutant.kind == "untouched":
            self.untouched[verdict] += 1
        if j.false_verdict():
            self.false.append(j)
        if j.truth == "open" and verdict in DECIDED:
            self.unjudged.append(j)
        if verdict == "crash" or j.code == "internal":
            self.crashes.append(j)

    def show(self) -> str:
        verdicts = sorted({v for _, v in self.table}, key=lambda v: (v not in DECIDED, v))
        width = max([len(v) for v in verdicts], default=8) + 2
        lines = ["truth".ljust(14) + "".join(v.rjust(width) for v in verdicts)]
        for t in sorted({t for t, _ in self.table}):
            lines.append(t.ljust(14) + "".join(str(self.table[t, v]).rjust(width) for v in verdicts))
        return "\n".join(lines)


@dataclass(frozen=True)
class Task:
    """Some of the mutants of one claim: of those that the seed makes, the numbers ``first`` to ``last`` (from 1)."""
    claim: Claim
    count: int
    seed: str
    first: int
    last: int
    kind: str = ""

    def key(self) -> tuple:
        """What a task is known by in a file of results."""
        return self.claim.name, self.count, self.seed, self.first, self.last, self.kind

    def mutants(self) -> list[Claim]:
        """Before the first mutant stands the claim itself."""
        made = mutants(self.claim, self.count, self.seed, self.kind)[self.first - 1:self.last]
        return [replace(self.claim, kind="untouched"), *made] if self.first == 1 else made


def tasks_of(claims: list[Claim], count: int, seed: str, at_once: int, kind: str = "") -> list[Task]:
    """``count`` mutants of each claim: first some of every claim, then further ones of every claim."""
    return [Task(claim, count, seed, first, min(first + at_once - 1, count), kind)
            for first in range(1, count + 1, at_once) for claim in claims]


def attack(task: Task, limit: int = 40, open_too: bool = False) -> Tally:
    tally, attacker, seen = Tally(claims=task.first == 1), Attack(limit, open_too), set()
    for mutant in task.mutants():
        tally.mutants += mutant.kind != "untouched"
        for judged in attacker.judged(mutant):
            key = mutant.given, mutant.layout, judged.step, judged.verdict
            if key not in seen:
                seen.add(key)
                tally.count(judged)
    return tally
