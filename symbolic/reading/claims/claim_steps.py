r"""The steps and bridges of a claim: their readings, or why there are none."""
from __future__ import annotations

from dataclasses import dataclass, replace

from symbolic.language.context import Context
from symbolic.reading.claims import implications
from symbolic.reading.claims.claims import JUDGED, UNJUDGED, Claim, of_shape, source, unread_problem
from symbolic.reading.claims.rereading import Rereading
from symbolic.reading.context.chains import COMPARISONS, Attempt, Chain, Outcome
from symbolic.reading.context.doubt import (
    CIRCLE, alternatives, by_perhaps_symmetric, called, called_size, guess, unfounded, with_doubt)
from symbolic.reading.declarations.assumptions.conditions import condition_of, words_limit
from symbolic.reading.declarations.assumptions.meanings import NAMES, standing
from symbolic.reading.declarations.definitions.chosen import summing_in
from symbolic.reading.declarations.symbols.notations import signs_in
from symbolic.reading.declarations.symbols.quantified import indices
from symbolic.reading.elaboration import exponentials, trajectories
from symbolic.reading.elaboration.behind import symbols
from symbolic.reading.elaboration.derivatives.curves import DOTTED
from symbolic.reading.elaboration.derivatives.symmetry import KINDS
from symbolic.reading.elaboration.layout import COLUMNS, LAYOUTS, WORDS
from symbolic.reading.elaboration.pseudo_inverses import doubt, doubt_of_shape
from symbolic.reading.elaboration.refusal import MOST_READINGS
from symbolic.reading.elaboration.shown import reached
from symbolic.reading.elaboration.steps import Problem, Step
from symbolic.reading.elaboration.unequal import classes, identifies, uses
from symbolic.reading.elaboration.uses import letters
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.tables import CONDITIONED, CONSTANT


STATIONARY = "the condition for a stationary point, which the next steps may use; no identity"


@dataclass(frozen=True)
class Steps:
    """The steps of each claim of a document, in the layouts it may be in.

    ``layouts`` begins with the one that is taken; ``wanted`` is the one asked for,
    or "auto"; ``granted`` are those that the document's own conventions allow, if any;
    ``everything`` are the members of its statements.
    """
    text: str
    layouts: list[str]
    wanted: str
    granted: tuple[str, ...]
    everything: tuple[s.Member, ...] = ()

    def of(self, claim: Claim) -> list[Step]:
        st, chain = claim.statement, claim.chain(self.layouts[0])
        made, last_readable = [], None
        if not any(r.operator in JUDGED | UNJUDGED for r in st.relations):
            return [self._unread(claim)]
        for k, member in enumerate(st.members):
            if k > 0 and st.relations[k - 1].operator in JUDGED | UNJUDGED:
                made.append(self._implied(claim.parts[k - 1], k - 1, k) if k - 1 in claim.parts
                            else self._step(claim, chain, k - 1, k))
            if k in chain.unread:
                continue
            if last_readable is not None and last_readable < k - 1 and not claim.supposed & set(range(last_readable, k)) \
                    and all(st.relations[m].operator in ("=", "\\equiv") for m in range(last_readable, k)):
                made.append(self._implied(claim.parts[last_readable], last_readable, k) if last_readable in claim.parts
                            else self._step(claim, chain, last_readable, k))
            last_readable = k
        return made

    def _implied(self, parts: tuple[Claim, ...], i: int, j: int) -> Step:
        """A relation of an implication: under the premises of one direction, and besides under those of the other."""
        first, *others = (self._step(part, part.chain(self.layouts[0]), i, j) for part in parts)
        problem = next((step for step in others if step.problem is not None), None)
        return problem or replace(first, besides=tuple(step.readings for step in others))

    def _unread(self, claim: Claim) -> Step:
        """A displayed formula without a relation to judge, in which something cannot be read."""
        member = next(m for m in claim.statement.members if m.error is not None)
        return Step(f"{claim.number}.1", "step", member.start, member.end, member.start, "", source(self.text, member), "",
                    problem=unread_problem(member.error), label=claim.statement.label)

    def _step(self, claim: Claim, chain: Chain, i: int, j: int) -> Step:
        st = claim.statement
        sign = st.relations[j - 1]
        bridge = j - i > 1
        common = dict(
            id=f"{claim.number}.{i + 1}-{j}" if bridge else f"{claim.number}.{j}",
            kind="bridge" if bridge else "step", start=st.members[i].start, end=st.members[j].end,
            sign_start=sign.start, relation="=" if COMPARISONS.get(sign.operator) == "=" else sign.operator,
            left=source(self.text, st.members[i]), right=source(self.text, st.members[j]),
            shown=(st.members[i].syntax, st.members[j].syntax), label=st.label,
            place=Rereading(claim, i, j, sign.operator, tuple(self.layouts)))
        if not bridge and i in claim.defined:
            return Step(**common, problem=Problem("definition", "definition", "introduces a symbol, so it is not judged",
                                                  common["start"], common["end"]))
        if not bridge and i in claim.supposed:
            return Step(**common, problem=Problem("undecided", "hypothesis", "a condition that the next steps use, not a claim",
                                                  common["start"], common["end"]))
        unread = chain.unread.get(i) or chain.unread.get(j)
        if unread is not None:
            return Step(**common, problem=unread_problem(unread))
        if sign.operator in UNJUDGED:
            return Step(**common, problem=Problem("undecided", "relation", f"the relation {sign.operator} is not judged",
                                                  sign.start, sign.end))
        limit = self._limit(claim, i, j)
        step = self._withheld(claim, self._judged(claim, i, j, sign.operator, common), i, j)
        if claim.stationary and j == len(st.members) - 1:
            return replace(step, limit=Problem("undecided", "hypothesis", STATIONARY, step.start, step.end))
        limit, code = limit or self._apart(claim, step, i, j) or hedge_of(claim, i, j), "condition"
        if not limit and (step.problem is None or step.problem.verdict == "refuted"):
            limit, code = self._doubted(claim, i, j), "no model"
        return step if not limit else replace(step, limit=Problem("undecided", code, limit, step.start, step.end))

    def _limit(self, claim: Claim, i: int, j: int) -> str:
        """Under which condition, not used here, a step from member i to member j stands; "" if it stands for itself."""
        operators = {r.operator for r in claim.statement.relations[i:j]}
        beside = next((x for x in claim.statement.remarks if x.limits and x.first < j and i < x.last), None)
        limit = condition_of(claim.statement.qualifiers)
        properties = frozenset().union(*(x.properties for x in claim.builder.context.tensors))
        if limit is not None:
            return f"stated under a condition that is not used: {source(self.text, limit)}"
        if claim.conditional:
            return "stated under a condition of its sentence, which is not used"
        if beside is not None:
            return f"stated beside what may be a condition and is not used: {self.text[beside.start:beside.end].strip()}"
        if CONDITIONED in operators:
            return "stated under a condition over its sign, which is not used"
        if words_limit(claim.statement.words, properties, operators):
            return "stated under a condition in words, which is not used"
        return ""

    def _doubted(self, claim: Claim, i: int, j: int) -> str:
        """Why what is given, and not understood, may forbid the values that refute a step, or ""."""
        sides = tuple(claim.statement.members[k].syntax for k in (i, j))
        if CONSTANT in letters(sides):
            return "which constant is meant is not said"
        name = next(iter(doubted_in(sides, claim.builder.context)), None)
        return "" if name is None else f"what is given of {name} is not understood"

    def _withheld(self, claim: Claim, step: Step, i: int, j: int) -> Step:
        """The step, undecided where shapes refute it that what is given may mend, or a sign in it means something else."""
        sides = tuple(claim.statement.members[k].syntax for k in (i, j))
        unread = claim.builder.context.unread
        signs = list(signs_in(sides))
        if ":" in signs and step.problem is not None and step.problem.verdict == "refuted":
            problem = replace(step.problem, verdict="undecided", code="ambiguous",
                              message=f"the colon as a product of arrays does not fit: {step.problem.message}")
            return replace(step, problem=problem, readings=())
        sign = next((x for x in signs if x in unread), None)
        sign = sign or self._meant_otherwise(claim, sides)
        name = next((x for x in unread_in(sides, claim.builder.context)), None)
        if step.problem is not None and step.problem.verdict == "refuted" and name is None:
            name = guessed_in(sides, claim.builder.context)
        if sign is None and (name is None or step.problem is None or step.problem.verdict != "refuted"):
            return step
        problem = Problem("undecided", "no model", f"what is given of {sign or name} is not understood", step.start, step.end)
        return replace(step, problem=problem, readings=())

    def _meant_otherwise(self, claim: Claim, sides: tuple[s.Node, ...]) -> str | None:
        """A sign of which the text says that it means something else, in the step or perhaps behind a definition in it."""
        builder = claim.builder
        names = letters(sides)
        behind = [d for x in names for d in builder.context.definitions_of(x)]
        found = standing(builder.context.unread, sides)
        formulas = [body for x in sorted(names & builder.formulas.keys()) if (body := getattr(builder.formulas[x], "body", None)) is not None]
        if found is None and (behind or formulas):
            found = standing(builder.context.unread, (*formulas, *(m.syntax for m in self.everything if m.syntax is not None)))
            if found is None and any(d.provenance == "sheet" for d in behind):
                found = next(iter(sorted(builder.context.unread & NAMES)), None)
        return found

    def _apart(self, claim: Claim, step: Step, i: int, j: int) -> str:
        """Why a step stands under i ≠ j, or i = j, without being read for that alone, or ""."""
        names = {name for k in (i, j) for name in indices(claim.statement.members[k].syntax)}
        pair = next((p for p in sorted(claim.builder.unequal) if names & set(p) and not uses(step.readings, p)), None)
        same = next((c for c in classes(claim.builder.identified) if names & c and not identifies(step.readings, c)), None)
        return f"stated for {pair[0]} ≠ {pair[1]}, which is not used" if pair is not None \
            else "" if same is None else f"stated for {' = '.join(sorted(same))}, which is not used"

    def _judged(self, claim: Claim, i: int, j: int, operator: str, common: dict) -> Step:
        outcomes = {layout: claim.chain(layout).outcome(i, j, operator) for layout in self.layouts
                    if i not in claim.chain(layout).unread and j not in claim.chain(layout).unread}
        first = outcomes[self.layouts[0]]
        sides = tuple(claim.statement.members[k].syntax for k in (i, j))
        size = called_size(claim.builder.context, sides)
        own = doubt(claim.builder.pseudo, claim.builder.lone_pluses, sides)
        if not first.attempts:
            problem = self._problem(claim, first, i, j, operator)
            unclear = size or own or doubt_of_shape(claim.builder.pseudo, sides)
            if unclear and problem.verdict == "refuted":
                problem = replace(problem, verdict="undecided", code="ambiguous", message=unclear)
            return Step(**common, problem=problem,
                        readings=tuple(a.obligation for a in first.loose[:MOST_READINGS]))
        readings, words = [], []
        for layout, outcome in outcomes.items():
            for attempt in outcome.attempts:
                if attempt.obligation not in readings and len(readings) < MOST_READINGS:
                    readings.append(attempt.obligation)
                    words += attempt.notes
        if first.layout_used:
            words.append(f"layout {WORDS[self.layouts[0]]}")
        by = by_perhaps_symmetric(readings, claim.builder.doubtful)
        if by:
            return Step(**common, readings=tuple(readings), problem=Problem(
                "undecided", "ambiguous", f"a derivative by {by}, of which it is not clear whether it is symmetric",
                common["start"], common["end"]))
        readings, perhaps = with_doubt(readings, claim.builder.doubtful)
        words += perhaps
        of_all, readings = readings, list(dict.fromkeys(implications.for_one_index(o, claim.indexed) for o in readings))
        if len(readings) > 1:
            words.append(f"{len(readings)} readings are kept")
        lenient = {a.obligation: _code(a.kind) for outcome in outcomes.values() for a in outcome.lenient}
        lenient |= {o: kind for made, kind in [*lenient.items()] for o in with_doubt([made], claim.builder.doubtful)[0]}
        lenient |= {o: "index" for o in of_all if o not in readings}
        lenient |= {a.obligation: "layout" for a in self._in_other_layouts(claim, first, i, j, operator)}
        return Step(**common, readings=tuple(readings), reading=tuple(dict.fromkeys(words)),
                    lenient=tuple((o, code) for o, code in lenient.items() if o not in readings),
                    guess=own or size or next(filter(None, (said for o in readings for said in (
                        guess(o), called(o, sides), trajectories.guessed(o), exponentials.guessed(o, claim.builder.exponentials)))), ""),
                    unfounded=own or next(filter(None, map(unfounded, readings)), ""),
                    alternatives=tuple(a for o in readings for a in alternatives(o, claim.builder.shaped)),
                    assumptions=assumptions_of(claim.builder.context))

    def _in_other_layouts(self, claim: Claim, found: Outcome, i: int, j: int, operator: str) -> list[Attempt]:
        """Readings in the layouts that were not inferred; none if the layout was asked for or given."""
        if self.wanted != "auto" or self.granted or not found.layout_used:
            return []
        others = [claim.chain(layout) for layout in (*LAYOUTS, COLUMNS) if layout not in self.layouts]
        return [a for chain in others if i not in chain.unread and j not in chain.unread
                for a in chain.outcome(i, j, operator).attempts]

    def _problem(self, claim: Claim, outcome: Outcome, i: int, j: int, operator: str) -> Problem:
        """Why there is no reading; a shape that another layout mends is a question of layout."""
        refusal = outcome.refusal
        if not of_shape(refusal) or not outcome.layout_used:
            return refusal.problem()
        mended = [layout for layout in (*LAYOUTS, COLUMNS) if layout != self.layouts[0] and _reads(claim.chain(layout), i, j, operator)]
        if not mended:
            return refusal.problem()
        hint = f"right in shape in the {mended[0]} layout"
        if self.wanted == "auto":
            return Problem("undecided", "layout", refusal.message, refusal.start, refusal.end, hint)
        return Problem(refusal.verdict, refusal.code, refusal.message, refusal.start, refusal.end,
                       f"{refusal.hint} {hint}".strip())


def assumptions_of(context: Context) -> tuple[tuple[str, str], ...]:
    """What is taken as given beyond declarations, with who gave it."""
    found = [(f"{a.left} {a.relation} {a.right}", a.provenance) for a in context.assumptions]
    found += [(f"{d.name} has shape {', '.join(map(str, d.shape)) or 'scalar'}", "inferred")
              for d in context.tensors if d.provenance == "inferred"]
    if context.tensor(CIRCLE) is not None and context.tensor(CIRCLE).provenance == "inferred":
        found.append((f"{CIRCLE} is the number, of which a proof uses only that it is positive", "inferred"))
    free = [d.name for d in context.tensors if d.provenance == "inferred" and not context.definitions_of(d.name)]
    found += [(f"{', '.join(sorted(free))} do not depend on each other", "inferred")] if len(free) > 1 else []
    return tuple(found)


def _code(kind: str) -> str:
    """Which kind of doubt a lenient reading raises."""
    return "symmetric" if kind in KINDS else "exponential" if kind == exponentials.LENIENT else "ambiguous"


def unread_in(sides: tuple[s.Node, ...], context: Context) -> list[str]:
    """The names in a step, and behind its definitions, of which something is given that is not understood."""
    names = letters(sides)
    return sorted(x for x in names.union(*(reached(context, name) for name in names)) if x in context.unread)


def doubted_in(sides: tuple[s.Node, ...], context: Context) -> list[str]:
    """The names in a step, and behind its definitions, that something which is not understood speaks of, itself or behind definitions."""
    names = letters(sides)
    names |= {found[2] for x in names if (found := DOTTED.match(x)) is not None}
    spoken = context.unread.union(*(reached(context, name) for name in context.unread))
    return sorted(x for x in names.union(*(reached(context, name) for name in names))
                  if x in spoken and (context.tensor(x) is not None or context.function(x) is not None))


def hedge_of(claim: Claim, i: int, j: int) -> str:
    """Why a step speaks of a symbol of which words say more than is used, or ""."""
    hedged, context = claim.builder.hedged, claim.builder.context
    fixed = {d.name for d in context.integers if d.kind == "index" and d.provenance == "inferred"}
    if fixed and (twice := fixed & summing_in(tuple(claim.statement.members[k].syntax for k in (i, j)))):
        return f"whether the sum over {min(twice)} means the one {min(twice)} of a definition, which is not clear"
    if not hedged:
        return ""
    names = letters(tuple(claim.statement.members[k].syntax for k in (i, j)))
    names = names.union(*(reached(context, name) for name in names))
    names |= {x for name in names if (d := context.tensor(name)) is not None for extent in d.shape for x in extent.names()}
    name = min(names & hedged.keys(), default=None)
    return "" if name is None else f"{hedged[name]} of {name}, which is not used"


def guessed_in(sides: tuple[s.Node, ...], context: Context) -> str | None:
    """A function behind a step's definitions of which only a guess says that its values are numbers."""
    guessed = {f.name for f in context.functions if f.provenance == "inferred" and f.domain}
    used = {x for name in letters(sides) for d in context.definitions_of(name) for x in symbols(d.body, context)}
    return min(guessed & used, default=None)


def _reads(chain: Chain, i: int, j: int, operator: str) -> bool:
    return i not in chain.unread and j not in chain.unread and bool(chain.outcome(i, j, operator).attempts)
