"""The PDF: set with pdflatex alone, and still telling the truth after hostile texts."""
import shutil
import subprocess
import time

import pytest
import remake
from hostile import CASES, judged

from symbolic.errors import UsageError
from symbolic.reporting.data import count
from symbolic.reporting.formats import Options
from symbolic.reporting.forms import tex
from symbolic.reporting.pdf import compiled

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed (texlive-latex-recommended)"),
]
WORDS = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed (poppler-utils)")


def words_of(pdf: bytes, folder) -> str:
    (folder / "report.pdf").write_bytes(pdf)
    subprocess.run(["pdftotext", "-layout", "report.pdf", "report.txt"], cwd=folder, check=True, timeout=60)
    return (folder / "report.txt").read_text("utf-8")


@pytest.mark.parametrize("name", remake.data_names())
def test_golden_documents_are_set(name):
    assert compiled(remake.rendered(name, "tex")).startswith(b"%PDF")


@WORDS
@pytest.mark.parametrize("identity", CASES)
def test_hostile_texts_are_set_and_the_verdicts_stand_there(identity, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = judged(identity)
    shown = words_of(compiled(tex(data, Options())), tmp_path)
    for verdict in ("refuted", "unread", "undecided"):
        if count(step for file in data["files"] for step in file["steps"])[verdict]:
            assert verdict in shown
    assert "Summary" in shown and "All files" in shown and "root:" not in shown
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.pdf", "report.txt"]


ENDLESS = r"\documentclass{article}\begin{document}\def\x{\x}\x\end{document}"
READS = r"\documentclass{article}\begin{document}\input{/etc/passwd}\end{document}"
ABOVE = r"\documentclass{article}\begin{document}\input{../outside}\end{document}"
SHELL = r"\documentclass{article}\begin{document}\immediate\write18{touch made}x\end{document}"


def test_a_document_without_end_is_stopped():
    begun = time.monotonic()
    with pytest.raises(UsageError, match="stopped after"):
        compiled(ENDLESS, seconds=4)
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize("source", [READS, ABOVE])
def test_nothing_outside_the_folder_is_read(source):
    with pytest.raises(UsageError, match="could not set"):
        compiled(source)


def test_no_command_is_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert compiled(SHELL).startswith(b"%PDF") and not list(tmp_path.iterdir())
