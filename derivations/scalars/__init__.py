r"""Scalar functions and the identities that they are used by, one family a page.

What each name means stands in ``symbolic.language.functions``; the pages prove the
identities from these formulas for every real number, and say where a derivative
does not exist.
"""
