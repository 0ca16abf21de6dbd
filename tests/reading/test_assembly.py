"""Documents of several texts: what is included, what is not, and whose line a message names."""
import json

import pytest

from symbolic.assembly import notebook, relocated, with_inclusions
from symbolic.checking import check_document
from symbolic.errors import UsageError
from symbolic.sources import read_source


def checked(path) -> dict:
    source = read_source(str(path))
    return relocated(check_document(source.text, source.path, [], "denominator"), source.assembly)


def places(entry, folder) -> list[tuple]:
    return [(step.get("file", entry["path"]).replace(f"{folder}/", ""), step["line"], step["column"], step["verdict"])
            for step in entry["steps"]]


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(exist_ok=True, parents=True)
        path.with_suffix(".tex").write_text(text, "utf-8")
    return folder / "main.tex"


DECLARED = "Let $A \\in \\R^{m\\times n}$ and $x \\in \\R^n$.\n"


def test_macros_declarations_and_chains_of_included_files(tmp_path):
    main = write(tmp_path, parts__macros="\\newcommand{\\R}{\\mathbb{R}}\n", parts__given=DECLARED,
                 parts__body="So\n\\[ (Ax)^\\top = x^\\top A^\\top \\]\n",
                 main="\\input{parts/macros}\n\\begin{document}\n\\include{parts/given.tex}\n\\input parts/body\n"
                      "and \\[ Ax = Ax + x \\]\n\\end{document}\n")
    assert places(checked(main), tmp_path) == [("parts/body.tex", 2, 4, "proved"), ("main.tex", 5, 8, "refuted")]


def test_the_place_of_a_problem_is_in_the_included_file(tmp_path):
    main = write(tmp_path, body="\n\n  $$ \\frac{a}{b = 2 $$\n", main="Text \\input{body} $$ 1 + 1 = 2 $$\n")
    entry = checked(main)
    step = entry["steps"][0]
    assert step["verdict"] == "unread"
    assert step["problem"]["file"].endswith("body.tex")
    assert step["problem"]["line"] == 3
    assert entry["steps"][1]["line"] == 1 and "file" not in entry["steps"][1]


@pytest.mark.parametrize(("main", "reason"), [
    ("\\input{../secret}", "outside"),
    ("\\include{/etc/hostname}", "outside"),
    ("\\input{parts/../../secret}", "outside"),
    ("\\input{link}", "outside"),
    ("\\input{main}", "includes itself"),
    ("\\input{a}", "includes itself"),
    ("\\input{nothing}", "no such file"),
    ("\\input{}", "outside|no such file|includes itself"),
    ("\\input{binary.tex}", "cannot be read"),
    ("\\input{a\0b}", "binary"),
])
def test_what_is_left_out_is_said_and_never_shown(tmp_path, main, reason):
    folder = tmp_path / "project"
    secret = tmp_path / "secret.tex"
    secret.write_text("$$ hidden = words $$")
    write(folder, main=main + "\n\n$$ 1 + 1 = 2 $$\n", a="\\input{b}", b="\\input{a}")
    (folder / "link.tex").symlink_to(secret)
    (folder / "binary.tex").write_bytes(b"\xff\xfe\x00")
    if reason == "binary":
        with pytest.raises(UsageError, match="binary"):
            checked(folder / "main.tex")
        return
    entry = checked(folder / "main.tex")
    messages = [n["message"] for n in entry["notices"] if n["code"] == "N107"]
    assert any(part in messages[0] for part in reason.split("|"))
    assert "hidden" not in json.dumps(entry)
    assert [step["verdict"] for step in entry["steps"]] == ["proved"]


def test_commands_in_comments_and_verbatim_include_nothing():
    text = "% \\input{a}\n\\begin{verbatim}\n\\input{b}\n\\end{verbatim}\n\\\\input{c}\n\\inputs{d}\n"
    whole = with_inclusions("main.tex", text, lambda path: pytest.fail(path))
    assert whole.text == text
    assert not whole.remarks


def test_every_offset_of_an_assembly_has_the_character_of_its_origin(tmp_path):
    write(tmp_path, main="ab\n\\input{x}cd\n\\input{x}\nend", x="1\n\\input{y}\n2\n", y="yy\n")
    texts = {str(tmp_path / f"{name}.tex"): (tmp_path / f"{name}.tex").read_text() for name in ("main", "x", "y")}
    main = str(tmp_path / "main.tex")
    whole = with_inclusions(main, texts[main], lambda path: texts[path])
    assert whole.text == "ab\n1\nyy\n2cd\n1\nyy\n2\nend"
    for offset, character in enumerate(whole.text):
        path, line, column = whole.place(offset)
        assert (texts[path].splitlines(keepends=True)[line - 1])[column - 1] == character


BOOK = {"nbformat": 4, "cells": [
    {"cell_type": "markdown", "source": ["# Title\n", "Let $A \\in \\mathbb{R}^{n\\times n}$."]},
    {"cell_type": "code", "source": ["A = B"], "outputs": []},
    {"cell_type": "markdown", "source": "Then\n$$\\operatorname{tr}(A) = \\operatorname{tr}(A^\\top)$$\n\n$$A = A^\\top$$"}]}


def test_a_notebook_is_read_cell_by_cell_as_one_document(tmp_path):
    path = tmp_path / "book.ipynb"
    path.write_text(json.dumps(BOOK))
    assert places(checked(path), tmp_path) == [("book.ipynb cell 3", 2, 3, "proved"),
                                               ("book.ipynb cell 3", 4, 3, "refuted")]


@pytest.mark.parametrize(("data", "message"), [
    ("{", "is not a notebook"), ("[]", "no list of cells"), ("{}", "no list of cells"), ('{"cells": 3}', "no list"),
    ("[" * 100_000, "is not a notebook"),
])
def test_what_is_no_notebook_is_refused(data, message):
    with pytest.raises(UsageError, match=message):
        notebook("book.ipynb", data)


def test_odd_cells_are_passed_over():
    book = {"cells": [None, 3, {"cell_type": "markdown"}, {"cell_type": "markdown", "source": [1, "$x$"]}]}
    assert notebook("b.ipynb", json.dumps(book)).text.strip() == "$x$"
    assert notebook("b.ipynb", '{"cells": []}').place(0) == ("b.ipynb", 1, 1)
