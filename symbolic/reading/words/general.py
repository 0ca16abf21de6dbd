"""Sentences about all symbols of a kind: "All matrices below are symmetric", "Throughout, every vector has unit norm"."""
from __future__ import annotations

import re

from symbolic.reading.words.asserting import masked, sentences
from symbolic.reading.words.phrases import ROOT

ALL = re.compile(r"\b(?:all|every|each|any|our|the|these)\b(?:\s+[\w-]+){0,3}?\s+(?P<noun>matri(?:x|ces)|vectors?|scalars?|numbers?|variables)\b", re.I)
ASSERTED = re.compile(r"\b(?:are|is|be|have|has)\b", re.I)
LASTING = re.compile(r"\b(?:all|throughout|below|here|following|every(?:thing|where)?|in this)\b", re.I)
AXES = {"m": 2, "v": 1, "s": 0, "n": 0}


def said_of_all(text: str) -> list[tuple[int | None, str]]:
    """(number of axes, word) for each sentence without formulas that says a property of all arrays with so many axes; None: of all symbols."""
    found, plain = [], masked(text)
    for sentence in sentences(text):
        words = plain[sentence.start:sentence.end]
        about, said = ALL.search(words), ROOT.search(words)
        if about and said and not set("¤§") & set(words) and ASSERTED.search(words) and LASTING.search(words) and sentence.stop != "?":
            noun = about["noun"].lower()
            found.append((None if noun == "variables" else AXES[noun[0]], said.group()))
    return found
