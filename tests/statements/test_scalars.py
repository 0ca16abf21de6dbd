"""Scalar functions: identities case by case, exponentials, waves, finite sets, functions of the document."""
import pytest

from symbolic.checking import check
from verdicts import real, verdict

GIVEN = [real("z"), real("a"), real("b"), real("x", "n"), real("w", "n"), real("A", "m", "n"),
         r"Y \in \{-1, 1\}", r"t \in \{0, 1\}", r"u \in \{-1, 1\}^n", r"q \in \{0, 1, 2\}"]

TRUE = [
    # kinks
    r"\operatorname{relu}(x) - \operatorname{relu}(-x) = x",
    r"[z]_+ - [-z]_+ = z",
    r"\max(a, b) = \frac{a + b + |a - b|}{2}",
    r"|a| + |b| = \max(|a + b|, |a - b|)",
    r"\left||a| - |b|\right| = \max(|a| - |b|, |b| - |a|)",
    r"\sqrt{a^2 b^2} = |a| |b|",
    r"\sqrt{z^4} = z^2",
    r"\|x\|_1 = \sum_{i=1}^n \sqrt{x_i^2}",
    r"\sum_{i=1}^n |x_i| = \sum_{i=1}^n (\max(0, x_i) + \max(0, -x_i))",
    r"e^{\operatorname{relu}(z)} = \max(1, e^z)",
    r"\frac{\partial \operatorname{relu}(Ax)}{\partial x} = \operatorname{diag}(\operatorname{relu}'(Ax)) A",
    r"\operatorname{relu}'(2z) + \operatorname{relu}'(-z) = 1",
    r"\operatorname{ReLU6}(z) = \max(0, z) - \max(0, z - 6)",
    r"\operatorname{hardtanh}(z) = \max(-1, \min(1, z))",
    r"\begin{cases} z & z \ge 0 \\ -z & \text{otherwise} \end{cases} = |z|",
    r"\operatorname{LeakyReLU}_a(z) = \max(0, z) + a \min(0, z)",
    r"\operatorname{ELU}_a(z) = \max(0, z) + a \min(0, e^z - 1)",
    r"\frac{d}{dz} \operatorname{ReLU}(z) = \mathbf{1}_{z > 0}",
    r"\frac{\partial \operatorname{ReLU}(x)}{\partial x} = \operatorname{diag}(\mathbb{1}\{x > 0\})",
    r"\max(x, w) = x \odot \mathbf{1}[x \ge w] + w \odot \mathbf{1}[w > x]",
    r"\frac{\partial}{\partial w} \max(0, 1 - Y w^\top x) = -Y x^\top \mathbf{1}[Y w^\top x < 1]",
    r"\mathbf{1}[0 < z \le 1] + \mathbf{1}[z > 1] = [z > 0]",
    r"\sum_{i=1}^n \mathbf{1}[i = 1] x_i = x_1",
    # roots
    r"\sqrt{8} = 2 \sqrt{2}", r"\frac{1}{\sqrt{2}} = \frac{\sqrt{2}}{2}", r"\sqrt{6} = \sqrt{2} \sqrt{3}", r"\sqrt{1} = 1",
    r"8^{1/3} = 2", r"4^{-3/2} = \frac{1}{8}",
    r"\sqrt{4a^2 + 4b^2} = 2 \sqrt{a^2 + b^2}",
    r"\|a x\| = |a| \|x\|", r"\|x / 2\| = \frac{1}{2} \|x\|", r"\|x - w\| = \|w - x\|",
    r"\sqrt{(a - b)^2} = |b - a|",
    r"\sqrt{2a^2 + 4ab + 2b^2} = \sqrt{2} |a + b|",
    r"\sqrt{a^4 + 2a^2 b^2 + b^4} = a^2 + b^2",
    r"\min(a, b) = \frac{a + b - \sqrt{(a - b)^2}}{2}",
    r"\frac{d}{dz} \sqrt{(z - a)^2} = \frac{z - a}{|z - a|}",
    # exponentials
    r"\operatorname{swish}(z) - \operatorname{swish}(-z) = z",
    r"\operatorname{sech}^2(z) = 1 - \tanh^2(z)",
    r"\frac{e^{2z} - 1}{e^{2z} + 1} = \tanh(z)",
    # waves
    r"\sin(2z) = 2 \sin z \cos z",
    r"\cos(a - b) = \cos a \cos b + \sin a \sin b",
    r"\sin^4 z - \cos^4 z = \sin^2 z - \cos^2 z",
    r"\frac{d}{dz} \tan z = \sec^2 z",
    r"\operatorname{erf}(-z) = -\operatorname{erf}(z)",
    # finite sets
    r"Y^2 = 1", r"t^2 = t", r"Y^{-1} = Y", r"|Y| = 1", r"(1 - t) t = 0", r"q (q - 1) (q - 2) = 0", r"e^{\log(2) t} = 1 + t",
    r"u \odot u = \mathbf{1}_n", r"u^\top u = n",
    r"\log(1 + e^{-Yz}) = \frac{1 + Y}{2} \log(1 + e^{-z}) + \frac{1 - Y}{2} \log(1 + e^z)",
]

FALSE = [
    r"\sqrt{8} = 3 \sqrt{2}", r"\sqrt{4a^2 + 4b^2} = 4 \sqrt{a^2 + b^2}", r"\sqrt{(a - b)^2} = a - b",
    r"\|a x\| = a \|x\|", r"\sqrt{a^2 + b^2} = |a + b|", r"\sqrt{2a^2 + 4ab + 2b^2} = 2 |a + b|",
    r"\frac{d}{dz} \operatorname{ReLU}(z) = \mathbf{1}[z < 0]",
    r"\max(x, w) = x \odot \mathbf{1}[x \ge w] + w \odot \mathbf{1}[w \ge x]",
    r"\frac{\partial \operatorname{ReLU}(x)}{\partial x} = \operatorname{diag}(\mathbf{1}[x < 0])",
    r"\operatorname{relu}(x) + \operatorname{relu}(-x) = x",
    r"\max(a, b) = \frac{a + b - |a - b|}{2}",
    r"|a + b| = |a| + |b|",
    r"\sqrt{z^2} = z",
    r"\sqrt{a^2 + b^2} = |a| + |b|",
    r"\operatorname{relu}(a) \operatorname{relu}(b) = \operatorname{relu}(a b)",
    r"\operatorname{relu}(a + b) = \operatorname{relu}(a) + \operatorname{relu}(b)",
    r"\operatorname{relu}'(z) = \begin{cases} 0 & z > 0 \\ 1 & z < 0 \end{cases}",
    r"\begin{cases} z & z \ge 0 \\ z & \text{otherwise} \end{cases} = |z|",
    r"\operatorname{ReLU6}(z) = \max(0, z)",
    r"\operatorname{LeakyReLU}_a(z) = \max(z, a z)",
    r"\sin(2z) = 2 \sin z", r"\sin(a + b) = \sin a + \sin b", r"\tan'(z) = 1 - \tan^2(z)",
    r"\operatorname{erf}(z) = \operatorname{erf}(-z)",
    r"Y = 1", r"t^2 = 1", r"q (q - 1) = 0", r"u^\top u = 1", r"Y t = t", r"e^{Yz} = e^z",
]


@pytest.mark.parametrize("claim", TRUE)
def test_proved(claim):
    assert verdict(claim, GIVEN) == "proved"


@pytest.mark.parametrize("claim", FALSE)
def test_refuted(claim):
    assert verdict(claim, GIVEN) == "refuted"


@pytest.mark.parametrize("claim", [
    r"\operatorname{relu}'(0) = 0",
    r"\begin{cases} \frac{z}{z} & z \neq 0 \\ 5 & z = 0 \end{cases} = 1",
    r"\frac{d}{dz} \min\left(a, \sqrt{z^2}\right) = \frac{d}{dz} \min\left(a, \sqrt{(|z| - \operatorname{ReLU}(-z))^2}\right)",
    r"\frac{d}{dz} \sqrt{z^4} = \begin{cases} 2z & z \neq 0 \\ 5 & z = 0 \end{cases}",
    r"\begin{cases} 1 & z > 0 \\ 2 & z < 0 \end{cases} = \begin{cases} 3 & z > 5 \\ 3 & z < 5 \end{cases}",
])
def test_not_proved(claim):
    assert verdict(claim, GIVEN) != "proved"


@pytest.mark.parametrize("claim, condition", [
    (r"\operatorname{relu}'(z) + \operatorname{relu}'(-z) = 1", "no argument of a derivative of relu is 0"),
    (r"\frac{d}{dz} |z| = \operatorname{sgn}(z)", "no argument of a derivative of abs is 0"),
    (r"\log(e^a b) = a + \log b", "> 0"),
    (r"\frac{d}{dz} \tan z = 1 + \tan^2 z", "cos(z) ≠ 0"),
])
def test_conditions_are_said(claim, condition):
    (step,) = check(claim, GIVEN, "numerator")["files"][0]["steps"]
    assert step["verdict"] == "proved" and any(condition in said for said in step["conditions"]), step["conditions"]


# ---------------------------------------------------------------- functions of the document

OWN = [*GIVEN, r"\sigma(z) = \frac{1}{1 + e^{-z}}", r"g(z) = \begin{cases} z & z > 0 \\ e^z - 1 & z \le 0 \end{cases}",
       r"P(-1) = (1, 0)", r"P(1) = (0, 1)", r"h_{a,b}(x) = \left(e^{a + b x}, \sin(b x)\right)"]


@pytest.mark.parametrize("claim, expected", [
    (r"\sigma'(w^\top x + b) = \sigma(w^\top x + b) (1 - \sigma(w^\top x + b))", "proved"),
    (r"\sigma'(w^\top x + b) = \sigma(w^\top x + b)", "refuted"),
    (r"\nabla_w \sigma(w^\top x + b) = \sigma'(w^\top x + b) x", "proved"),
    (r"\sigma''(x) = \sigma'(x) \odot (\mathbf{1}_n - 2 \sigma(x))", "proved"),
    (r"g(z) = \operatorname{ELU}(z)", "proved"),
    (r"g'(2z) = \begin{cases} 1 & z > 0 \\ e^{2z} & z < 0 \end{cases}", "proved"),
    (r"g'(2z) = \begin{cases} 1 & z > 0 \\ 2 e^{2z} & z < 0 \end{cases}", "refuted"),
    (r"P(Y) = \frac12 (1 - Y, 1 + Y)", "proved"),
    (r"P(Y) = (1, 0)", "refuted"),
    (r"P(-Y) = \frac12 \{1 + Y, 1 - Y\}", "proved"),
    (r"h_{a,b}(0) = \begin{pmatrix} e^a \\ 0 \end{pmatrix}", "proved"),
])
def test_functions_given_by_formulas_and_by_values(claim, expected):
    assert verdict(claim, OWN) == expected


@pytest.mark.parametrize("argument", ["0", "z", "t", "2Y"])
def test_a_function_on_a_set_is_not_defined_outside(argument):
    (step,) = check(rf"P({argument}) = (1, 0)", OWN, "numerator")["files"][0]["steps"]
    assert (step["verdict"], step["code"]) == ("undecided", "domain")


# ---------------------------------------------------------------- finite sets said in other words

@pytest.mark.parametrize("claim, given, expected", [
    (r"e^{yz} + e^{-yz} = e^z + e^{-z}", [r"y \in \mathbb{R}", r"y^2 = 1"], "proved"),
    (r"|y| = 1", [r"y \in \mathbb{R}", r"y^2 = 1"], "proved"),
    (r"y = 1", [r"y \in \mathbb{R}", r"y^2 = 1"], "refuted"),
    (r"|y| = 2", [r"y \in \mathbb{R}", r"y^2 = 4"], "proved"),
    (r"(1 + y)^2 = 1 + 3y", [r"y \in \mathbb{R}", r"y^2 = y"], "proved"),
    (r"v^\top v = \mathbf{1}^\top v", [r"v \in \{0, 1\}^n"], "proved"),
    (r"v^\top v = 1", [r"v \in \{0, 1\}^n"], "refuted"),
    (r"v^\top v = 1", [r"v \in \mathbb{R}^n \text{ one-hot}"], "proved"),
    (r"v \odot v = v", [r"v \in \mathbb{R}^n \text{ is a one-hot vector}"], "proved"),
    (r"\sum_{i=1}^N Y_i^2 = N", [r"Y_i \in \{-1, 1\}, \quad i = 1, \dots, N"], "proved"),
    (r"\sum_{i=1}^N Y_i^3 = N", [r"Y_i \in \{-1, 1\}, \quad i = 1, \dots, N"], "refuted"),
    (r"\sum_{i=1}^N \log(1 + e^{-Y_i z}) = \sum_{i=1}^N \left(\frac{1 + Y_i}{2} \log(1 + e^{-z}) + \frac{1 - Y_i}{2} \log(1 + e^z)\right)",
     [r"Y_i \in \{-1, 1\}, \quad i = 1, \dots, N"], "proved"),
])
def test_finite_sets_in_other_words(claim, given, expected):
    assert verdict(claim, [real("z"), *given]) == expected


# ---------------------------------------------------------------- a function by its derivative

NORMAL = [real("z"), r"\Phi : \mathbb{R} \to \mathbb{R}, \ \Phi'(z) = \varphi(z) = \tfrac{1}{\sqrt{2\pi}} e^{-z^2/2}"]


@pytest.mark.parametrize("claim, expected", [
    (r"\frac{d}{dz} \left(z \, \Phi(z)\right) = \Phi(z) + z \, \varphi(z)", "proved"),
    (r"\frac{d}{dz} \left(z \, \Phi(z)\right) = \Phi(z) + \varphi(z)", "refuted"),
    (r"\varphi'(z) = -z \varphi(z)", "proved"),
    (r"\varphi'(z) = z \varphi(z)", "refuted"),
])
def test_a_function_of_which_the_derivative_is_given(claim, expected):
    assert verdict(claim, NORMAL) == expected


def test_only_the_derivative_is_known_of_it():
    """z² + c has the derivative 2z as well."""
    assert verdict("f(z) = z^2", [real("z"), r"f : \mathbb{R} \to \mathbb{R}", r"f'(z) = 2z"]) == "undecided"
