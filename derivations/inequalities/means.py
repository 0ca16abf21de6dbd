r"""The geometric mean is at most the arithmetic one: ((a + b)/2)² − ab = ((a − b)/2)²."""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="inequalities.means",
    title="Arithmetic and geometric mean of two numbers",
    statement=r"ab \le \left(\frac{a + b}{2}\right)^2",
    given=(r"a, b \in \mathbb{R}", r"p, q \in \mathbb{R}", r"p > 0", r"q > 0"),
    source="G. H. Hardy, J. E. Littlewood, G. Pólya, Inequalities, 2nd ed. 1952, theorem 9 in 2.5 for two numbers",
    also=(r"\sqrt{pq} \le \frac{p + q}{2}", r"\frac{2}{\frac{1}{p} + \frac{1}{q}} \le \frac{p + q}{2}",
          r"\frac{p}{q} + \frac{q}{p} \ge 2", r"a^2 + b^2 \ge 2ab"),
    proof=(
        Line(r"\left(\frac{a + b}{2}\right)^2 - ab"),
        Line(r"\frac{a^2 + 2ab + b^2 - 4ab}{4}", "the square of a sum"),
        Line(r"\left(\frac{a - b}{2}\right)^2", "the square of a difference"),
    ),
    near_misses=(
        NearMiss(r"ab \ge \left(\frac{a + b}{2}\right)^2", "the sign is turned round"),
        NearMiss(r"ab \le \frac{(a + b)^2}{8}", "8 for 4"),
        NearMiss(r"\sqrt{pq} \ge \frac{p + q}{2}", "the geometric mean as if it were the larger one"),
        NearMiss(r"ab < \left(\frac{a + b}{2}\right)^2", "equality for a = b is forgotten"),
        NearMiss(r"a^2 + b^2 \ge 3ab", "3 for 2"),
    ),
)
