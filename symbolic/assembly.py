r"""A document made of several texts: ``\input`` and ``\include``, a notebook's cells.

What is read is one text; where a place of it came from is kept, so that every
message names the file, line and column that its author sees.  Files are
included from the document's own folder only, and never from outside of it.
"""
from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from symbolic.errors import UsageError
from symbolic.places import line_and_column
from symbolic.reading.documents.conditionals import conditionals
from symbolic.reading.documents.macros import definitions
from symbolic.reading.grammar import source as src
from symbolic.reading.grammar.source import Cursor

DEEPEST = 20
LONGEST = 4_000_000
INCLUDING = frozenset({r"\input", r"\include", r"\subfile"})
BARE = re.compile(r"[ \t]*([^\s{}\\%$]+)")


@dataclass(frozen=True)
class Piece:
    """From ``start`` on, the assembled text is ``text`` from its ``offset`` on, known to its author as ``path``."""
    start: int
    path: str
    text: str
    offset: int


@dataclass(frozen=True)
class Remark:
    """What could not be included and why, where the command for it stands."""
    path: str
    line: int
    column: int
    message: str
    code: str = "N107"


@dataclass(frozen=True)
class Assembly:
    """The text to read, the pieces it is made of in order, and remarks on what is missing."""
    text: str
    pieces: tuple[Piece, ...]
    remarks: tuple[Remark, ...] = ()

    def place(self, offset: int) -> tuple[str, int, int]:
        """The path, line and column, both from 1, of an offset."""
        piece = self.pieces[max(bisect_right(self.pieces, offset, key=lambda p: p.start) - 1, 0)]
        return (piece.path, *line_and_column(piece.text, piece.offset + offset - piece.start))


# ---------------------------------------------------------------- files that include others

def with_inclusions(path: str, text: str, read) -> Assembly:
    r"""The document ``path`` with what it includes in place; ``read(path) -> text`` or UsageError.

    A file that is missing, lies outside the document's folder, or includes
    itself is left out with a remark; its contents are never shown.
    """
    builder = _Inclusion(Path(path).parent, read)
    builder.add(path, text, (Path(path).resolve(),))
    return Assembly("".join(builder.parts), tuple(builder.pieces), tuple(builder.remarks))


class _Inclusion:
    def __init__(self, folder: Path, read):
        self.folder, self.root, self.read = folder, folder.resolve(), read
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.remarks: list[Remark] = []
        self.length = 0

    def add(self, path: str, text: str, above: tuple[Path, ...]) -> None:
        position = 0
        for start, end, command, name in _inclusions(text):
            self.keep(path, text, position, start)
            position = end
            if command == r"\endinput" and len(above) == 1:
                position = start
                continue
            if command == r"\endinput":
                return self.keep(path, text, end, _line_end(text, end))
            reason = self.include(name, above)
            if reason:
                line, column = line_and_column(text, start)
                self.remarks.append(Remark(path, line, column, f"{command} is left out: {reason}"))
        self.keep(path, text, position, len(text))

    def keep(self, path: str, text: str, start: int, end: int) -> None:
        self.pieces.append(Piece(self.length, path, text, start))
        self.parts.append(text[start:end])
        self.length += end - start

    def include(self, name: str, above: tuple[Path, ...]) -> str:
        """Put the named file here; the reason why not, empty if it was."""
        target = self.target(name)
        reason = self.refusal(target, above)
        if reason:
            return reason
        try:
            text = self.read(str(target))
        except UsageError:
            return "the file cannot be read"
        self.add(str(target), text.removesuffix("\n"), (*above, target.resolve()))
        return ""

    def target(self, name: str) -> Path:
        path = self.folder / name
        return path if path.suffix or not name else path.with_suffix(".tex")

    def refusal(self, target: Path, above: tuple[Path, ...]) -> str:
        """Why a file is not included, empty if it may be."""
        try:
            resolved = target.resolve()
            if not resolved.is_relative_to(self.root):
                return "its path lies outside the document's folder"
            if resolved in above:
                return "the file includes itself"
            if not resolved.is_file():
                return "there is no such file"
            if len(above) >= DEEPEST or self.length + resolved.stat().st_size > LONGEST:
                return "the inclusions are too deep or too long"
        except (OSError, ValueError, RuntimeError):
            return "its path cannot be used"
        return ""


def _line_end(text: str, position: int) -> int:
    found = text.find("\n", position)
    return len(text) if found < 0 else found


def _inclusions(text: str) -> Iterator[tuple[int, int, str, str]]:
    r"""Where another file is put, or the file ends: start and end of the command, which it is, the file's name; none in a definition or in \iffalse."""
    marks, partner = src.marks_of_document(text, True)
    defined = definitions(text, marks, partner)
    places = {one.start: one.end for one in defined}
    hidden = conditionals(Cursor(text, marks, partner), defined).hidden
    at = Cursor(text, marks, partner)
    while (mark := at.mark_ahead()) is not None:
        if mark.start in places:
            at.move(places[mark.start])
            continue
        at.pass_mark()
        if mark.kind != src.COMMAND or hidden.hold(mark.start):
            continue
        if mark.text == r"\endinput":
            yield mark.start, mark.end, mark.text, ""
        elif mark.text in INCLUDING:
            braced = at.group()
            bare = BARE.match(text, mark.end, at.plain_end()) if braced is None else None
            if braced is not None:
                yield mark.start, at.position, mark.text, at.typed(braced).strip()
            elif bare is not None:
                at.move(bare.end())
                yield mark.start, bare.end(), mark.text, bare.group(1)


# ---------------------------------------------------------------- notebooks

def notebook(path: str, data: str) -> Assembly:
    """The Markdown cells of a Jupyter notebook (nbformat 3 or 4), a paragraph between two cells.

    A place is the cell's number, from 1 as the notebook counts its cells of all
    kinds, with the line and column in it.
    """
    pieces, parts, length = [], [], 0
    for number, cell in enumerate(_cells(path, data), 1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
            continue
        text = _source(cell)
        pieces.append(Piece(length, f"{path} cell {number}", text, 0))
        parts.append(text + "\n\n")
        length += len(text) + 2
    return Assembly("".join(parts), tuple(pieces) or (Piece(0, path, "", 0),))


def _cells(path: str, data: str) -> list:
    try:
        book = json.loads(data)
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}:{error.lineno}:{error.colno}: is not a notebook: {error.msg.lower()}") from None
    except (RecursionError, ValueError) as error:
        raise UsageError(f"{path}: is not a notebook: {error}") from None
    sheets = book.get("worksheets") if isinstance(book, dict) else None
    cells = book.get("cells") if isinstance(book, dict) else None
    if isinstance(sheets, list) and cells is None:
        cells = [cell for sheet in sheets if isinstance(sheet, dict) for cell in sheet.get("cells") or []]
    if not isinstance(cells, list):
        raise UsageError(f"{path}: is not a notebook: it has no list of cells")
    return cells


def _source(cell: dict) -> str:
    source = cell.get("source", "")
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str)).replace("\r\n", "\n").replace("\r", "\n")


# ---------------------------------------------------------------- places of the whole in its parts

def relocated(entry: dict, assembly: Assembly | None) -> dict:
    """A file entry (docs/result-data.md) with every place where its author wrote it.

    What does not stand in the document itself carries its ``file``.  Where a file is missing, so
    may equations be: no step has a number then.
    """
    if assembly is None:
        return entry
    starts = [0, *(m.end() for m in re.finditer("\n", assembly.text))]
    found = _moved(entry, lambda line, column: assembly.place(starts[min(line, len(starts)) - 1] + column - 1),
                   entry["path"])
    if assembly.remarks:
        found["steps"] = [{key: value for key, value in step.items() if key != "equation"} for step in found["steps"]]
    for remark in assembly.remarks:
        note = {"line": remark.line, "column": remark.column, "message": remark.message, "code": remark.code}
        found["notices"].append(note if remark.path == entry["path"] else {**note, "file": remark.path})
    return found


def _moved(data, place, home: str):
    match data:
        case {"certificate": dict() as kept, **rest}:
            return {**data, **_moved(rest, place, home), "certificate": kept}
        case {"line": int() as line, "column": int() as column, **rest} if line > 0:
            path, line, column = place(line, column)
            moved = {**data, **_moved(rest, place, home), "line": line, "column": column}
            if isinstance(rest.get("end_line"), int):
                _, moved["end_line"], moved["end_column"] = place(rest["end_line"], rest["end_column"])
            return moved if path == home else {**moved, "file": path}
        case dict():
            return {key: _moved(value, place, home) for key, value in data.items()}
        case list():
            return [_moved(value, place, home) for value in data]
        case _:
            return data
