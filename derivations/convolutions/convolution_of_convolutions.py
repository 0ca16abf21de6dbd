r"""Two convolutions one after the other are one, its filter the full convolution of the two."""
from derivations.theorem import Line, NearMiss, Theorem

GIVEN = (
    r"x \in \mathbb{R}^{n}", r"w \in \mathbb{R}^{k}", r"v \in \mathbb{R}^{l}", r"u \in \mathbb{R}^{k+l-1}",
    r"\text{convolutions have stride } 1 \text{ and zero padding } 0",
)


def joint(tap: str) -> tuple[str, ...]:
    return (*GIVEN, rf"u_c = \sum_{{a=1}}^{{l}} \begin{{cases}} v_a w_{{{tap}}} & \text{{if }} 1 \le {tap} \le k \\ "
            r"0 & \text{otherwise} \end{cases}")


THEOREM = Theorem(
    name="convolutions.convolution_of_convolutions",
    title="Convolutions one after the other",
    statement="v * (w * x) = u * x",
    given=joint("c-a+1"),
    source="A. V. Oppenheim, R. W. Schafer, Discrete-Time Signal Processing (2010), section 2.4: convolution is associative",
    also=("v * (w * x) = w * (v * x)",),
    proof=(
        Line(r"(v * (w * x))_i"),
        Line(r"\sum_{a=1}^{l} \sum_{b=1}^{k} v_a w_b x_{i+a+b-2}", "both convolutions written out"),
        Line(r"\sum_{c=1}^{k+l-1} u_c x_{i+c-1}", "collected by c = a+b-1"),
        Line(r"(u * x)_i", "a convolution with the filter u"),
    ),
    near_misses=(
        NearMiss("v * (w * x) = u * x", "the index of the joint filter off by one", given=joint("c-a")),
        NearMiss("v * (w * x) = u * x", "one filter reversed against the other", given=joint("c+a-1")),
        NearMiss(r"(v * (w * x))_i = \sum_{a=1}^{l} \sum_{b=1}^{k} v_a w_b x_{i+a+b-1}", "one shift too many"),
        NearMiss(r"(v * (w * x))_i = (w * x)_i \sum_{a=1}^{l} v_a", "the second filter as if it did not move"),
    ),
)
