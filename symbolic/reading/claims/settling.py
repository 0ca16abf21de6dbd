r"""Which layout a document is in: as asked, as its own formulas for entries grant, or as its shapes tell."""
from __future__ import annotations

from symbolic.reading.claims.claims import JUDGED, Claim, of_shape
from symbolic.reading.context.chains import Chain
from symbolic.reading.elaboration.layout import COLUMNS, LAYOUTS


def choose_layout(claims: list[Claim], wanted: str, granted: tuple[str, ...]) -> tuple[list[str], str]:
    """The layout, then others that fit the document's shapes as well; and why."""
    candidates = granted or LAYOUTS
    if wanted != "auto":
        if wanted in candidates:
            return [wanted], "as asked"
        return [candidates[0]], f"the given formula for entries overrides {wanted}"
    failures = dict.fromkeys(candidates, 0)
    depends = False
    for k, layout in enumerate(candidates):
        for claim in claims if depends or k == 0 else ():
            if k and failures[layout] > min(failures[known] for known in candidates[:k]):
                break
            misfits, uses = _misfits(claim, layout)
            failures[layout] += misfits
            depends = depends or uses
    if depends and not granted and min(failures.values()):
        failures[COLUMNS] = sum(_misfits(claim, COLUMNS)[0] for claim in claims)
        if failures[COLUMNS] < min(failures[known] for known in candidates):
            return [COLUMNS], "the only one that fits the shapes of this document best"
    least = min(failures[known] for known in candidates)
    fitting = [layout for layout in candidates if failures[layout] == least]
    if not depends:
        return fitting[:1], "no derivative here depends on it"
    if len(fitting) == 1:
        return fitting, "the only one that fits the shapes of this document best"
    return fitting, f"shapes also allow {', '.join(fitting[1:])}"


def _misfits(claim: Claim, layout: str) -> tuple[int, bool]:
    """How many steps of a claim do not fit in this layout, and whether the layout matters to any."""
    chain = claim.chain(layout)
    outcomes = [chain.outcome(*pair) for pair in _readable_pairs(claim, chain)]
    uses = chain.layout_used or any(outcome.layout_used for outcome in outcomes)
    if not uses:
        claim.chains = dict.fromkeys(LAYOUTS, chain)
    misfits = sum(not outcome.attempts and of_shape(outcome.refusal) for outcome in outcomes)
    return misfits + sum(map(of_shape, chain.refused.values())), uses


def _readable_pairs(claim: Claim, chain: Chain):
    for k, sign in enumerate(claim.statement.relations):
        if sign.operator in JUDGED and k not in claim.defined | claim.supposed and k not in chain.unread and k + 1 not in chain.unread:
            yield k, k + 1, sign.operator
