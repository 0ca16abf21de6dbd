"""Pages before the Nu HTML checker, the validator of the W3C: no error and no warning.

Needs Java and ``vnu.jar``, which ``npm install vnu-jar`` brings; ``VNU_JAR`` says where it lies if it is not in
``node_modules``.
"""
import json
import os
import shutil
import subprocess
from pathlib import Path

import derivations
import pytest
import remake
import results
from hostile import CASES, judged

from symbolic.exercising import fill_in, find_wrong
from symbolic.reporting.data import result
from symbolic.reporting.exercise import as_html
from symbolic.reporting.formats import Options
from symbolic.reporting.forms import html, html_folder, library_html_folder

ROOT = Path(__file__).parents[2]
JAR = Path(os.environ.get("VNU_JAR", ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"))
OPTIONS = Options()
UNKNOWN = ("Property “math-style” doesn't exist", "Inline style violates Content Security Policy")
"""What the checker does not know: a property of MathML Core, and how to compute the hash of a style (``test_browser`` does)."""
pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed"),
              pytest.mark.skipif(not JAR.is_file(), reason="vnu.jar is not there (npm install vnu-jar, or set VNU_JAR)")]


def pages() -> dict[str, str]:
    """Every kind of page, and one of each hostile text."""
    page, = derivations.find("homework4.gradient_by_weights")
    made = {name: remake.rendered(name, "html") for name in remake.data_names()}
    made |= {f"notes-{k}": html(result([data]), OPTIONS) for k, data in enumerate((results.NOTES, results.WIDE, results.CLEAN, results.EMPTY))}
    made |= {"index": html_folder(result([remake.data("solution-a")["files"][0], results.NOTES]), OPTIONS)["index.html"],
             "library": library_html_folder(remake.data("chain-rule"), OPTIONS)["index.html"]}
    made |= {f"exercise-{k}": as_html(made_, key) for k, (made_, key) in enumerate(
        (exercise, key) for exercise in (fill_in(page), find_wrong(page, 1, 1)) for key in (False, True))}
    return made | {f"hostile-{identity}": html(judged(identity), OPTIONS) for identity in CASES}


def test_pages_are_valid(tmp_path):
    for name, page in pages().items():
        (tmp_path / f"{name}.html").write_text(page, "utf-8")
    done = subprocess.run(["java", "-jar", str(JAR), "--format", "json", "--skip-non-html", str(tmp_path)],
                          capture_output=True, text=True, timeout=600)
    messages = [m for m in json.loads(done.stderr)["messages"] if not any(words in m["message"] for words in UNKNOWN)]
    assert [(Path(m.get("url", "")).name, m["message"]) for m in messages if m["type"] == "error" or m.get("subType") == "warning"] == []
