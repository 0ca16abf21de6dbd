"""Documents and what is given: from the command line's words to text.

Raises ``UsageError`` with one line for whatever cannot be used.
"""
from __future__ import annotations

import difflib
import importlib.util
import json
import pkgutil
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from symbolic.errors import UsageError

if TYPE_CHECKING:
    from symbolic.assembly import Assembly

STANDARD_INPUT = "-"
NOTEBOOK = ".ipynb"
LATEX_SUFFIXES = frozenset({".tex", ".latex", ".ltx"})
MAY_INCLUDE = re.compile(r"\\(?:input|include|subfile)(?![A-Za-z])")


@dataclass(frozen=True)
class Source:
    """A text and the name that messages call it by; ``assembly`` says where its parts came from, if there are several."""
    path: str
    text: str
    assembly: Assembly | None = None


def read_source(path: str) -> Source:
    r"""A document: the file's text, or standard input's for ``-``; UTF-8, a byte-order mark dropped.

    Of a notebook (``.ipynb``) the Markdown cells are read; what a LaTeX file includes is put in its place.
    """
    text = read_text(path)
    suffix = Path(path).suffix.lower()
    if suffix == NOTEBOOK:
        from symbolic.assembly import notebook
        book = notebook(path, text)
        return Source(path, book.text, book)
    if suffix in LATEX_SUFFIXES and MAY_INCLUDE.search(text):
        from symbolic.assembly import with_inclusions
        whole = with_inclusions(path, text, read_text)
        return Source(path, whole.text, whole)
    return Source(path, text)


def read_text(path: str) -> str:
    """The text of one file as it stands, lines ended by \\n; raises UsageError."""
    return _decoded(path, read_bytes(path))


def read_bytes(path: str) -> bytes:
    """What the file holds, or standard input for ``-``."""
    try:
        return sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except IsADirectoryError:
        raise UsageError(f"{path}: is a directory; name the files in it") from None
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from None


def _decoded(path: str, data: bytes) -> str:
    if b"\0" in data:
        raise UsageError(f"{path}: is a binary file, not LaTeX")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}:{line}: is not UTF-8 text (byte 0x{data[error.start]:02x})") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_json(path: str):
    """What a JSON file holds."""
    text = read_text(path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}:{error.lineno}:{error.colno}: is not JSON: {error.msg.lower()}") from None
    except (RecursionError, ValueError) as error:
        raise UsageError(f"{path}: cannot be used as JSON: {error}") from None


def given_source(name: str) -> Source | str:
    """What ``--given`` names: a file's text, or the name of a module of ``derivations``.

    A file that exists wins; nothing outside ``derivations`` is ever imported.
    """
    if Path(name).exists():
        return read_source(name)
    modules = given_modules()
    if name in modules:
        return name
    near = difflib.get_close_matches(name, modules, 1, 0.6)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise UsageError(f"--given {name}: no such file, and no module of derivations{hint}")


def given_modules() -> list[str]:
    """Names of all modules of ``derivations``, found without importing their contents."""
    spec = importlib.util.find_spec("derivations")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return [name for place in places for name in _modules_in(Path(place), "derivations")]


def _modules_in(folder: Path, prefix: str) -> list[str]:
    names = []
    for module in pkgutil.iter_modules([str(folder)]):
        name = f"{prefix}.{module.name}"
        names += [name, *(_modules_in(folder / module.name, name) if module.ispkg else [])]
    return names


def formula_source(path: str, latex: str) -> Source:
    """A formula from the command line as a document of its own."""
    return Source(path, latex)
