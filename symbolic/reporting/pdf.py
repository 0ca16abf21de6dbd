"""From LaTeX to PDF with pdflatex alone: offline, without shell escape, in a folder of its own, killed after a while.

TeX may read and write only there and in its own installation (``openin_any=p``,
``openout_any=p``); what is set was escaped already, so this is a second wall.
"""
from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from symbolic.errors import UsageError

SECONDS = 30
RUNS = 2
"""How often pdflatex runs, so that references and widths of tables settle."""
MISSING = ("a PDF needs pdflatex, which is not installed; on Debian and Ubuntu: "
           "apt install texlive-latex-recommended (or write a .tex file and set it elsewhere)")
LIMITS = {"openin_any": "p", "openout_any": "p", "shell_escape": "f", "TEXMFOUTPUT": "", "max_print_line": "1000"}
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "SystemRoot")


def needed() -> str:
    """Where pdflatex is; raises ``UsageError`` with what to install."""
    found = shutil.which("pdflatex")
    if found is None:
        raise UsageError(MISSING)
    return found


def compiled(source: str, seconds: float = SECONDS) -> bytes:
    """The PDF of a LaTeX document.

    Raises ``UsageError`` if pdflatex is missing, takes longer than ``seconds``
    in all, or makes nothing.
    """
    program = needed()
    with tempfile.TemporaryDirectory(prefix="chainrule-") as folder:
        place = Path(folder)
        (place / "report.tex").write_text(source, "utf-8")
        command = [program, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "report.tex"]
        for _ in range(RUNS):
            _run(command, place, seconds / RUNS)
        return (place / "report.pdf").read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> None:
    environment = {key: os.environ[key] for key in KEPT if key in os.environ} | LIMITS | {"TEXMFVAR": str(folder / "var")}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise UsageError(f"pdflatex was stopped after {seconds:.0f} s; write a .tex file to look into it") from None
    if done.returncode or not (folder / "report.pdf").exists():
        raise UsageError(f"pdflatex could not set the report: {_first_error(folder)}")


def _first_error(folder: Path) -> str:
    """The first complaint in TeX's log."""
    log = folder / "report.log"
    lines = log.read_text("utf-8", "replace").splitlines() if log.exists() else []
    return next((line[1:].strip() for line in lines if line.startswith("!")), "no reason in its log")
