"""What a batch came to, in one line."""
from __future__ import annotations

from collections import Counter

from .data import VERDICTS
from .style import Style


def batch_summary(results: list[dict], style: Style) -> str:
    """``124 cases: ✓ 63 proved, ✗ 57 refuted, 1 without a step, 1 timeout``; zeros are left out."""
    verdicts = Counter(found["verdict"] for found in results if found["status"] == "ok")
    statuses = Counter(found["status"] for found in results if found["status"] != "ok")
    parts = [f"{style.sign(v)} {verdicts[v]} {v}" for v in VERDICTS if verdicts[v]]
    parts += [f"{verdicts[None]} without a step"] if verdicts[None] else []
    parts += [f"{count} {status}" for status, count in sorted(statuses.items())]
    return f"{len(results)} case{'' if len(results) == 1 else 's'}: {', '.join(parts) or 'nothing to judge'}"
