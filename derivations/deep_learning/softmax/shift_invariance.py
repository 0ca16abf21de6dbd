r"""The softmax sees differences only: a common shift cancels.

So max_k z_k may be subtracted before exponentials are taken.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.softmax.shift_invariance",
    title="The softmax is invariant under a common shift",
    statement=r"\operatorname{softmax}(z + c \mathbf{1}) = \operatorname{softmax}(z)",
    given=(r"z \in \mathbb{R}^K",
           r"c \in \mathbb{R}",),
    source="Goodfellow, Bengio, Courville, Deep Learning, 4.1 and (6.32)",
    proof=(
        Line(r"\left(\operatorname{softmax}(z + c \mathbf{1})\right)_i"),
        Line(r"\frac{e^{z_i + c}}{\sum_{k=1}^K e^{z_k + c}}", "definition of the softmax"),
        Line(r"\frac{e^c e^{z_i}}{\sum_{k=1}^K e^c e^{z_k}}", "exponential of a sum"),
        Line(r"\frac{e^c e^{z_i}}{e^c \sum_{k=1}^K e^{z_k}}", "a constant factor leaves the sum"),
        Line(r"\left(\operatorname{softmax}(z)\right)_i", "cancel exp(c) > 0"),
    ),
    near_misses=(
        NearMiss(r"\operatorname{softmax}(c z) = \operatorname{softmax}(z)",
                 "scaling taken for a shift: that is a change of temperature"),
        NearMiss(r"\operatorname{softmax}(z + c \mathbf{1}) = \operatorname{softmax}(z) + c \mathbf{1}",
                 "the shift carried through, as log-sum-exp does"),
        NearMiss(r"\operatorname{softmax}(z + c \mathbf{1}) = e^c \operatorname{softmax}(z)",
                 "the denominator is not shifted"),
    ),
)
