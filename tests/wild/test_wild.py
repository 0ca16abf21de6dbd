"""Claims as people write them, each with the verdict it must have or must not have.

A file of ``claims`` is read line by line:

    # a remark
    given A \\in \\mathbb{R}^{n \\times n}     (several line by line are one sheet)
    layout numerator                           (until the next sheet; else auto)
    proved (A B)^\\top = B^\\top A^\\top
    refuted,proved x = 2x = x + x

The words are the expectations for the steps in order, or one for all of them:
``proved`` and ``refuted``; ``true``, not refuted, and ``false``, not proved,
where no verdict is promised yet; ``unproved`` and ``unrefuted``, where the
other is never to be said; ``open``, neither.  A backslash, n and a space is a
line's end.  Files in ``thorough`` take long and are slow tests.  No step may have the code "internal".
"""
from pathlib import Path

import pytest

from symbolic import check

CLAIMS = Path(__file__).parent / "claims"
FILES = sorted(CLAIMS.glob("*.txt"))
THOROUGH = [pytest.param(path, marks=pytest.mark.slow) for path in sorted(CLAIMS.glob("thorough/*.txt"))]
ALLOWED = {
    "proved": {"proved"}, "refuted": {"refuted"}, "open": {"undecided", "unread"},
    "true": {"proved", "undecided", "unread"}, "unrefuted": {"proved", "undecided", "unread"},
    "false": {"refuted", "undecided", "unread"}, "unproved": {"refuted", "undecided", "unread"},
}


def claims(path):
    """(line, sheet, layout, expectations, claim) of every claim in a file."""
    sheet, layout, before = [], "auto", ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        word, _, rest = line.partition(" ")
        match word:
            case "" | "#":
                pass
            case "given":
                sheet = sheet + [rest] if before == "given" else [rest]
                layout = "auto"
            case "layout":
                layout = rest
            case _:
                yield number, [x for x in sheet if x], layout, word.split(","), rest.replace("\\n ", "\n ")
        before = word


@pytest.mark.parametrize("path", [*FILES, *THOROUGH], ids=lambda path: path.stem)
def test_verdicts_of_claims(path):
    wrong = [f"line {number}: {claim!r} is {said}, expected {wanted}"
             for number, sheet, layout, wanted, claim in claims(path)
             for said in [verdicts(claim, sheet, layout)] if not fits(said, wanted)]
    assert not wrong, "\n".join(wrong)


def verdicts(claim, sheet, layout):
    steps = check(claim, sheet, layout)["files"][0]["steps"]
    return ["internal" if step["code"] == "internal" else step["verdict"] for step in steps]


def fits(said, wanted):
    """Does every step keep what is expected of it?  What promises nothing may have no step."""
    if not said:
        return not {"proved", "refuted"} & set(wanted)
    wanted = wanted * len(said) if len(wanted) == 1 else wanted
    return len(said) == len(wanted) and all(word in ALLOWED[expected] for word, expected in zip(said, wanted))


def test_every_expectation_is_tried():
    used = {word for path in FILES for _, _, _, wanted, _ in claims(path) for word in wanted}
    assert used == set(ALLOWED)
