"""A fault of the program while something is read costs that formula, or that document, its verdict and nothing else."""
from symbolic import check, checking
from symbolic.reading.elaboration.elaborate import Elaborator


def fails(*_):
    raise IndexError("tuple index out of range")


def said(claim):
    return [(step["verdict"], step["code"]) for step in check(claim)["files"][0]["steps"]]


def test_a_fault_in_one_formula(monkeypatch):
    monkeypatch.setattr(Elaborator, "additive", fails)
    assert said("$$a + b = b + a$$ and $$a b = b a$$") == [("undecided", "internal"), ("proved", "")]


def test_a_fault_in_a_document(monkeypatch):
    monkeypatch.setattr(checking, "read_in_sections", fails)
    assert said("$$a b = b a$$") == [("undecided", "internal")]


def test_bars_around_matrices_that_nothing_declares():
    assert said(r"|AB| = |A||B|") == said(r"|A^\top| = |A|") == [("proved", "")]
