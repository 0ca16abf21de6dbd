"""Certificates leave the result data: into a folder if one is asked for, else dropped."""
from __future__ import annotations

import json
import re
from pathlib import Path


def take_certificates(result: dict, folder: Path | None) -> None:
    """Write every accepted certificate to ``folder`` and put in its place where it is.

    Afterwards no step holds the content of a certificate.  Raises ``OSError``
    if the folder cannot be made or written to.
    """
    names: set[str] = set()
    for file in result["files"]:
        for step in file["steps"]:
            content = (step["certificate"] or {}).pop("content", None)
            if content is not None and folder is not None:
                target = folder / _new_name(file["path"], step["id"], names)
                folder.mkdir(parents=True, exist_ok=True)
                target.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
                step["certificate"]["where"] = str(target)


def _new_name(path: str, step: str, names: set[str]) -> str:
    """``notes-3.2.json``; a document of the same name in another folder gets a number."""
    stem = re.sub(r"\W+", "-", Path(path).stem).strip("-") or "stdin"
    name, count = f"{stem}-{step}.json", 1
    while name in names:
        count += 1
        name = f"{stem}-{count}-{step}.json"
    names.add(name)
    return name
