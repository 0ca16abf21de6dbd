r"""Newton's step for logistic regression is a weighted least-squares step (IRLS).
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.logistic_regression.newton_step",
    title="Newton step of logistic regression as reweighted least squares",
    statement=r"w - (X^\top R X)^{-1} X^\top (s - y) = (X^\top R X)^{-1} X^\top R \left(X w - R^{-1} (s - y)\right)",
    given=(r"X \in \mathbb{R}^{N \times d}",
           r"w \in \mathbb{R}^d",
           r"s, y \in \mathbb{R}^N",
           r"R \in \mathbb{R}^{N \times N} \text{ invertible}",
           r"X^\top R X \text{ invertible}",),
    source="Bishop, PRML, (4.99), (4.100)",
    proof=(
        Line(r"w - (X^\top R X)^{-1} X^\top (s - y)"),
        Line(r"(X^\top R X)^{-1} (X^\top R X) w - (X^\top R X)^{-1} X^\top (s - y)", "a matrix times its inverse"),
        Line(r"(X^\top R X)^{-1} \left(X^\top R X w - X^\top (s - y)\right)", "common factor on the left"),
        Line(r"(X^\top R X)^{-1} X^\top R \left(X w - R^{-1} (s - y)\right)", "common factor; R times its inverse"),
    ),
    near_misses=(
        NearMiss(r"w - (X^\top R X)^{-1} X^\top (s - y) = (X^\top R X)^{-1} X^\top R \left(X w + R^{-1} (s - "
                 r"y)\right)",
                 "sign of the working response"),
        NearMiss(r"w - (X^\top R X)^{-1} X^\top (s - y) = (X^\top R X)^{-1} X^\top R \left(X w - R (s - y)\right)",
                 "weights not inverted"),
        NearMiss(r"w - (X^\top R X)^{-1} X^\top (s - y) = (X^\top R X)^{-1} X^\top \left(X w - R^{-1} (s - y)\right)",
                 "weights left out of the normal equations"),
    ),
)
