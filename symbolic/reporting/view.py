"""The result data as pages: chains with their rows, counts, the first wrong step, names that are safe as ids.

What both the LaTeX and the HTML report show is decided here; how it looks is
in their templates.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from symbolic.reading.grammar import syntax as s

from .data import VERDICTS, count
from .formulas import formula
from .style import SIGNS

WORDS = {"proved": "true for all sizes and values allowed; the certificate was replayed",
         "refuted": "false as written",
         "undecided": "read, but neither proved nor refuted",
         "unread": "could not be read"}
WORST_FIRST = ("refuted", "unread", "undecided", "proved")


def verdict_sign(verdict: str) -> str:
    return SIGNS[verdict][0]


@dataclass(frozen=True)
class Row:
    """A step in its chain; ``opens`` if its left side is not the right side of the row before,
    ``ranges`` if its indices run over others than those of the row before, ``same`` if
    what could not be read is what could not be read there."""
    step: dict
    anchor: str
    opens: bool
    ranges: bool
    same: bool

    @property
    def reading(self) -> dict | None:
        """How it was read, if in one way."""
        found = self.step.get("readings") or []
        return found[0] if len(found) == 1 else None

    @property
    def left(self) -> s.Node | None:
        return side(self.step, "left")

    @property
    def right(self) -> s.Node | None:
        return side(self.step, "right")


@dataclass(frozen=True)
class Chain:
    """The steps of one chain, and the bridges over its unread sides."""
    anchor: str
    rows: tuple[Row, ...]
    bridges: tuple[Row, ...]

    @property
    def first(self) -> dict:
        return (self.rows or self.bridges)[0].step

    @property
    def last(self) -> dict:
        return (self.rows or self.bridges)[-1].step

    @property
    def label(self) -> str:
        return self.first.get("label", "")

    @property
    def tagged(self) -> bool:
        """Is the label what is printed beside one of the steps, as a tag is?"""
        return any(self.label in (number, number[1:-1]) for row in self.rows
                   for number in row.step.get("equation", "").split(", "))

    @property
    def verdict(self) -> str:
        return worst(row.step["verdict"] for row in (*self.rows, *self.bridges))


@dataclass(frozen=True)
class Page:
    """One document: ``number`` from 1, ``name`` for a file of its own, its chains and counts."""
    number: int
    file: dict
    chains: tuple[Chain, ...]

    @property
    def path(self) -> str:
        return self.file["path"]

    @property
    def name(self) -> str:
        return page_name(self.path, self.number)

    @property
    def counts(self) -> dict:
        return count(self.file["steps"])

    @property
    def total(self) -> int:
        return sum(self.counts[v] for v in VERDICTS)

    @property
    def first_wrong(self) -> Row | None:
        return next((row for chain in self.chains for row in (*chain.rows, *chain.bridges)
                     if row.step["verdict"] == "refuted"), None)

    @property
    def standing(self) -> list[dict]:
        """What the document stands on: ``problem``, ``layout``, ``reason`` and ``context`` of each of its parts."""
        layout = self.file["layout"]
        whole = {"problem": "", "layout": layout["value"], "context": self.file.get("context")}
        return [{**part, "reason": layout["reason"]} for part in self.file.get("parts") or [whole]]

    @property
    def anchors(self) -> dict[str, str]:
        """The anchor of each step by its id."""
        return {row.step["id"]: row.anchor for chain in self.chains for row in (*chain.rows, *chain.bridges)}

    @property
    def explained(self) -> list[Row]:
        """The steps that the data say more about: a proof line by line, a counterexample worked through."""
        return [row for chain in self.chains for row in (*chain.rows, *chain.bridges) if row.step.get("explanation")]

    @property
    def verdict(self) -> str:
        """The worst verdict; ``unread`` if there is no step."""
        return worst(step["verdict"] for step in self.file["steps"]) if self.file["steps"] else "unread"


def worst(verdicts) -> str:
    found = set(verdicts)
    return next(v for v in WORST_FIRST if v in found)


def pages(result: dict) -> list[Page]:
    """A page for each file of the result data."""
    return [page(file, number) for number, file in enumerate(result["files"], 1)]


def page(file: dict, number: int = 1) -> Page:
    return Page(number, file, tuple(chains(file["steps"], f"f{number}")))


def chains(steps: list[dict], prefix: str) -> list[Chain]:
    """The steps by chain, in order; anchors begin with ``prefix``."""
    found = []
    for number, (_, group) in enumerate(groupby(steps, key=lambda step: step["id"].split(".")[0]), 1):
        group = list(group)
        own = [step for step in group if step["kind"] != "bridge"]
        found.append(Chain(f"{prefix}-chain-{number}", tuple(_rows(own, f"{prefix}-{number}")),
                           tuple(_rows([x for x in group if x["kind"] == "bridge"], f"{prefix}-{number}-bridge"))))
    return found


def _rows(steps: list[dict], prefix: str):
    before = None
    for k, step in enumerate(steps, 1):
        joined = before is not None and before["kind"] != "bridge" and before["right"] == step["left"]
        fresh = _free(step) != (_free(before) if before else [])
        same = before is not None and bool(step.get("problem")) and before.get("problem") == step["problem"]
        yield Row(step, f"{prefix}-{k}", not joined, fresh, same)
        before = step


def _free(step: dict) -> list:
    """What runs freely in a step."""
    return [list(r) for reading in step.get("readings") or [] for r in reading["free"]]


def side(step: dict, which: str) -> s.Node | None:
    """A side as syntax; None if it could not be read."""
    printed = (step.get("formula") or {}).get(which)
    return formula(printed if printed is not None else step[which])


def page_name(path: str, number: int) -> str:
    """``1-notes.html``, of letters, digits and hyphens only, whatever the file is called."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", PurePath(path).stem).strip("-").lower()[:60]
    return f"{number}-{stem}.html" if stem else f"{number}.html"


def used_definitions(context: dict) -> list[tuple[str, list[str]]]:
    """Each defined name with the names that its definitions use, itself among them if it is recursive."""
    found: dict[str, list[str]] = {}
    for d in context["definitions"]:
        known = found.setdefault(d.get("name", d["text"].split("=")[0].strip()), [])
        known += [name for name in d.get("uses", []) if name not in known]
    return list(found.items())
