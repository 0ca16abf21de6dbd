r"""What formulas mean: the readings of ``pass/readings.txt``, and that a printed reading is read as itself."""
from pathlib import Path

import pytest

from symbolic.language.context import Obligation
from symbolic.language.latex import latex
from symbolic.proving.prove import prove
from symbolic.reading.claims.reader import read
from symbolic.reading.declarations.given import context_from
from symbolic.reading.documents.documents import read_document

LAYOUT = "mixed"


def entries() -> list[tuple[str, str, str]]:
    """(given, claim, expected reading) of the file."""
    found = []
    for block in (Path(__file__).parent / "pass/readings.txt").read_text("utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if lines:
            given, claim, expected = lines
            found.append((given, claim.removeprefix("> "), expected.strip()))
    return found


def reading(claim: str, given: str) -> Obligation:
    """The only reading of the only step."""
    typed = read_document(claim, "claim")
    step, = read(typed, given=context_from([given], document=typed)[0], layout=LAYOUT).steps
    assert step.problem is None, step.problem
    only, = step.readings
    return only


def printed(obligation: Obligation) -> str:
    return f"{latex(obligation.left)} {obligation.relation} {latex(obligation.right)}"


def same(context, one, other) -> bool:
    return one == other or prove(Obligation(context, one, "=", other)) is not None


@pytest.mark.parametrize(("given", "claim", "expected"), entries())
def test_is_read_as(given, claim, expected):
    assert printed(reading(claim, given)) == expected


@pytest.mark.parametrize(("given", "claim", "expected"), entries())
def test_a_printed_reading_is_read_as_itself(given, claim, expected):
    meant, again = reading(claim, given), reading(expected, given)
    assert same(meant.context, meant.left, again.left)
    assert same(meant.context, meant.right, again.right)
