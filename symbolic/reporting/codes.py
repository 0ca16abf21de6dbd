"""What a code of the results means, with its example judged on the spot."""
from __future__ import annotations

import textwrap

from .style import Style
from .text import report_steps


def code_data(entry) -> dict:
    """The entry (``symbolic.explaining.codes.Code``) as plain data; ``shown`` is the file entry of its example."""
    from symbolic.checking import check_document
    from symbolic.sources import Source

    granted = [Source(f"given {k}", latex) for k, latex in enumerate(entry.given, 1)]
    shown, mended = (check_document(text, entry.path, granted, entry.layout) if text else None
                     for text in (entry.example, entry.mended))
    for file in filter(None, (shown, mended)):
        for step in file["steps"]:
            (step["certificate"] or {}).pop("content", None)
    return {"code": entry.code, "title": entry.title, "text": entry.text, "given": list(entry.given),
            "example": entry.example, "mended": entry.mended, "shown": shown, "mended_shown": mended}


def code_report(data: dict, style: Style) -> str:
    """Title, paragraph, the example with what is said of it, and the example mended."""
    lines = [f"{style.paint(data['code'], 'strong')}: {data['title']}", ""]
    lines += textwrap.wrap(data["text"], min(style.width, 100))
    for what, shown in (("Example", data["shown"]), ("Mended", data["mended_shown"])):
        if shown:
            given = f" (given {', '.join(data['given'])})" if data["given"] else ""
            lines += ["", f"{what}{given}:", "", report_steps(shown, style).rstrip("\n")]
    return "\n".join(lines) + "\n"
