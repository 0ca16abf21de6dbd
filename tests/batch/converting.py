"""Lines of collected cases as lines of a batch, and what their labels expect of a result."""
from __future__ import annotations

import json
from pathlib import Path

EXPECTED = {"true": "proved", "false": "refuted"}


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def case(found: dict) -> dict:
    """A case of a batch: hostile inputs have an ``input`` in place of a claim and what it is given."""
    return {"id": found["id"], "given": found.get("given", []), "claim": found.get("claim", found.get("input")),
            "layout": found.get("layout", "auto")}


def written(found: list[dict], path: Path) -> Path:
    path.write_text("".join(json.dumps(case(line)) + "\n" for line in found), "utf-8")
    return path


def labels(found: dict) -> list[str] | None:
    """What each step should be, None where nobody says: ``truth`` of a statement, ``verdicts`` of a chain."""
    if "truth" in found:
        return ["proved" if found["truth"] else "refuted"]
    if "verdicts" in found:
        return [EXPECTED[label.split(":")[0]] for label in found["verdicts"]]
    return None


def wrong(found: dict, result: dict) -> list[str]:
    """The steps of a result whose verdict contradicts the labels; undecided and unread contradict nothing."""
    expected = labels(found)
    steps = [step for step in result["steps"] if step["kind"] == "step"]
    if expected is None:
        return []
    if "truth" in found:
        return [step["id"] for step in steps if len(steps) == 1 and _contradicts(step, expected[0])]
    by_number = {step["id"].split(".")[1]: step for step in steps if step["id"].startswith("1.")}
    return [step["id"] for k, label in enumerate(expected, 1)
            if (step := by_number.get(str(k))) is not None and _contradicts(step, label)]


def _contradicts(step: dict, label: str) -> bool:
    return step["verdict"] in ("proved", "refuted") and step["verdict"] != label
