"""Matrix calculus: traces, determinants, inverses, quadratic forms, norms and what is built of them.

Derivatives are gradients in the shape of their variable, Jacobians have a row
for each input (layout "denominator"), unless a page says otherwise.
"""
