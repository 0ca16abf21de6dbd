r"""Cases of two indices in the prose: "If $i = j$:", "First consider $i \\neq j$. Then".

The display right behind such words is about that case alone.  Displays further on may be: "Suppose
$i = j$." reaches until the text takes up another case, or all of them; where it may reach,
nothing is refuted that the case would make true.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

from symbolic.reading.documents.drafts import Draft
from symbolic.reading.grammar import tables as t

MORE = r"(?:[\s,:]+(?:that|first|now|next|then|further|further that|the case|case|the other case|finally))*"
CASE_BEFORE = re.compile(rf"(?:\A|[\s,(.:])(?:(?:(?:in|for|of) )?(?:the )?(?:\w+ )?case(?: \w{{1,6}})?|suppose|supposing|assume|assuming|consider|take|fix|let)"
                         rf"{MORE}[\s:.,(]*\Z", re.I)
"""Words that open a case which goes on behind their sentence."""
LABEL_BEFORE = re.compile(r"(?:\A|\n)[ \t]*(?:[-*+•][ \t]+|\(?\w{1,3}[.)][ \t]+|\\item\b(?:\[[^\]]*\])?[ \t]*|\\(?:textbf|textit|emph|paragraph)\{)?[ \t*_({\\$]*\Z")
LABEL_BEHIND = re.compile(r"\A[\s$\\)}\]*_]*[:.]")
"""``- **$i = j$**:``, the condition as the label of an item."""
BRACKETED = re.compile(r"\([\s$\\(]*\Z")
"""``The diagonal ($i = j$):``."""
OPEN_BEHIND = re.compile(r"\A[\s$\\)}\]*_.:,]*(?:(?:then|thus|hence|so|here|now|we (?:have|get|obtain|find)|this gives|it follows|by the (?:quotient|product|chain) rule|"
                         r"the (?:quotient|product|chain) rule (?:gives|yields)|the (?:derivative|entry|partial derivative|expression) (?:is|becomes|equals|reads))[\s,:]*)*\Z", re.I)
"""What may stand between the case and the display that it is about, a full stop among it."""
LEAVES = re.compile(r"\b(?:general\w*|both|together|combin\w+|summar\w+|either|overall|otherwise|all|any|every|arbitrary|altogether|collect\w*|unif\w+|matrix form|"
                    r"vector form|in one|compact\w*|conclu\w+|else)\b|^[ \t]*\#|\\(?:sub)*section|\\paragraph|\\item\b|\\end\{|^[ \t]*[-*+•][ \t]", re.I | re.M)
"""Words and marks with which a text leaves a case."""
DENIES = re.compile(r"\b(?:not|never|no|nor|neither|unless|except\w*|excluding|apart from|besides|other than|without|whether|regardless|irrespective|even|only|"
                    r"forget|ignore|skip|omit|leave|left|dealt|done|after|before|having|unlike|beyond)\b|n't\b", re.I)
"""Words before a case that take it away, or speak of more than it."""
IN_WORDS = re.compile(r"\b(?:cases?(?: \w{1,3})?|if|for|when|suppose|assume|consider)(?:[\s,:(*]+(?:that|first|now|next))?[\s,:(*_]+(?P<pair>[ijklrst] ?(?:=|≠|\\neq?) ?[ijklrst])(?!\w)[^¤.\n]{0,40}[.:,]?[\s*_)]*"
                      r"(?:(?:then|we (?:have|get|obtain|find))[\s,:]*)?\Z", re.I)
"""``Case i = j:``, without delimiters, right before a formula."""
PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass
class Case:
    """The case that the text is in: its condition, its letters, and whether it goes on behind its paragraph."""
    condition: Draft
    long: bool

    @property
    def letters(self) -> frozenset[str]:
        return frozenset(str(x.value) for x in self.condition.tokens() if x.kind == t.NAME)

    def perhaps_about(self, draft: Draft) -> bool:
        """Does a statement speak of both letters?"""
        return bool(draft.signs) and self.letters <= {str(x.value) for x in draft.tokens() if x.kind == t.NAME}

    def left(self, prose: str) -> bool:
        return LEAVES.search(prose) is not None or not self.long and PARAGRAPH.search(prose) is not None


def opened(draft: Draft, before: str, prose: str, behind: str) -> Case | None:
    """The case that an inline comparison of two letters opens, by the words before it; None if it opens none."""
    if not draft.compares_letters():
        return None
    if CASE_BEFORE.search(before):
        return Case(draft, True)
    if LABEL_BEHIND.match(behind) and LABEL_BEFORE.search(prose[-80:]) or BRACKETED.search(prose) and re.match(r"[$\\\s]*\)[\s*_.]*[:.]", behind):
        return Case(draft, True)
    return None


def together(conditions: list[Draft]) -> bool:
    """Do conditions speak of the same letters, "for $i = j$ and for $i \\neq j$"?  Then none of them is the case."""
    letters = [Case(x, False).letters for x in conditions]
    return len(set(letters)) < len(letters)


def in_words(prose: str) -> tuple[int, int] | None:
    """Where the prose right before a formula names a case of two letters without delimiters; None if it does not."""
    found = IN_WORDS.search(prose)
    return found.span("pair") if found is not None else None
