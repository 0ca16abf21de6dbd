r"""What is derived, and the closed form that is expected: ``golden.json``.

An entry is an object with ``given`` (LaTeX, or the name of a family of
declarations below), ``expression``, ``wrt``, perhaps ``layout``, ``order``, ``vec``, and
the expected ``latex`` with its ``where``.  ``python tests/deriving/remake_forms.py`` writes
the expected forms again; the difference is read before it is committed.
"""
from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

GOLDEN = Path(__file__).with_name("golden.json")
SMOOTH = r"\sigma : \mathbb{R} \to \mathbb{R} \text{ twice continuously differentiable}"
LOGISTIC = r"\sigma(z) = \frac{1}{1 + e^{-z}}"
FAMILIES = {
    "plain": [r"A \in \mathbb{R}^{m \times n}", r"x, w, z, a \in \mathbb{R}^n", r"b, y \in \mathbb{R}^m", SMOOTH,
              r"X, M, S \in \mathbb{R}^{n \times n}", r"B \in \mathbb{R}^{n \times p}", r"c, t, \lambda \in \mathbb{R}",
              r"S^\top = S"],
    "matrices": [r"A \in \mathbb{R}^{m \times n}", r"X \in \mathbb{R}^{n \times p}", r"B \in \mathbb{R}^{p \times q}", SMOOTH],
    "attention": [r"Q \in \mathbb{R}^{m \times d}", r"q \in \mathbb{R}^{d}", r"K \in \mathbb{R}^{N \times d}",
                  r"V \in \mathbb{R}^{N \times v}", r"g \in \mathbb{R}^{v}"],
    "rows": [r"X \in \mathbb{R}^{N \times n}", r"y \in \mathbb{R}^N", r"w \in \mathbb{R}^n", LOGISTIC,
             r"x_i^\top \text{ is row } i \text{ of } X"],
    "samples": [r"y \in \mathbb{R}^N", r"w \in \mathbb{R}^n", r"W \in \mathbb{R}^{m \times n}", LOGISTIC,
                r"x_i \in \mathbb{R}^n, i = 1, \dots, N", r"u_i \in \mathbb{R}^m, i = 1, \dots, N"],
    "normalised": [r"x \in \mathbb{R}^n", r"\varepsilon \in \mathbb{R}", r"\varepsilon > 0", r"\mu = \frac{1}{n} \mathbf{1}^\top x",
                   r"s = \sqrt{\frac{1}{n} \|x - \mu \mathbf{1}\|^2 + \varepsilon}", r"\hat{x} = (x - \mu \mathbf{1}) / s"],
    "layers": [r"x \in \mathbb{R}^n", r"y \in \mathbb{R}^m", r"W \in \mathbb{R}^{m \times n}", SMOOTH, r"z = W x", r"a = \sigma(z)",
               r"\ell = \frac{1}{2} \|a - y\|^2"],
    "gaussian": [r"x, \mu \in \mathbb{R}^n", r"\Sigma \in \mathbb{R}^{n \times n}", r"\Sigma \text{ symmetric positive definite}"],
    "factors": [r"X \in \mathbb{R}^{m \times n}", r"U \in \mathbb{R}^{m \times k}", r"V \in \mathbb{R}^{n \times k}"],
    "network": [r"X \in \mathbb{R}^{n \times N}", r"W_1 \in \mathbb{R}^{h \times n}", r"W_2 \in \mathbb{R}^{p \times h}",
                r"Y \in \mathbb{R}^{p \times N}", SMOOTH],
    "classes": [r"W \in \mathbb{R}^{k \times n}", r"x \in \mathbb{R}^n", r"y \in \mathbb{R}^k", r"y \ge 0", r"\mathbf{1}^\top y = 1",
                r"p = \operatorname{softmax}(W x)"],
    "curve": [r"t \in \mathbb{R}", r"X : \mathbb{R} \to \mathbb{R}^{n \times n} \text{ differentiable}", r"X(t) \text{ invertible}"],
    "residual": [r"x \in \mathbb{R}^n", r"A, M \in \mathbb{R}^{n \times n}", SMOOTH, r"u = x + \sigma(A x)", r"y = u + \sigma(M u)"],
}


def entries() -> list[dict]:
    return json.loads(GOLDEN.read_text("utf-8"))


def given_of(entry: dict) -> list[str]:
    """The declarations of an entry; the name of a module of the library stands for what it grants."""
    given = entry["given"]
    if isinstance(given, list):
        return given
    if given in FAMILIES:
        return FAMILIES[given]
    from importlib import import_module
    return import_module(given).GIVEN


def derived_from(entry: dict):
    """What is derived; remembered, for the tests of one run."""
    return _derived(entry["expression"], entry.get("wrt", ""), tuple(given_of(entry)), entry.get("layout", "auto"),
                    entry.get("order", 1), entry.get("vec", False))


@lru_cache(maxsize=None)
def _derived(*question):
    from symbolic.deriving import derive
    return derive(*question)
