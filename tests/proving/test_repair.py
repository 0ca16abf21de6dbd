r"""Did you mean: what is offered is near, true and proved, and nothing else is offered."""
import pytest

from symbolic.checking import check
from symbolic.proving.near import changes
from symbolic.proving.surroundings import Surroundings
from symbolic.reading.elaboration.places import apart, factors, operands, put
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.grammar.unparse import same_syntax, to_latex

SQUARE = [r"A \in \mathbb{R}^{n \times n}", r"B \in \mathbb{R}^{n \times n}", r"x \in \mathbb{R}^n", r"u \in \mathbb{R}^n"]
LAYER = [*SQUARE, r"\sigma : \mathbb{R} \to \mathbb{R} \text{ twice continuously differentiable, applied elementwise}"]
NETWORK = [
    r"A_\ell \in \mathbb{R}^{n_\ell \times n_{\ell-1}}, \ell = 1, \dots, L", r"b_\ell \in \mathbb{R}^{n_\ell}, \ell = 1, \dots, L",
    r"x \in \mathbb{R}^{n_0}", r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable, applied elementwise}", r"y_0 = x",
    r"y_\ell = \sigma(A_\ell y_{\ell-1} + b_\ell), \ell = 1, \dots, L-1", r"y_L = A_L y_{L-1} + b_L", "n_L = 1"]


def repaired(claim, given, layout="numerator"):
    """The repair of the first step that has one."""
    steps = check(claim, given, layout, repair=True)["files"][0]["steps"]
    return next((step["repair"] for step in steps if step["repair"]), None)


# what a student writes, and what is true
NEAR = {
    "order": (r"\operatorname{tr}(ABu x^\top) = x^\top BAu", SQUARE, r"x^{\top}A B u"),
    "order of transposes": (r"(ABA)^\top = A^\top A^\top B^\top", SQUARE, r"A^{\top}B^{\top}A^{\top}"),
    "transpose": (r"\nabla_x (u^\top A x) = A u", SQUARE, r"A^{\top}u"),
    "two transposes": (r"\nabla_x\left(x^\top ABx\right) = ABx + ABx", SQUARE, None),
    "sign": (r"\nabla_x (u - x)^\top u = u", SQUARE, "-u"),
    "factor": (r"\nabla_x (x^\top x) = x", SQUARE, "2 x"),
    "factor too large by one": (r"\nabla_x (x^\top x) = 3 x", SQUARE, "2 x"),
    "factor too small by one": (r"(A + A + A) x = 2 A x", SQUARE, "3 A x"),
    "half the factor": (r"(A + A + A + A) x = 8 A x", SQUARE, "4 A x"),
    "factor of a fraction": (r"\nabla_x \left(\frac{1}{2} x^\top x\right) = \frac{1}{2} x", SQUARE, "x"),
    "halves alone on the side": (r"\nabla_x^2 (x^\top A x) = 2 A", SQUARE, r"A + A^{\top}"),
    "derivative": (r"\frac{\partial \sigma(x)}{\partial x} = \operatorname{diag}(\sigma(x))", LAYER, None),
    "second derivative": (r"\nabla_x^2 \sigma(u^\top x) = \sigma'(u^\top x) uu^\top", LAYER, r"\sigma''\left( u^{\top}x \right)u u^{\top}"),
    "diag missing": (r"\frac{\partial (u \odot x)}{\partial u} = x", SQUARE, r"\operatorname{diag}\left( x \right)"),
    "diag too many": (r"u \odot x = \operatorname{diag}(x) \operatorname{diag}(u)", SQUARE, r"\operatorname{diag}\left( x \right)u"),
    "term missing": (r"\frac{\partial}{\partial x}(x + Ax) = A", SQUARE, "I + A"),
    "factor missing": (r"\nabla_A (u^\top A x) = u", SQUARE, r"u x^{\top}"),
    "sum over an index that stands on one side": (r"x^\top u = x_i u_i", SQUARE, r"\sum_{i = 1}^{n}x_{i}u_{i}"),
    "sum of a product's entries": (r"(A x)_i = A_{i k} x_k", SQUARE, r"\sum_{k = 1}^{n}A_{i k}x_{k}"),
    "two sums": (r"\operatorname{tr}(A B) = A_{ij} B_{ji}", SQUARE, r"\sum_{i = 1}^{n}\sum_{j = 1}^{n}A_{i j}B_{j i}"),
    "sum missing": (r"x^\top u = \sum_{i=1}^n x_i u_i + u^\top x", SQUARE, None),
    "factor of every term": (r"\nabla_x \|A x - u\|^2 = A^\top A x - A^\top u", SQUARE, r"2 A^{\top}A x - 2 A^{\top}u"),
    "sum over the wrong index": (r"(A x)_i = \sum_{i=1}^n A_{ij} x_j", SQUARE, r"\sum_{j = 1}^{n}A_{i j}x_{j}"),
    "sum too many": (r"\frac{\partial}{\partial x_k} \sum_{i=1}^n x_i^2 = \sum_{i=1}^n 2 x_i", SQUARE, "2 x_{k}"),
    "entry of a transpose": (r"\frac{\partial (C x)_i}{\partial x_j} = C_{ji}", [*SQUARE, r"C \in \mathbb{R}^{m \times n}"], "C_{i j}"),
    "delta missing": (r"\frac{\partial (A x)_i}{\partial A_{jk}} = x_k", SQUARE, r"\delta_{i j}x_{k}"),
    "letters exchanged": (r"\frac{\partial (A x)_i}{\partial A_{jk}} = \delta_{ik} x_j", SQUARE, r"\delta_{i j}x_{k}"),
    "another symbol": (r"\frac{\partial (u \odot x)}{\partial x} = \operatorname{diag}(x)", SQUARE, r"\operatorname{diag}\left( u \right)"),
    "identity for a diagonal": (r"\frac{\partial p}{\partial z} = I - p p^\top", [r"z \in \mathbb{R}^n", r"p = \operatorname{softmax}(z)"],
                                r"\operatorname{diag}\left( p \right) - p p^{\top}"),
    "an ambiguous product": (r"\frac{\partial p}{\partial z} = \operatorname{diag}(p) - p^\top p", [r"z \in \mathbb{R}^n", r"p = \operatorname{softmax}(z)"],
                             r"\operatorname{diag}\left( p \right) - p p^{\top}"),
    "brackets lost": (r"\nabla_x \|A x - u\|^2 = 2 A^\top A x - u", SQUARE, r"2 A^{\top}\left( A x - u \right)"),
    "brackets too many": (r"2 A x + u - A x = A (x + u)", SQUARE, "A x + u"),
    "square of a matrix": (r"\nabla_x^2 \|A x - u\|^2 = 2 A^2", SQUARE, r"2 A^{\top}A"),
    "factor over a denominator": (r"\nabla_x \frac{1}{n} \|A x\|^2 = \frac{1}{n} A^\top A x", SQUARE, r"\frac{2}{n}A^{\top}A x"),
    "factor of a numerator": (r"\nabla_x \|x\| = \frac{2 x}{\|x\|}", [*SQUARE, r"x \neq 0"], r"\frac{x}{\left\| x \right\|}"),
    "a factor 1/n missing": (r"\nabla_x \frac{1}{n} \|A x\|^2 = 2 A^\top A x", SQUARE, r"\frac{2}{n}A^{\top}A x"),
    "exponent 1 is not written": (r"\nabla_x \|x\| = \frac{x}{\|x\|^2}", [*SQUARE, r"x \neq 0"], r"\frac{x}{\left\| x \right\|}"),
    "turned round, a matrix kept": (r"\nabla_x (x^\top A x) = x^\top (A + A^\top)", SQUARE, r"\left( A + A^{\top} \right)x"),
    "turned round, a diagonal matrix": (r"\frac{\partial}{\partial x} \sigma(A x) = A^\top \operatorname{diag}(\sigma'(A x))", LAYER,
                                        r"\operatorname{diag}\left( \sigma'\left( A x \right) \right)A"),
    "argument of a definition": (r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = \operatorname{diag}(\sigma'(y_\ell)) A_\ell", NETWORK,
                                 r"\operatorname{diag}\left( \sigma'\left( A_{\ell}y_{\ell - 1} + b_{\ell} \right) \right)A_{\ell}"),
    "identity of a named size": (r"\frac{\partial (A x + u)}{\partial u} = \mathbf{1}_n", SQUARE, "I_{n}"),
    "argument": (r"\frac{\partial \sigma(Ax)}{\partial x} = \operatorname{diag}(\sigma'(x)) A", LAYER, None),
    "identity": (r"\frac{\partial x}{\partial u} + \frac{\partial x}{\partial x} = \mathbf{1}", SQUARE, None),
    "index": (r"\frac{\partial}{\partial x_j} (Ax)_i = A_{ii}", SQUARE, r"A_{i j}"),
    "order of indices": (r"\frac{\partial}{\partial x_j} (Ax)_i = A_{ji}", SQUARE, "A_{i j}"),
    "exponent": (r"\nabla_A \operatorname{tr}(A^3) = 3 (A^3)^\top", SQUARE, r"3\left( A^{2} \right)^{\top}"),
    "determinant": (r"\nabla_B \det(B) = B^{-\top}", [*SQUARE, r"B \text{ invertible}"], r"\det\left( B \right)B^{-\top}"),
    "order and transpose": (r"\operatorname{vec}(ABA) = (A \otimes A) \operatorname{vec}(B)", SQUARE,
                            r"\left( A^{\top} \otimes A \right)\operatorname{vec}\left( B \right)"),
    "entrywise factor": (r"\nabla_x u^\top \sigma(Ax) = A^\top \sigma'(Ax)", LAYER, None),
    "each factor": (r"\det(AB) = \det(A) + \det(B)", [*SQUARE], None),
}


@pytest.mark.parametrize("name", NEAR)
def test_a_repair_is_proved_when_it_is_checked_as_a_step(name):
    claim, given, right = NEAR[name]
    found = repaired(claim, given, "denominator" if "nabla" in claim else "numerator")
    if right is not None:
        assert found is not None and found["right"] == right
    if found is not None:
        assert found["certificate"] == "accepted" and found["changes"]
        step = check(f"{found['left']} = {found['right']}", given, "denominator" if "nabla" in claim else "numerator")
        assert step["files"][0]["steps"][0]["verdict"] == "proved"
        assert "trivial" not in step["files"][0]["steps"][0]["notices"]


def test_what_was_taken_for_symmetric_is_given_both_halves():
    step = check(r"\nabla_x (x^\top A x) = 2 A x", SQUARE, "denominator", repair=True)["files"][0]["steps"][0]
    assert step["repair"]["right"] == r"\left( A + A^{\top} \right)x"
    assert step["true_if"] == ["A is symmetric"]


@pytest.mark.parametrize(("given", "offered"), [((), "A is antisymmetric"), ((r"A \text{ symmetric}",), "A is antisymmetric")])
def test_a_property_under_which_nothing_is_left_is_not_missing(given, offered):
    """x^⊤ A x = 0 says something of every antisymmetric A; a symmetric one would have to be 0."""
    claim = r"x^\top A x = 2 x^\top A x" if given else r"x^\top A x = 0"
    found = repaired(claim, [*SQUARE, *given])
    assert (found is not None and offered in found["text"]) is (not given)


def test_what_went_wrong_before_may_be_kept():
    chain = r"\nabla_x (x^\top A x) = 2 A x = (A + A) x = 3 A x"
    first, second, third = check(chain, SQUARE, "denominator", repair=True)["files"][0]["steps"]
    assert first["repair"]["right"] == r"\left( A + A^{\top} \right)x" and second["verdict"] == "proved"
    assert (third["repair"]["left"], third["repair"]["right"]) == (r"\left( A + A \right)x", "2 A x")
    assert third["repair"]["text"].endswith("(factor; what went wrong before is kept)")


def test_what_sums_to_one_is_a_missing_factor():
    given = [r"y, z \in \mathbb{R}^n"]
    found = repaired(r"\nabla_z (-y^\top \log \operatorname{softmax}(z)) = \operatorname{softmax}(z) - y", given, "denominator")
    assert found["right"] == r"\left( \mathbf{1}^{\top}y \right)\operatorname{softmax}\left( z \right) - y"


def test_a_difference_the_wrong_way_round():
    found = repaired(r"\nabla_x (x^\top u - x^\top x) = 2 x - u", SQUARE, "denominator")
    assert found["right"] == "u - 2 x"


def test_a_property_that_is_granted_is_not_missing():
    assert check(r"\nabla_x (x^\top A x) = 2 A x", [*SQUARE, r"A^\top = A"], "denominator", repair=True)["summary"]["proved"] == 1


def test_a_label_is_replaced_throughout():
    found = repaired(r"\frac{\partial y_L}{\partial b_L} = \operatorname{diag}(\sigma'(A_L y_{L-1} + b_L))", NETWORK)
    assert found["changes"] == [["label", "L", r"\ell"]]
    assert found["text"] == r"with \ell for L throughout"


def test_what_is_differentiated_may_keep_its_label():
    claim = (r"\frac{\partial y_L}{\partial A_L} = \operatorname{diag}(\sigma'(A_L y_{L-1} + b_L))"
             r" \left(\frac{\partial y_L}{\partial y_L}\right)^\top y_{L-1}^\top")
    found = repaired(claim, NETWORK, "mixed")
    assert found["text"] == r"with \ell for L throughout, but in what is differentiated"
    assert found["left"] == r"\frac{\partial y_{L}}{\partial A_{\ell}}"


def test_a_name_that_means_nothing_is_replaced():
    found = repaired(r"\frac{\partial y_L}{\partial A_L} = J_{L-1}^\top", NETWORK, "mixed")
    assert found["changes"] == [["name", "J", "y"]]


@pytest.mark.parametrize("claim", [r"AB = BA", r"\operatorname{tr}(A) = \det(B)", "x = u"])
def test_nothing_is_offered_where_nothing_near_is_true(claim):
    found = repaired(claim, SQUARE)
    assert found is None or not same_syntax(parse_formula(found["left"]), parse_formula(found["right"]))


def test_only_wrong_steps_are_repaired():
    steps = check(r"(AB)^\top = B^\top A^\top = A^\top B^\top", SQUARE, repair=True)["files"][0]["steps"]
    assert [step["repair"] is not None for step in steps] == [False, True]


def test_a_repair_names_the_proved_steps_that_it_makes_false():
    r"""∇‖Ax − u‖² = Aᵀ(Ax − u) is false; what follows from it is right as a step, and wrong once the factor 2 stands there."""
    chain = r"\nabla_x \|A x - u\|^2 = A^\top (A x - u) = A^\top A x - A^\top u = - A^\top u + A^\top A x"
    first, *later = check(chain, SQUARE, "denominator", repair=True)["files"][0]["steps"]
    assert [step["verdict"] for step in later] == ["proved", "proved"]
    then = first["repair"]["then"]
    assert [x["id"] for x in then] == [step["id"] for step in later] and then[0]["left"] == first["repair"]["right"]
    for x in then:
        again = check(f"\\nabla_x \\|A x - u\\|^2 = {x['right']}", SQUARE, "denominator")["files"][0]["steps"][0]
        assert again["verdict"] == "proved"


def test_a_repair_that_leaves_the_later_steps_true_names_none():
    chain = r"\nabla_x (x^\top A x) = 2 A x = (A + A^\top) x"
    steps = check(chain, SQUARE, "denominator", repair=True)["files"][0]["steps"]
    assert all(not step["repair"]["then"] for step in steps if step["repair"])


def test_a_fault_in_the_search_costs_no_verdict(monkeypatch):
    monkeypatch.setattr("symbolic.proving.repair.settle", lambda obligation: 1 / 0)
    step = check("(AB)^\\top = A^\\top B^\\top", SQUARE, repair=True)["files"][0]["steps"][0]
    assert step["verdict"] == "refuted" and step["repair"] is None


def test_without_asking_there_is_none():
    assert check("(AB)^\\top = A^\\top B^\\top", SQUARE)["files"][0]["steps"][0]["repair"] is None


def test_after_a_wrong_step_the_chain_s_beginning_is_the_truth():
    chain = r"(Ax)_i = \sum_{k=1}^n A_{ki} x_k + 1 = \sum_{k=1}^n A_{kk} x_k"
    steps = check(chain, SQUARE, repair=True)["files"][0]["steps"]
    found = steps[1]["repair"]
    assert steps[1]["verdict"] == "refuted" and found["left"] == r"\left( A x \right)_{i}"
    assert found["right"] == r"\sum_{k = 1}^{n}A_{i k}x_{k}" and found["changes"] == [["index", "k", "i"]]


def test_the_same_slip_in_several_places_is_one_change():
    claim = r"\frac{\partial}{\partial A_{ij}} \sigma(Ax)_i = \sigma'(A_{11} x_1 + \dots + A_{1n} x_n) x_j"
    found = repaired(claim, LAYER)
    assert found["changes"] == 2 * [["index", "1", "i"]] and "in 2 places" in found["text"]


@pytest.mark.parametrize("claim", [r"\det(2A) = 2 \det(A)", r"(A + B)^2 = A^2 + 2AB + B^2", r"\nabla_x (x^\top x) = \sigma(x)"])
def test_what_is_offered_is_never_the_false_claim(claim):
    found = repaired(claim, LAYER, "denominator")
    if found is not None and found["changes"][0][0] not in ("assumption", "layout"):
        step = check(f"{found['left']} = {found['right']}", LAYER, "denominator")["files"][0]["steps"][0]
        assert step["verdict"] == "proved"


# ---------------------------------------------------------------- places

@pytest.mark.parametrize("text", [r"2 A^\top (x - \frac{a}{b}) + \sigma'(A_{i j} x)", r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}"])
def test_what_is_put_back_changes_nothing(text):
    root = parse_formula(text)
    for path, node in operands(root):
        assert put(root, path, node) == root


def test_places_inside_one_another_are_not_apart():
    assert apart((("a",),), (("b",),)) and not apart((), (("a",),)) and not apart((("a",),), (("a",), ("b",)))


def test_a_function_stays_with_its_argument():
    items = parse_formula(r"2 \operatorname{diag}(\sigma'(x)) A \sum_i b_i c").items
    assert [len(part) for part in factors(items, {r"\sigma"})] == [1, 2, 1, 3]


def test_the_lightest_change_comes_first_and_all_are_changes():
    class Place:
        """A step without declarations."""
        class context:
            functions, tensors, integers = (), (), ()
            tensor = staticmethod(lambda name: None)
        ranges = {}
        axes = staticmethod(lambda node: None)

    right = parse_formula(r"2 A^\top x - b_i")
    found = changes(Surroundings(Place, parse_formula("A x + b_j"), right))
    assert [c.weight for c in found] == sorted(c.weight for c in found)
    assert all(to_latex(put(right, c.path, c.node)) for c in found)


LINES = r"\nabla_x (x^\top A x) = A x + A x = (A + A^\top) x"


def test_a_right_side_that_is_right_after_a_wrong_step_is_said_to_be():
    steps = check(LINES, SQUARE, repair=True)["files"][0]["steps"]
    assert [step["verdict"] for step in steps] == ["refuted", "refuted"]
    assert steps[1]["repair"]["text"].startswith("only the left side is wrong: the right side is equal to")
    assert steps[1]["repair"]["changes"] == []


def test_a_wrong_side_after_a_wrong_step_is_not_said_to_be_right():
    steps = check(LINES.replace(r"(A + A^\top) x", "3 A x"), SQUARE, repair=True)["files"][0]["steps"]
    assert "only the left" not in (steps[1]["repair"] or {"text": ""})["text"]
