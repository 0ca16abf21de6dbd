"""Writes tests/report/golden/*: python tests/report/remake.py, then read the difference.

With ``--judge`` the result data behind the golden pages and documents are made
anew before (tests/report/data/*.json): both example solutions and five pages of
the library, judged by the program as it is.
"""
from __future__ import annotations

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import results  # noqa: E402

from symbolic.reporting.data import result  # noqa: E402
from symbolic.reporting.formats import FORMATS, Options  # noqa: E402
from symbolic.reporting.style import Style  # noqa: E402
from symbolic.reporting.text import report  # noqa: E402

GOLDEN = {
    "notes": ([results.NOTES], False),
    "notes-verbose": ([results.NOTES], True),
    "several-files": ([results.CLEAN, results.EMPTY, results.NOTES], False),
    "clean": ([results.CLEAN], False),
    "empty": ([results.EMPTY], False),
}
SOLUTIONS = {"solution-a": "homework4-solution-a.md", "solution-b": "homework4-solution-b.md"}
THEOREMS = ("chain_rule", "backward_recursion", "gradient_by_bias", "jacobian_of_layer_by_input",
            "gradient_by_last_weights")
FORMS = ("html", "tex")
STYLE = re.compile(r"(<style>).*?(</style>)", re.DOTALL)
POLICY = re.compile(r"style-src 'sha256-[^']*'")


def text(name: str) -> str:
    files, verbose = GOLDEN[name]
    return report(result(files), Style(width=90), verbose)


def data_names() -> list[str]:
    return sorted(path.stem for path in (HERE / "data").glob("*.json"))


def data(name: str) -> dict:
    return json.loads((HERE / "data" / f"{name}.json").read_text("utf-8"))


def rendered(name: str, form: str) -> str:
    """A page or document from the result data kept beside it."""
    found = data(name)
    return FORMATS[form].function("library" if "theorems" in found else "file")(found, Options())


def golden(name: str, form: str) -> str:
    """What is kept of it: all but the style, which is a file of its own, and its hash."""
    return STYLE.sub(r"\1\2", POLICY.sub("style-src", rendered(name, form)))


# ---------------------------------------------------------------- judging anew

def judged() -> dict[str, dict]:
    """The result data of the solutions and of the library's pages."""
    from symbolic.checking import check_document
    from symbolic.sources import read_source

    found = {}
    for name, file in SOLUTIONS.items():
        source = read_source(str(HERE.parents[1] / "examples" / file))
        found[name] = result([check_document(source.text, file, ["derivations.homework4"], "auto", repair=True)])
    return found | {name.replace("_", "-"): _page(name) for name in THEOREMS}


def _page(name: str) -> dict:
    import derivations
    from symbolic.library import judge_library

    return judge_library(derivations.find(f"homework4.{name}"), lambda done, total: None, explain=True)


def settled(found):
    """Without what differs from run to run and what no report shows."""
    match found:
        case dict():
            return {key: 0.0 if key == "seconds" else settled(value) for key, value in found.items()
                    if key not in ("content", "mathml", "html")}
        case list():
            return [settled(value) for value in found]
    return found


def main() -> None:
    for folder in ("data", "golden"):
        (HERE / folder).mkdir(exist_ok=True)
    if "--judge" in sys.argv[1:]:
        for name, found in judged().items():
            (HERE / "data" / f"{name}.json").write_text(json.dumps(settled(found), indent=0, ensure_ascii=False) + "\n", "utf-8")
    for name in GOLDEN:
        (HERE / "golden" / f"{name}.txt").write_text(text(name), "utf-8")
    for name in data_names():
        for form in FORMS:
            (HERE / "golden" / f"{name}.{form}").write_text(golden(name, form), "utf-8")


if __name__ == "__main__":
    main()
