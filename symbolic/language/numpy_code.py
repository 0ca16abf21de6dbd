r"""Expressions as NumPy or PyTorch source: vectors have one axis, matrices two.

Standard stable forms are used: softmax and log-sum-exp shift by the largest
entry, log det is ``slogdet``, an inverse times something is ``solve``, a diagonal
matrix scales rows or columns.
"""
from __future__ import annotations

from dataclasses import dataclass

from .expressions import (
    Apply, Array, Constant, Delta, Determinant, Diagonal, DiagonalPart, Entry, Expand, Expression, Identity, Inverse,
    Kronecker, MatMul, MatrixExponential, MatrixPower, Product, PseudoInverse, Squeeze, Sum, Symbol, Trace, Transpose, UnitVector, Vectorize,
)
from .idioms import LogSumExp, RowSoftmax, Softmax
from .python_code import ATOM, POWER, PRODUCT, Printer, Source, identifier


@dataclass(frozen=True)
class Dialect:
    """The names of one library: ``np`` or ``torch``."""
    name: str
    module: str
    functions: dict[str, str]
    helpers: dict[str, str]
    templates: dict[str, str]


NUMPY = Dialect(
    "NumPy", "np",
    {f: f"np.{f}" for f in ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan", "abs")},
    {"row_softmax": "def row_softmax(z):\n    e = np.exp(z - z.max(axis=1, keepdims=True))\n"
                    "    return e / e.sum(axis=1, keepdims=True)\n",
     "softmax": "def softmax(z):\n    e = np.exp(z - z.max())\n    return e / e.sum()\n",
     "logsumexp": "def logsumexp(z):\n    return z.max() + np.log(np.exp(z - z.max()).sum())\n",
     "sigmoid": "def sigmoid(z):\n    return 0.5 * (1 + np.tanh(0.5 * z))\n",
     "softplus": "def softplus(z):\n    return np.logaddexp(0, z)\n",
     "relu": "def relu(z):\n    return np.maximum(z, 0)\n"},
    {"eye": "np.eye({})", "ones": "np.full({}, {})", "solve": "np.linalg.solve({}, {})", "inv": "np.linalg.inv({})",
     "pinv": "np.linalg.pinv({})",
     "det": "np.linalg.det({})", "logdet": "np.linalg.slogdet({})[1]", "trace": "np.trace({})", "diag": "np.diag({})",
     "power": "np.linalg.matrix_power({}, {})", "exponential": "scipy.linalg.expm({})", "outer": "np.outer({}, {})", "kron": "np.kron({}, {})",
     "vec": "{}.ravel(order=\"F\")", "sqrt": "np.sqrt({})", "einsum": "np.einsum({})"})

TORCH = Dialect(
    "PyTorch", "torch",
    {f: f"torch.{f}" for f in ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan", "abs", "sigmoid", "relu")},
    {"row_softmax": "def row_softmax(z):\n    return torch.softmax(z, dim=1)\n",
     "softmax": "def softmax(z):\n    return torch.softmax(z, dim=0)\n",
     "logsumexp": "def logsumexp(z):\n    return torch.logsumexp(z, dim=0)\n",
     "softplus": "def softplus(z):\n    return torch.logaddexp(torch.zeros_like(z), z)\n"},
    {"eye": "torch.eye({}, dtype=torch.float64)", "ones": "torch.full({}, {}, dtype=torch.float64)",
     "solve": "torch.linalg.solve({}, {})", "inv": "torch.linalg.inv({})", "pinv": "torch.linalg.pinv({})", "det": "torch.linalg.det({})",
     "logdet": "torch.linalg.slogdet({})[1]", "trace": "torch.trace({})", "diag": "torch.diag({})",
     "power": "torch.linalg.matrix_power({}, {})", "exponential": "torch.linalg.matrix_exp({})", "outer": "torch.outer({}, {})", "kron": "torch.kron({}, {})",
     "vec": "{}.T.reshape(-1)", "sqrt": "torch.sqrt({})", "einsum": "torch.einsum({})"})


class NumPyPrinter(Printer):
    """``names`` are local variables for expressions; ``helpers`` collects those that were used."""

    def __init__(self, dialect: Dialect, names: dict[Expression, str] | None = None, families: dict[str, int] | None = None):
        self.library, self.dialect = dialect, dialect.name
        self.names, self.helpers = names or {}, {}
        self.families = families or {}

    def source(self, e: Expression) -> Source:
        if e in self.names:
            return Source(self.names[e])
        return super().source(e)

    def _filled(self, template: str, *arguments: str) -> Source:
        return Source(self.library.templates[template].format(*arguments))

    def symbol(self, e: Symbol) -> str:
        if e.name in self.families:
            first = self.families[e.name]
            return identifier(e.name) + "".join(f"[{self.integer(label - first).text}]" for label in e.labels)
        return super().symbol(e)

    def root(self, a: Expression) -> str:
        return self._filled("sqrt", self.text(a)).text

    # ------------------------------------------------------------ nodes
    def node(self, e: Expression) -> Source:
        match e:
            case MatMul():
                return self.matmul(e)
            case Squeeze(MatMul() as inner, (0,)) if len(inner.shape) == 1:
                return self.inner(inner)
            case Squeeze(a, axes):
                places = ["0" if k in axes else ":" for k in range(len(a.shape))]
                return Source(f"{self.text(a, ATOM)}[{', '.join(places)}]")
            case Expand(a, axes):
                places = ["None" if k in axes else ":" for k in range(len(e.shape))]
                return Source(f"{self.text(a, ATOM)}[{', '.join(places)}]") if a.shape else \
                    Source(f"{self.library.module}.{'array' if self.library is NUMPY else 'stack'}([[{self.text(a)}]])")
            case Transpose(a):
                return Source(self.text(a, ATOM) + ("[None, :]" if len(a.shape) == 1 else ".T" if a.shape else ""))
            case Inverse(a):
                return self._filled("inv", self.text(a))
            case PseudoInverse(a):
                return self._filled("pinv", self.text(a))
            case Determinant(a):
                return self._filled("det", self.text(a))
            case MatrixExponential(a):
                return self._filled("exponential", self.text(a))
            case MatrixPower(a, p):
                return self._filled("power", self.text(a), self.integer(p).text)
            case Trace(MatMul(a, b)) if a.shape == b.shape[::-1]:
                return self._trace_of_product(a, b)
            case Trace(a):
                return self._filled("trace", self.text(a))
            case Diagonal(a) | DiagonalPart(a):
                return self._filled("diag", self.text(a))
            case Identity(n):
                return self._filled("eye", self.integer(n).text)
            case Constant(value, extents):
                shape = ", ".join(self.integer(d).text for d in extents)
                return self._filled("ones", f"({shape},)" if len(extents) == 1 else f"({shape})", f"{float(value)}")
            case UnitVector(k, n):
                return Source(f"{self._filled('eye', self.integer(n).text).text}[{self.integer(k - 1).text}]")
            case Kronecker(a, b):
                return self._filled("kron", self.text(a), self.text(b))
            case Vectorize(a):
                return self._filled("vec", self.text(a, ATOM))
            case Entry(a, indices):
                return Source(f"{self.text(a, ATOM)}[{', '.join(self.integer(p - 1).text for p in indices)}]")
            case Delta(p, q):
                return Source(f"float({self.integer(p).text} == {self.integer(q).text})")
            case Sum(index, lower, upper, body):
                ends = f"{self.integer(lower).text}, {self.integer(upper + 1).text}"
                return Source(f"sum({self.text(body)} for {identifier(index)} in range({ends}))")
            case Product(index, lower, upper, body):
                ends = f"{self.integer(lower).text}, {self.integer(upper + 1).text}"
                return Source(f"math.prod({self.text(body)} for {identifier(index)} in range({ends}))")
            case Softmax(a):
                return self.call("softmax", 0, a)
            case RowSoftmax(a):
                return self.call("row_softmax", 0, a)
            case LogSumExp(a):
                return self.call("logsumexp", 0, a)
            case Apply("log", 0, Determinant(a)):
                return self._filled("logdet", self.text(a))
            case Apply(f, order, a):
                return self.call(f, order, a)
            case Array():
                return self._array(e)
        return super().node(e)

    def call(self, f: str, order: int, a: Expression) -> Source:
        """A known function, a helper, or a function that the caller passes."""
        if order == 0 and f in self.library.functions:
            return Source(f"{self.library.functions[f]}({self.text(a)})")
        if order == 0 and f in self.library.helpers:
            self.helpers[f] = self.library.helpers[f]
            return Source(f"{f}({self.text(a)})")
        return Source(f"{primed(f, order)}({self.text(a)})")

    def _array(self, e: Array) -> Source:
        """An array by its entry formula, as nested lists."""
        text = self.text(e.body)
        for name, extent in reversed(e.binders):
            text = f"[{text} for {identifier(name)} in range(1, {self.integer(extent + 1).text})]"
        return Source(f"{self.library.module}.{'array' if self.library is NUMPY else 'tensor'}({text})")

    # ------------------------------------------------------------ products
    def matmul(self, e: MatMul) -> Source:
        a, b = e.left, e.right
        if len(e.shape) == 1 and isinstance(a, MatMul):
            return self.matmul(MatMul(a.left, MatMul(a.right, b)))
        match a, b:
            case Expand(u, (1,)), Transpose(v) if len(u.shape) == len(v.shape) == 1:
                return self._filled("outer", self.text(u), self.text(v))
            case MatMul(c, Expand(u, (1,))), Transpose(v) if len(u.shape) == len(v.shape) == 1:
                return self._filled("outer", self.text(MatMul(c, u)), self.text(v))
            case Diagonal(v), _ if len(b.shape) == 2:
                return Source(f"{self.text(v, ATOM)}[:, None] * {self.text(b, POWER)}", PRODUCT)
            case Diagonal(v), _:
                return Source(f"{self.text(v, POWER)} * {self.text(b, POWER)}", PRODUCT)
            case _, Diagonal(v):
                return Source(f"{self.text(a, POWER)} * {self.text(v, POWER)}", PRODUCT)
            case Inverse(c), _:
                return self._filled("solve", self.text(c), self.text(b))
            case MatMul(c, Inverse(d)), _:
                return self.matmul(MatMul(c, MatMul(Inverse(d), b)))
            case MatMul(c, Diagonal(v)), _:
                return self.matmul(MatMul(c, MatMul(Diagonal(v), b)))
        left = self.source(a)
        text = left.text if isinstance(a, MatMul) and left.level == PRODUCT and " * " not in left.text else left.at(POWER)
        return Source(f"{text} @ {self.text(b, POWER)}", PRODUCT)

    def inner(self, e: MatMul) -> Source:
        """xᵀ A y as x @ A @ y."""
        chain = _chain(e)
        row = isinstance(chain[0], Transpose) and len(chain[0].arg.shape) == 1
        if row and not any(isinstance(c, (Diagonal, Inverse)) for c in chain):
            return Source(" @ ".join(self.text(c, POWER) for c in (chain[0].arg, *chain[1:])), PRODUCT)
        first, *rest = chain
        if row:
            body = rest[-1]
            for c in reversed(rest[:-1]):
                body = MatMul(c, body)
            return Source(f"{self.text(first.arg, POWER)} @ {self.text(body, POWER)}", PRODUCT)
        return Source(f"({self.matmul(e).text})[0]")

    def _trace_of_product(self, a: Expression, b: Expression) -> Source:
        """tr(A B) = Σ_ij A_ij B_ji."""
        other = b.arg if isinstance(b, Transpose) and len(b.arg.shape) == 2 else Transpose(b)
        return Source(f"({self.text(a, POWER)} * {self.text(other, POWER)}).sum()")


def primed(f: str, order: int) -> str:
    r"""The Python name of a derivative: sigma, sigma_prime, sigma_prime2."""
    return identifier(f) + ("_prime" if order else "") + (str(order) if order > 1 else "")


def _chain(e: Expression) -> list[Expression]:
    return _chain(e.left) + [e.right] if isinstance(e, MatMul) else [e]
