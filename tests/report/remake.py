"""Writes tests/report/golden/*.txt: python tests/report/remake.py, then read the difference."""
from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import results  # noqa: E402

from symbolic.reporting.data import result  # noqa: E402
from symbolic.reporting.style import Style  # noqa: E402
from symbolic.reporting.text import report  # noqa: E402

GOLDEN = {
    "notes": ([results.NOTES], False),
    "notes-verbose": ([results.NOTES], True),
    "several-files": ([results.CLEAN, results.EMPTY, results.NOTES], False),
    "clean": ([results.CLEAN], False),
    "empty": ([results.EMPTY], False),
}


def text(name: str) -> str:
    files, verbose = GOLDEN[name]
    return report(result(files), Style(width=90), verbose)


if __name__ == "__main__":
    for name in GOLDEN:
        (HERE / "golden" / f"{name}.txt").write_text(text(name), "utf-8")
