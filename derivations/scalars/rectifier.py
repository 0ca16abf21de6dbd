r"""relu z = max(0, z): z and |z| from it, and its slope where z ≠ 0.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="scalars.rectifier",
    title="Rectified linear unit",
    statement=r"\operatorname{ReLU}(z) - \operatorname{ReLU}(-z) = z",
    given=(r"z \in \mathbb{R}",),
    also=(
        r"\operatorname{ReLU}(z) + \operatorname{ReLU}(-z) = |z|",
        r"\operatorname{ReLU}(z) = \frac{z + |z|}{2}",
        r"\operatorname{ReLU}(\operatorname{ReLU}(z)) = \operatorname{ReLU}(z)",
        r"\operatorname{ReLU}(z) \operatorname{ReLU}(-z) = 0",
        r"\operatorname{ReLU}'(z) = \begin{cases} 1 & z > 0 \\ 0 & z < 0 \end{cases}",
        r"z \operatorname{ReLU}'(z) = \operatorname{ReLU}(z)",
        r"\operatorname{ReLU}'(z) + \operatorname{ReLU}'(-z) = 1",
    ),
    source="Goodfellow, Bengio, Courville, Deep Learning, section 6.3.1",
    proof=(
        Line(r"\operatorname{ReLU}(z) - \operatorname{ReLU}(-z)"),
        Line(r"\max(0, z) - \max(0, -z)", "definition"),
        Line(r"\max(0, z) + \min(0, z)", "the largest of the negatives is minus the smallest"),
        Line(r"0 + z", "the larger and the smaller of two numbers are the two"),
        Line(r"z", "add"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{ReLU}(z) + \operatorname{ReLU}(-z) = z", "sign between them: that is |z|"),
        NearMiss(r"\operatorname{ReLU}(-z) = -\operatorname{ReLU}(z)", "taken for an odd function"),
        NearMiss(r"\operatorname{ReLU}(z)^2 = z^2", "the left half is forgotten"),
        NearMiss(r"\operatorname{ReLU}'(z) = \operatorname{ReLU}(z)", "a function for its slope"),
        NearMiss(r"\operatorname{ReLU}(z) = z", "only for z at least 0"),
    ),
)
