r"""Closed forms as they are printed: ``golden.json``, made again by ``python tests/deriving/remake_forms.py``."""
import pytest
from forms import derived_from, entries

ENTRIES = entries()


def name(entry: dict) -> str:
    return f"{entry['expression']} by {entry.get('wrt', '')}"[:60]


def test_there_are_many():
    assert len(ENTRIES) >= 120
    assert sum(entry["notation"] == "index" for entry in ENTRIES) >= 8


@pytest.mark.parametrize("entry", ENTRIES, ids=name)
def test_closed_form(entry):
    found = derived_from(entry)
    assert (found.latex, list(found.where), found.notation) == (entry["latex"], entry.get("where", []), entry["notation"])
    assert found.verdict.verdict == "proved" and found.certificate["format"] == "chainrule-certificate"
