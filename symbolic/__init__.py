r"""chainrule: says of every ``=`` in a derivation whether it is proved, refuted, undecided or unread.

The names below are loaded when they are first used, so that importing the
package costs nothing; SymPy is loaded only by those that take its objects.

>>> import symbolic
>>> data = symbolic.check(r"(AB)^\top = B^\top A^\top",
...                       [r"A \in \mathbb{R}^{m \times n}", r"B \in \mathbb{R}^{n \times p}"])
>>> data["summary"]["proved"]
1
"""
from importlib import import_module

from symbolic.version import __version__

_PLACES = {
    "check": "symbolic.checking",
    "check_document": "symbolic.checking",
    "verify": "symbolic.batch",
    "report": "symbolic.reporting.formats",
    "derive": "symbolic.deriving",
    "read": "symbolic.reading.claims.reader",
    "context_from": "symbolic.reading.declarations.given",
    "Context": "symbolic.language.context",
    "Obligation": "symbolic.language.context",
    "prove": "symbolic.proving.prove",
    "refute": "symbolic.proving.refute",
    "check_certificate": "symbolic.proving.checker",
    "evaluate": "symbolic.proving.evaluate",
    "from_sympy": "symbolic.language.sympy_bridge",
    "to_sympy": "symbolic.language.sympy_bridge",
    "MatrixFamily": "symbolic.language.sympy_bridge",
}
__all__ = ["__version__", *_PLACES]


def __getattr__(name: str):
    if name not in _PLACES:
        raise AttributeError(f"module 'symbolic' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
