"""The forms a report can take, in a table; several can be written in one run.

A form makes a file's content from the result data; one that can fill a folder
makes the contents of its files by their names.  Further forms are further rows.
"""
from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Callable

from symbolic.errors import UsageError

STANDARD_OUTPUT = "-"


@dataclass(frozen=True)
class Options:
    """What forms for people take into account: how a terminal looks, whether to say everything, and
    whether to say how steps are proved where the data know it."""
    style: object = None
    verbose: bool = False
    explained: bool = False


Content = str | bytes


@dataclass(frozen=True)
class Format:
    """``file`` and ``folder`` are ``module:function``, loaded when used; ``library`` the same for the library's data.

    Each takes the data and ``Options``; those of folders give contents by file name.
    ``ready`` raises ``UsageError`` where the form cannot be made here.  ``explains``: it
    shows how steps are proved, so the data should say it.
    """
    name: str
    suffix: str
    about: str
    file: str
    library: str = ""
    folder: str = ""
    library_folder: str = ""
    ready: str = ""
    explains: bool = False

    def function(self, which: str) -> Callable:
        """The function for ``file``, ``library``, ``folder`` or ``library_folder``."""
        place = getattr(self, which)
        if not place:
            raise UsageError(f"format {self.name} cannot be used here")
        module, _, name = place.partition(":")
        return getattr(import_module(module), name)


FORMATS = {f.name: f for f in (
    Format("text", ".txt", "for a terminal", "symbolic.reporting.forms:text", "symbolic.reporting.forms:library_text"),
    Format("json", ".json", "the result data", "symbolic.reporting.forms:as_json", "symbolic.reporting.forms:as_json"),
    Format("html", ".html", "a page for a browser", "symbolic.reporting.forms:html", "symbolic.reporting.forms:library_html",
           "symbolic.reporting.forms:html_folder", "symbolic.reporting.forms:library_html_folder", explains=True),
    Format("tex", ".tex", "a document for pdflatex", "symbolic.reporting.forms:tex", "symbolic.reporting.forms:library_tex",
           explains=True),
    Format("pdf", ".pdf", "the same, set", "symbolic.reporting.forms:pdf", "symbolic.reporting.forms:library_pdf",
           ready="symbolic.reporting.pdf:needed", explains=True),
    Format("sarif", ".sarif", "findings for code scanning", "symbolic.reporting.tools:sarif"),
    Format("github", ".github", "annotations of a GitHub workflow", "symbolic.reporting.tools:github"),
    Format("junit", ".xml", "test results for a build server", "symbolic.reporting.tools:junit"),
)}
SUFFIXES = {f.suffix: f for f in FORMATS.values()} | {".htm": FORMATS["html"]}


@dataclass(frozen=True)
class Target:
    """Where a report goes: a file, a folder (``path`` ends in a slash), or ``-`` for standard output."""
    format: Format
    path: str

    @property
    def folder(self) -> bool:
        return self.path.endswith(("/", "\\"))


def targets(format_: str, outputs: tuple[str, ...], reports: tuple[str, ...] = ()) -> list[Target]:
    """Where a run's reports go: standard output unless ``--output`` says where else, and each ``--report``.

    Raises ``UsageError`` before anything is judged if one of them cannot be made.
    """
    found = [output_target(words, format_) for words in outputs] or [Target(FORMATS[format_], STANDARD_OUTPUT)]
    found += [report_target(path) for path in reports]
    for target in found:
        if target.format.ready:
            target.format.function("ready")()
    return found


def report_target(path: str) -> Target:
    """What ``--report`` names: its suffix says the form; a folder gets pages of HTML."""
    if path.endswith(("/", "\\")) or Path(path).is_dir():
        return Target(FORMATS["html"], path if path.endswith(("/", "\\")) else path + "/")
    found = SUFFIXES.get(Path(path).suffix.lower())
    if found is None:
        raise UsageError(f"--report {path}: name a file ending in {', '.join(SUFFIXES)}, or a folder ending in /")
    return Target(found, path)


def output_target(words: str, default: str) -> Target:
    """What ``--output`` names: ``format=path``, or a path alone for the format asked for."""
    name, mark, path = words.partition("=")
    if mark and name in FORMATS:
        if not path:
            raise UsageError(f"--output {words}: a path is missing after {name}=")
        return Target(FORMATS[name], path)
    return Target(FORMATS[default], words)


def content(target: Target, data: dict, options: Options, library: bool = False) -> Content:
    """The report as one file's content."""
    return target.format.function("library" if library else "file")(data, options)


def write(target: Target, data: dict, options: Options, library: bool = False) -> None:
    """Make the report and write it to its file or folder.

    Raises ``UsageError`` with one line if it cannot be made or written.
    """
    try:
        if target.folder:
            _write_folder(target, target.format.function("library_folder" if library else "folder")(data, options))
        else:
            _write_file(Path(target.path), content(target, data, options, library))
    except OSError as error:
        raise UsageError(f"{target.path}: {(error.strerror or str(error)).lower()}") from None


def write_file(folder: str, name: str, text: str) -> None:
    """A further file of a report's folder; raises ``UsageError``."""
    try:
        _write_file(Path(folder) / name, text)
    except OSError as error:
        raise UsageError(f"{folder}{name}: {(error.strerror or str(error)).lower()}") from None


def report(data: dict, path: str) -> None:
    """Write result data, or the library's, as the report that the suffix of ``path`` names; a folder ends in a slash.

    Raises ``UsageError`` if it cannot be made or written.
    """
    target = report_target(path)
    if target.format.ready:
        target.format.function("ready")()
    write(target, data, Options(), library="theorems" in data)


def _write_folder(target: Target, contents: dict[str, Content]) -> None:
    folder = Path(target.path)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        _write_file(folder / name, content)


def _write_file(path: Path, content: Content) -> None:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace"))
