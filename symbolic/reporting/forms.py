"""The functions behind the table of formats; each loads its maker when it is called."""
from __future__ import annotations

import json

from .formats import Options
from .visible import visible_data


def text(data: dict, options: Options) -> str:
    from .style import Style
    from .text import report
    return report(visible_data(data if options.explained else _unexplained(data)), options.style or Style(), options.verbose)


def _unexplained(data: dict) -> dict:
    """The data without explanations, which another form may have asked for."""
    files = [{**file, "steps": [{k: v for k, v in step.items() if k != "explanation"} for step in file["steps"]]}
             for file in data["files"]]
    return {**data, "files": files}


def as_json(data: dict, options: Options) -> str:
    return json.dumps(data, indent=2) + "\n"


def html(data: dict, options: Options) -> str:
    from .html_report import html_report
    return html_report(visible_data(data))


def html_folder(data: dict, options: Options) -> dict[str, str]:
    from .html_report import html_pages
    return html_pages(visible_data(data))


def tex(data: dict, options: Options) -> str:
    from .latex_report import latex_report
    return latex_report(visible_data(data))


def pdf(data: dict, options: Options) -> bytes:
    from .pdf import compiled
    return compiled(tex(data, options))


def library_text(data: dict, options: Options) -> str:
    from .library import library_report
    from .style import Style
    return library_report(visible_data(data["theorems"]), options.style or Style())


def library_html(data: dict, options: Options) -> str:
    from .html_report import html_library
    return html_library(visible_data(data))


def library_html_folder(data: dict, options: Options) -> dict[str, str]:
    from .html_report import html_library_pages
    return html_library_pages(visible_data(data))


def library_tex(data: dict, options: Options) -> str:
    from .latex_report import latex_library
    return latex_library(visible_data(data))


def library_pdf(data: dict, options: Options) -> bytes:
    from .pdf import compiled
    return compiled(library_tex(data, options))
