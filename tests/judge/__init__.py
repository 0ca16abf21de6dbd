"""The judge by automatic differentiation: is a step true at random sizes and values in float64?

Truths come from JAX and from nothing of the prover's: ``functions`` (what is known
by name), ``tracing`` (JAX's derivatives, computed by NumPy), ``valuing`` (an
expression's value), ``drawing`` (instances that have the declared properties and
satisfy the assumptions), ``truth`` (true, false or left open), ``formulas`` and
``mutations`` (what is done to a formula), ``statements`` (whose formulas),
``attacking`` (what chainrule says beside what is true).
"""
