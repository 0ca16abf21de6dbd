r"""The softmax's Jacobian times a vector costs no matrix: p ⊙ (v - pᵀv).
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.softmax.jacobian_vector_product",
    title="Jacobian-vector product of the softmax",
    statement=r"\frac{\partial p}{\partial z} v = p \odot \left(v - (p^\top v) \mathbf{1}\right)",
    given=(r"z, v \in \mathbb{R}^K",
           r"p = \operatorname{softmax}(z)",),
    layout="numerator",
    source="Goodfellow, Bengio, Courville, Deep Learning, 6.5.9; Griewank, Walther, Evaluating Derivatives, ch. 3",
    proof=(
        Line(r"\frac{\partial p}{\partial z} v"),
        Line(r"\left(\operatorname{diag}(p) - p p^\top\right) v", "Jacobian of the softmax"),
        Line(r"\operatorname{diag}(p) v - p (p^\top v)", "distribute; a number may be put in brackets"),
        Line(r"p \odot v - (p^\top v) p", "a diagonal matrix multiplies entrywise"),
        Line(r"p \odot \left(v - (p^\top v) \mathbf{1}\right)", "common factor p"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial p}{\partial z} v = p \odot v", "the sum in the softmax's denominator is forgotten"),
        NearMiss(r"\frac{\partial p}{\partial z} v = p \odot \left(v - (\mathbf{1}^\top v) \mathbf{1}\right)",
                 "plain sum instead of the mean under p"),
        NearMiss(r"\frac{\partial p}{\partial z} v = v - (p^\top v) p", "p missing in the first term"),
    ),
)
