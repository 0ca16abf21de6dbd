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


def test_bounds_that_are_no_integers_cost_what_they_bound():
    """A is a matrix, and no last ℓ: that definition is left out, and said to be."""
    given = [r"L \ge 1", r"A \in \mathbb{R}^{n \times n}", r"x \in \mathbb{R}^n", r"D_\ell = \ell A, \quad \ell = 1, \dots, A"]
    file = check(r"A x = A x + x - x", given)["files"][0]
    assert file["steps"][0]["verdict"] == "proved" and any("not understood as given: D" in n["message"] for n in file["notices"])


def test_a_member_that_is_defined_by_itself_defines_nothing():
    """c_k = A c_k costs the steps about c and A their verdict and no other step anything."""
    given = [r"x \in \mathbb{R}^n, A \in \mathbb{R}^{n \times n}", r"c_k \in \mathbb{R}^n, \quad k = 1, \dots, L",
             r"c_k = A c_k, \quad k = 1, \dots, L"]
    file = check(r"$$x + x = 2 x$$ and $$A + A = 2 A$$", given)["files"][0]
    assert [(step["verdict"], step["code"]) for step in file["steps"]] == [("proved", ""), ("undecided", "no model")]
    assert any("c_k is defined by itself" in n["message"] for n in file["notices"])
