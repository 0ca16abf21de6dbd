"""What the mutation attack found, once mended."""
from symbolic.checking import check

GIVEN = [r"A \in \mathbb{R}^{n \times n}, v \in \mathbb{R}^n", r"v_i = \sum_{j=1}^n A_{ij} v_j"]


def said(claim: str) -> tuple[str, str]:
    step = check(claim, GIVEN, "mixed")["files"][0]["steps"][0]
    return step["verdict"], step["code"]


def test_entries_given_by_themselves_are_an_equation():
    """v_i = Σ_j A_ij v_j says A v = v; it defines nothing."""
    assert said("A A v = v") == ("proved", "")
    assert said(r"A^\top v = v")[0] == "refuted"
