"""The explanation of a judged step, as it stands in the result data."""
from __future__ import annotations

from symbolic.errors import CertificateError
from symbolic.proving.judge import Verdict

from .telling import explain
from .working import work_through


def explanation_of(verdict: Verdict) -> dict | None:
    """Why a proved step holds, or the worked counterexample of a refuted one; None for the rest.

    What is told can only be what was checked; a fault in telling it costs the
    explanation and never the verdict.
    """
    try:
        if verdict.verdict == "proved" and verdict.certificate is not None:
            return explain(verdict.certificate).to_json()
        if verdict.verdict == "refuted" and verdict.counterexample is not None:
            working = work_through(verdict.counterexample)
            return working and working.to_json()
    except CertificateError:
        raise
    except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError):
        return None
    return None
