"""``chainrule derive`` as a user runs it."""
import json

import pytest
from click.testing import CliRunner

from symbolic.cli import cli
from symbolic.proving.checker import check_certificate

GIVEN = ["-g", r"A \in \mathbb{R}^{m \times n}", "-g", r"x \in \mathbb{R}^n", "-g", r"b \in \mathbb{R}^m"]


def run(*arguments: str):
    return CliRunner().invoke(cli, ["derive", *arguments])


def test_the_closed_form_is_printed():
    result = run(r"\|A x - b\|^2", "--wrt", "x", *GIVEN)
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == r"\nabla_{x} (\|A x - b\|^2) = 2 A^{\top} (A x - b)"
    assert "proved for all sizes and values; n, a column" in result.output


def test_several_variables_at_once():
    first, second = run(r"\|A x - b\|^2", "--wrt", "A, b", *GIVEN).output.split("\n\n")
    assert r"= 2 (A x - b) x^{\top}" in first and r"= -2 (A x - b)" in second


def test_a_formula_may_begin_with_a_minus():
    assert r"= -A" in run(r"-A x", "--wrt", "x", *GIVEN).output
    assert r"= -A" in run("--wrt", "x", *GIVEN, r"-A x").output


def test_steps_have_reasons():
    output = run("A x", "--wrt", "x", *GIVEN, "--steps").output
    assert "∂x_k/∂x_j = δ_jk" in output and "contract δ" in output


def test_json_holds_an_accepted_certificate():
    found, = json.loads(run("A x", "--wrt", "x", *GIVEN, "--format", "json").output)
    assert (found["latex"], found["notation"], found["shape"]) == ("A", "matrix", "m×n")
    check_certificate(found["certificate"])


def test_numpy_code_runs():
    np = pytest.importorskip("numpy")
    scope: dict = {}
    exec(run(r"\|A x - b\|^2", "--wrt", "x", *GIVEN, "--as", "numpy").output, scope)
    A, x, b = np.arange(6.0).reshape(2, 3), np.array([1.0, -1, 2]), np.array([3.0, -2])
    assert np.allclose(scope["derivative"](A, x, b), 2 * A.T @ (A @ x - b))


def test_sympy_code_is_the_same_matrix():
    import sympy
    scope: dict = {}
    exec(run(r"\|A x - b\|^2", "--wrt", "x", *GIVEN, "--as", "sympy").output, scope)
    A, x, b = (sympy.Matrix(rows) for rows in ([[1, 2, 0], [0, 1, 3]], [1, -1, 2], [3, -2]))
    found = scope["derivative"].subs({scope["m"]: 2, scope["n"]: 3}).subs(
        {sympy.MatrixSymbol("A", 2, 3): A, sympy.MatrixSymbol("x", 3, 1): x, sympy.MatrixSymbol("b", 2, 1): b})
    assert sympy.Matrix(found.doit()) == 2 * A.T * (A * x - b)


@pytest.mark.parametrize("arguments, said", [
    (["A x", "--wrt", "y", *GIVEN], "--wrt y: y is not declared"),
    (["A A x", "--wrt", "x", *GIVEN], "the factors do not conform"),
    (["A x", "--wrt", "x,", *GIVEN], "a variable is missing"),
    (["A x", *GIVEN], "EXPR has no derivative of its own"),
    (["A x", "--wrt", "x", "--given", "nowhere.tex"], "nowhere.tex"),
])
def test_wrong_use_is_one_message_and_status_2(arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2 and said in result.output and "Traceback" not in result.output


def test_a_report_goes_to_a_file(tmp_path):
    path = tmp_path / "gradient.txt"
    assert run("A x", "--wrt", "x", *GIVEN, "-o", str(path)).output == ""
    assert "= A" in path.read_text("utf-8")
