"""The verdict: a certificate is accepted, or refused with the step and both sides."""
from __future__ import annotations

from dataclasses import dataclass, field as dataclass_field

from symbolic.errors import CertificateError, IndexMayLeaveRange, TooLargeToCheck, UnmetCondition

from .claim import field
from .conditions import Unmet, check_conditions
from .integers import ONE, OutOfRange, Refused, TooLarge, read_list, symbol
from .printer import print_claim, show_name
from .replay import Equation, Replay, show
from .rules_arithmetic import RULES as ARITHMETIC
from .rules_calculus import RULES as CALCULUS
from .rules_cases import RULES as CASES
from .rules_exponentials import RULES as EXPONENTIALS
from .rules_cuts import RULES as CUTS
from .rules_fields import RULES as FIELDS
from .rules_finite import RULES as FINITE
from .rules_inequalities import RULES as INEQUALITIES, compared
from .rules_matrices import RULES as MATRICES
from .rules_order import RULES as ORDER
from .rules_powers import RULES as POWERS
from .rules_products import RULES as PRODUCTS
from .rules_properties import RULES as PROPERTIES
from .rules_pseudo import RULES as PSEUDO
from .rules_radix import RULES as RADIX
from .rules_scalars import RULES as SCALARS
from .rules_waves import RULES as WAVES
from .terms import Term

RULES = FINITE | CALCULUS | SCALARS | MATRICES | POWERS | PRODUCTS | PROPERTIES | RADIX | ORDER | ARITHMETIC | INEQUALITIES | CASES | WAVES | FIELDS | PSEUDO | EXPONENTIALS | CUTS
MALFORMED = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError, OverflowError)
_KEY = object()


@dataclass(frozen=True)
class Accepted:
    """What a replayed certificate shows; only ``check_certificate`` makes one.

    ``conditions``, ``definitions_used`` and ``assumptions_used`` are sentences
    for people; ``steps`` counts the steps replayed.
    """

    claim_text: str
    conditions: tuple[str, ...]
    definitions_used: tuple[str, ...]
    assumptions_used: tuple[str, ...]
    steps: int
    _key: object = dataclass_field(default=None, repr=False, compare=False)

    def __post_init__(self):
        if self._key is not _KEY:
            raise TypeError("only check_certificate makes an Accepted")
        object.__setattr__(self, "_key", None)


def check_certificate(certificate: dict, claim: dict | None = None) -> Accepted:
    """Replay a certificate; with ``claim``, refuse one that is about something else.

    Raises ``CertificateError`` naming the step, the rule and what did not agree.
    """
    number = rule = None
    try:
        if claim is not None and field(certificate, "claim") != claim:
            raise Refused("the certificate is about another claim")
        replay = Replay(certificate)
        steps = replay._list(certificate, "steps")
        for number, rule in replay.run(steps, RULES):
            rule = rule if isinstance(rule, str) else None
        number = rule = None
        root = _root(replay, certificate)
        check_conditions(replay, root)
        return _accepted(replay, certificate, root, len(steps))
    except Unmet as refused:
        raise UnmetCondition(str(refused)) from None
    except OutOfRange as refused:
        raise IndexMayLeaveRange(str(refused), number, rule) from None
    except TooLarge as refused:
        raise TooLargeToCheck(str(refused), number, rule) from None
    except Refused as refused:
        raise CertificateError(str(refused), number, rule) from None
    except MALFORMED as error:
        raise CertificateError(f"malformed: {type(error).__name__}: {error}"[:400], number, rule) from None


def _root(replay: Replay, certificate: dict) -> Equation:
    """The root step must be the claim, entry by entry, with nothing left open."""
    k = field(certificate, "root")
    if type(k) is not int or not 0 <= k < len(replay.equations):
        raise Refused(f"the root is not a step: {k!r:.80}")
    root, claim = replay.equations[k], replay.claim
    names = read_list(field(certificate, "indices"), len(claim.left.shape), "an index for each axis of the claim")
    indices = tuple(_index(replay, name, extent) for name, extent in zip(names, claim.left.shape))
    variables = {name for name in names if type(name) is str}
    if len(variables) < sum(type(name) is str for name in names):
        raise Refused(f"the indices {names} are not distinct")
    for side, wanted, given in zip(("left", "right"), _wanted(replay, indices), (root.left, root.right)):
        if given is not wanted:
            raise Refused(f"the root's {side} side is {show(given)}, the claim's is {show(wanted)}")
    if root.hypotheses:
        raise Refused("the root holds under a hypothesis only")
    for name in sorted(root.open - variables):
        _, lower, upper = replay.variables[name]
        claim.used = set()
        if not claim.proves(upper - lower) or claim.used:
            raise Refused(f"the root depends on {name}, whose range {lower}..{upper} may be empty")
    return root


def _wanted(replay: Replay, indices: tuple) -> tuple[Term, Term]:
    """The two sides of the equation that says what the claim says of this entry."""
    claim = replay.claim
    left, right = (replay.store.term("at", side, indices) for side in (claim.left, claim.right))
    return (left, right) if claim.relation == "=" else compared(replay.store, left, claim.relation, right)


def _index(replay: Replay, name, extent):
    """The index of one axis: a variable of range 1..extent; 1 if the extent is 1."""
    if type(name) is int and name == 1 and extent == ONE:
        return ONE
    _, lower, upper = replay.variable(name)
    if (lower, upper) != (ONE, extent):
        raise Refused(f"the index {name} has the range {lower}..{upper}, the axis 1..{extent}")
    return symbol(name)


# ---------------------------------------------------------------- the report

def _accepted(replay: Replay, certificate: dict, root: Equation, steps: int) -> Accepted:
    return Accepted(
        print_claim(certificate["claim"]),
        tuple(sorted({_condition(c) for c in root.conditions})),
        tuple(sorted({show_name(name) for name, _ in root.used})),
        tuple(sorted(_assumption(a) for a in root.assumptions)),
        steps, _KEY)


def _branch(comparisons: tuple) -> str:
    return " and ".join(f"{show(a)} {relation} {show(b)}" for a, relation, b in comparisons) or "otherwise"


def _condition(condition: tuple) -> str:
    match condition:
        case ("smooth", ("relu" | "abs") as f, _):
            return f"no argument of a derivative of {f} is 0"
        case ("smooth", f, 1):
            return f"{show_name(f)} is differentiable"
        case ("smooth", f, k):
            return f"{show_name(f)} has {k} derivatives"
        case (*_, "invertible", t):
            return f"{show(t.parts[0].parts[0])} is invertible"
        case ("covered", t):
            return " or ".join(_branch(comparisons) for comparisons, _ in t.parts[0].parts[0])
        case ("apart", p, q, *rest):
            return f"{_condition(tuple(rest))} for {p} ≠ {q}"
        case (*_, what, t):
            said = {"nonzero": "≠ 0", "positive": "> 0", "nonnegative": "≥ 0"}[what]
            return f"{show(t)} {said}"


def _assumption(given) -> str:
    if isinstance(given, int):
        return f"assumption {given + 1}"
    what, name = given
    return f"{show_name(name)} is {what}"
