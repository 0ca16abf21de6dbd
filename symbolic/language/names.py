r"""Names of families: where x alone is another symbol, the members x_i are kept under ``x_{\cdot}``."""
from __future__ import annotations

OF_FAMILY = r"_{\cdot}"


def family_beside(name: str) -> str:
    r"""The name of the family beside the symbol.

    >>> family_beside("x")
    'x_{\\cdot}'
    """
    return name + OF_FAMILY


def before_index(name: str) -> str:
    r"""The name as it is printed with an index behind it: the dot stands where the index comes.

    >>> before_index(r"x_{\cdot}"), before_index("W")
    ('x', 'W')
    """
    return name.removesuffix(OF_FAMILY)
