"""What the checker says of one certificate, for people."""
from __future__ import annotations

from symbolic.errors import CertificateError

from .style import Style


def accepted_text(path: str, accepted, style: Style) -> str:
    """The claim by the checker's own printer, and what the proof rests on."""
    lines = [f"{path}: {style.sign('proved')} {style.paint('accepted', 'proved')} ({accepted.steps} steps replayed)"]
    lines += [f"    {line}" for line in accepted.claim_text.splitlines()]
    for word, sentences in (("where", accepted.conditions), ("by definition of", accepted.definitions_used),
                            ("assuming", accepted.assumptions_used)):
        if sentences:
            lines.append(f"    {word}: {', '.join(sentences)}")
    return "\n".join(lines) + "\n"


def refused_text(path: str, error: CertificateError, style: Style) -> str:
    """The step, the rule, and what did not agree."""
    return f"{path}: {style.sign('refuted')} {style.paint('refused', 'refuted')}: {error}\n"
