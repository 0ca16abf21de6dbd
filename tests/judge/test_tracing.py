"""What NumPy computes of a traced function is what JAX computes of it."""
from __future__ import annotations

import pytest

pytest.importorskip("jax", reason="the judge needs JAX: pip install -e '.[judge]'")

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

from judge import functions, tracing  # noqa: E402

SQUARE = np.array([[1.3, 0.2, -0.4], [0.7, 2.1, 0.3], [-0.2, 0.5, 1.7]])
FUNCTIONS = {
    "products": lambda a: a @ a.T + jnp.kron(a, jnp.eye(2))[:3, :3] + jnp.tensordot(a, a, axes=2),
    "entries": lambda a: jnp.stack([a[0, 1] ** 3, a[2, 2] ** -2, a[1, 0] ** 0.5, a[0, 0] / a[1, 1]]),
    "shapes": lambda a: jnp.concatenate([jnp.ravel(a.T), jnp.squeeze(a[None, :, 0], 0), jnp.expand_dims(a, 1)[:, 0, 1], jnp.diag(a)]),
    "folds": lambda a: jnp.stack([jnp.sum(a, axis=0).sum(), jnp.prod(a), jnp.max(a), jnp.trace(a), jnp.mean(a)]),
    "choices": lambda a: jnp.where((a > 0.3) & ~(a > 2) | (a == 0.2), a * a, -a) + jnp.maximum(a, 0.25) + jnp.minimum(a, 1) + jnp.sign(a) + jnp.abs(a),
    "linear algebra": lambda a: jnp.linalg.inv(a) + jnp.linalg.det(a) + jnp.linalg.pinv(a[:, :2]).T @ jnp.ones((2, 3)),
    "exponential": jax.scipy.linalg.expm,
    "places": lambda a: a.at[0, 1].set(a[1, 1] ** 2) + jnp.diag(jnp.diag(a)) + jnp.eye(3) * jnp.arange(3),
    "derivative within": lambda a: jax.jacfwd(lambda b: jnp.sin(b) @ b)(a).sum(axis=(0, 1)),
    "parts": lambda a: jnp.stack([part[0] * part[1] for part in jnp.split(jnp.ravel(a)[:6], 3)]),
    "constant": lambda a: jnp.ones((2, 2)),
} | {name: functions.known(name) for name in functions.KNOWN if name != "coth"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_as_jax_computes_it(name):
    function = FUNCTIONS[name]
    assert np.allclose(tracing.computed(function, SQUARE), function(jnp.asarray(SQUARE)), rtol=1e-12, atol=1e-12, equal_nan=True)
    slopes = tracing.jacobian(function, SQUARE)
    wanted = jax.jacfwd(function)(jnp.asarray(SQUARE))
    assert slopes.shape == wanted.shape and np.allclose(slopes, wanted, rtol=1e-11, atol=1e-11, equal_nan=True)


def test_a_jacobian_is_traced_once_for_all_places():
    traced = tracing.Jacobian(lambda a: a ** 2, (2,))
    assert np.array_equal(traced.of([1.0, 2.0]), np.diag([2.0, 4.0])) and np.array_equal(traced.of([3.0, 5.0]), np.diag([6.0, 10.0]))


def test_every_row_of_the_table_is_used():
    """A row that no function above reaches would be compared with nothing."""
    used: set[str] = set()

    def names(jaxpr):
        for equation in jaxpr.eqns:
            used.add(equation.primitive.name)
            for inner in equation.params.values():
                inner = getattr(inner, "jaxpr", inner)
                if hasattr(inner, "eqns"):
                    names(inner)

    for function in FUNCTIONS.values():
        names(jax.make_jaxpr(function)(SQUARE).jaxpr)
        names(jax.make_jaxpr(lambda a, t, f=function: jax.jvp(f, (a,), (t,)))(SQUARE, SQUARE).jaxpr)
    assert set(tracing.TABLE) - used == set()
