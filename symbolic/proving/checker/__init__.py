"""The checker of certificates: docs/certificates.md replayed, step by step.

It shares no code with the engine that makes certificates.  Read in this order:
``integers`` (polynomials, what is provably ≥ 0), ``terms`` (interned nodes),
``expressions`` (shapes, entries), ``claim`` (declarations, definitions, what
depends on what), ``replay`` (tables and steps), ``polynomials`` (ring),
``rules_finite``, ``rules_calculus``, ``rules_scalars``, ``rules_matrices``,
``rules_powers``, ``rules_properties``, ``rules_radix``, ``rules_cuts`` (one function a rule), ``accept`` (the root and the verdict),
``printer``.
"""
from .accept import Accepted, check_certificate
from .printer import print_claim

__all__ = ["Accepted", "check_certificate", "print_claim"]
