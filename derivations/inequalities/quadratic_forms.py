r"""Quadratic forms that are nowhere negative: those of X^⊤X, and of semidefinite matrices."""
from derivations.theorem import Line, NearMiss, Theorem

GIVEN = (r"X \in \mathbb{R}^{m \times n}", r"x \in \mathbb{R}^n", r"A \in \mathbb{R}^{n \times n} \text{ positive semidefinite}",
         r"S \in \mathbb{R}^{n \times n} \text{ symmetric}", r"\lambda \in \mathbb{R}", r"\lambda > 0")

THEOREM = Theorem(
    name="inequalities.quadratic_forms",
    title="Quadratic forms that are nowhere negative",
    statement=r"x^\top X^\top X x \ge 0",
    given=GIVEN,
    source="R. A. Horn, C. R. Johnson, Matrix Analysis, 2nd ed. 2013, 7.1",
    also=(r"x^\top A x \ge 0", r"x^\top S A S x \ge 0", r"x^\top (X^\top X + \lambda I) x \ge \lambda \|x\|^2",
          r"\operatorname{tr}(X^\top X) \ge 0"),
    proof=(
        Line(r"x^\top X^\top X x"),
        Line(r"(X x)^\top (X x)", "the transpose of a product"),
        Line(r"\|X x\|^2", "the squared norm of X x"),
    ),
    near_misses=(
        NearMiss(r"x^\top X^\top X x > 0", "it is 0 where X x is, for x = 0 at least"),
        NearMiss(r"x^\top S x \ge 0", "symmetric is not semidefinite"),
        NearMiss(r"x^\top A x > 0", "semidefinite is not definite, and x may be 0"),
        NearMiss(r"x^\top (X^\top X - \lambda I) x \ge 0", "a minus before λ"),
    ),
)
