"""No text breaks the reader: a few thousand inputs here, 200,000 with ``make test-all``."""
import pytest

import fuzzing


def test_no_input_breaks_the_reader():
    assert list(fuzzing.run(3_000, seed=7, jobs=1)) == []


@pytest.mark.slow
def test_two_hundred_thousand_inputs_break_nothing():
    assert list(fuzzing.run(200_000, seed=11, jobs=2)) == []


@pytest.mark.parametrize(("formula", "complaint"), [("x + y", ""), (r"\frac{a}{b", "")])
def test_what_is_read_or_refused_is_no_complaint(formula, complaint):
    assert fuzzing.try_formula(formula) == complaint


def test_a_formula_cut_off_would_be_noticed(monkeypatch):
    monkeypatch.setattr(fuzzing, "to_latex", lambda node: "x")
    assert "loses" in fuzzing.try_formula("x + y")


def test_a_printed_formula_that_changes_would_be_noticed(monkeypatch):
    shown = iter(["x", "y"])
    monkeypatch.setattr(fuzzing, "to_latex", lambda node: next(shown))
    assert "prints as" in fuzzing.try_formula("x")
