r"""The prose around mathematics: which words are about which formula."""
from __future__ import annotations

import re

from symbolic.reading.documents.blocks import Block, in_words
from symbolic.reading.words.asserting import SENTENCE

FARTHEST = 400

SIGN = r"(?::=|=:|=|≤|≥|≠|≡|≈|⇒|→|<|>|\\(?:le|ge|leq|geq|neq|equiv|approx|Rightarrow|implies|therefore))"
GOES_ON = re.compile(r"\A\s*\n\s*\n\s*(?=(?:in general|generally|if|unless|except|provided|whenever)\b)")
LIST_WORDS = frozenset({",", "and", "or", ", and", ", or", "&", ";"})
MARKUP = re.compile(r"\\(?:begin|end|label|cite|ref|eqref|vspace|hspace|footnote)\*?\{[^}\n]*\}|\\[A-Za-z]+\*?|[{}\\$~]")
EDGES = re.compile(rf"^(?:{SIGN}|[\s,;:.()])+|(?:{SIGN}|[\s,;:.()])+$")


def words_around(text: str, blocks: list[Block]) -> list[tuple[str, str]]:
    """The words before and behind each block in its sentence; lists share theirs."""
    gaps = [text[a.outer_end:b.outer_start] for a, b in zip(blocks, blocks[1:])]
    starts = [text[max(blocks[0].outer_start - FARTHEST, 0):blocks[0].outer_start]] + gaps if blocks else []
    ends = gaps + [text[blocks[-1].outer_end:][:FARTHEST]] if blocks else []
    before, after = [_tail(x) for x in starts], [_head(x) for x in ends]
    for k, gap in enumerate(gaps):
        if _lists(gap, blocks[k], blocks[k + 1]):
            before[k + 1] = before[k]
    for k in range(len(gaps) - 1, -1, -1):
        if _lists(gaps[k], blocks[k], blocks[k + 1]):
            after[k] = after[k + 1]
    return [(_plain(b), "" if block.display and not _conditional(a) else _plain(a))
            for b, a, block in zip(before, after, blocks)]


def _lists(gap: str, a: Block, b: Block) -> bool:
    return not a.display and not b.display and " ".join(gap.split()) in LIST_WORDS


def _tail(prose: str) -> str:
    """The end of the prose, from the last sentence on."""
    last = 0
    for found in SENTENCE.finditer(prose):
        if prose[found.end():].strip():
            last = found.end()
    return prose[last:][-200:]


def _head(prose: str) -> str:
    """The words that end the sentence; behind a display it may go on after a blank line, with "in general" or "for all"."""
    prose = GOES_ON.sub(" ", prose)
    found = SENTENCE.search(prose)
    return prose[:found.start() if found else None][:200]


def _conditional(words: str) -> bool:
    return re.match(r"\s*,?\s*(?:for|if|when|where|provided|whenever|with|as|unless|except|only|in general|generally)\b", words) is not None


def _plain(words: str) -> str:
    """The words without LaTeX's commands, and without the signs at their ends."""
    words = MARKUP.sub(" ", words.replace("*", " "))
    return EDGES.sub("", " ".join(words.split()))


LEAD = re.compile(r"\s*(?:let|suppose|assume|consider|given)\b", re.I)
SPACING = re.compile(r"(?:\\(?:[ ,;:!]|quad\b|qquad\b)|[\s,;.~])*\Z")


def sentence_of_pieces(text: str) -> str:
    r"""``\text{Let }A\text{ be symmetric}`` as a sentence, ``Let $A$ be symmetric``, at the same offsets; any other text as it is."""
    spans = in_words(text)
    if not spans or "$" in text or text[:spans[0][0]].strip() or not LEAD.match(text, text.index("{") + 1):
        return text
    signs, formulas = [*text, " "], []
    for (start, end), (after, _) in zip(spans, [*spans[1:], (len(text), 0)]):
        opening = text.index("{", start)
        signs[start:opening + 1] = " " * (opening + 1 - start)
        if SPACING.match(text, end, after):
            signs[end - 1:after] = re.sub(r"\\(?:[ ,;:!]|q?quad)|}", lambda m: " " * len(m.group()), text[end - 1:after])
        else:
            signs[end - 1] = "$"
            formulas.append(after)
    for place in formulas:
        signs[place] = "$"
    return "".join(signs).rstrip()
