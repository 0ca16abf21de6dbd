r"""A source text → its statements in order, with the words around them.

A chain may be split over blocks: one that begins with a relation (also a
relation in the prose just before it) continues the chain before it.  A
condition in the prose, "for $i \neq j$", becomes a qualifier of its neighbour.
"""
from __future__ import annotations

import re

from symbolic.errors import UsageError
from symbolic.reading.documents.blocks import LATEX, PLAIN, Block, find_blocks, style_of, without_comments, without_words
from symbolic.reading.documents.drafts import Draft, finished
from symbolic.reading.documents.index_cases import DENIES, LEAVES, OPEN_BEHIND, Case, in_words, opened, together
from symbolic.reading.documents.macros import Macros
from symbolic.reading.documents.prose import SIGN, words_around
from symbolic.reading.documents.statements import drafts
from symbolic.reading.documents.supposing import UNUSED
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.lexer import tokenize
from symbolic.reading.words.asserting import SENTENCE

LONGEST = 4_000_000
FARTHEST = 400

LEADING_SIGN = re.compile(rf"(?:\A|\n)[ \t]*(?P<sign>{SIGN})\s*\Z")
NEW_ITEM = re.compile(r"\n[ \t]*(?:#|\(?[0-9a-zA-Z]{1,3}[.)][ \t\n]|\*\*|\\(?:sub)*section|\\item|\\paragraph|□|■|∎)")
OTHER_CASE = re.compile(r"\b(?:for|if|when\w*|while|whereas|otherwise|else|general\w*|always|with|where|case)\b", re.I)
"""Words with which a statement leaves the condition of the one before."""
CONDITION_BEFORE = re.compile(
    r"(?:\A|[\s,(])(?:for|for all|for any|for every|for each|if|when|whenever|provided|provided that|with)\s*\Z", re.I)
CONDITION_ONLY = re.compile(
    r"\s*[,.(]?\s*(?:(?:holds\s+)?(?:for|for all|for any|for every|for each)|if|when|whenever|provided|provided that|"
    r"with|where)\s*\Z", re.I)
THEN = re.compile(r"\A\s*[,:]?\s*(?:then|we have|we get|it holds that|we obtain|consider|let)?[\s,:]*\Z", re.I)
INNER_ROWS = re.compile(r"\\begin\s*\{(?:aligned|alignedat|split|gathered|multlined|[lr]gathered)\}")
LOOSE_MATHEMATICS = re.compile(
    r"[A-Za-z0-9)\]}'′](?:[ \t]*)(?::=|=:|=|≠|≤|≥)|(?::=|=:|=|≠|≤|≥)[ \t]*[A-Za-z0-9(\[\\]"
    r"|[A-Za-z]_\{|\^\{|\\(?:frac|partial|sum|sigma|mathbf|mathbb|left|nabla)(?![A-Za-z])")


def read_document(text: str, path: str = "") -> s.Document:
    """The statements of a document: LaTeX (.tex), Markdown (.md, .txt), else plain.

    A plain text without any delimiter is read as formulas, one a paragraph.
    Raises UsageError for a text of more than 4 million characters; bad
    mathematics is no exception but the error of a member.
    """
    if len(text) > LONGEST:
        raise UsageError(f"{path}: more than {LONGEST} characters")
    style = style_of(path)
    found = find_blocks(text, style)
    blocks, printed = found.blocks, found.printed
    if style == PLAIN and (not blocks or _within_a_formula(text, blocks) or without_words(text).strip() and not find_blocks(without_words(text), style).blocks):
        blocks = _paragraphs(text)
        printed = without_comments(text)
    assembler = _Assembler(printed, found.macros)
    assembler.run(blocks, words_around(printed, blocks))
    notices = [*found.notices, *assembler.notices, *_outside(printed, blocks, found.skipped, style)]
    statements = tuple(finished(d) for d in assembler.out)
    return s.Document(path, text, statements, tuple(sorted(notices, key=lambda n: n.start)), printed)


def _within_a_formula(text: str, blocks: list[Block]) -> bool:
    r"""Is an environment that TeX knows inside of mathematics only a part of a bare formula, ``\begin{aligned} … \end{aligned} \implies x = y``?"""
    if not all(INNER_ROWS.match(text, b.outer_start) for b in blocks):
        return False
    ends = [0, *(x for b in blocks for x in (b.outer_start, b.outer_end)), len(text)]
    around = without_words(" ".join(text[a:b] for a, b in zip(ends[::2], ends[1::2])))
    return LOOSE_MATHEMATICS.search(around) is not None and re.search(r"(?<![\\A-Za-z])[A-Za-z]{3}", around) is None


def _paragraphs(text: str) -> list[Block]:
    return [Block(m.start(), m.end(), m.start(), m.end(), True)
            for m in re.finditer(r"\S(?:[^\n]|\n(?![ \t]*\n))*", text)]


class _Assembler:
    """Goes through the blocks, joining chains and moving conditions."""

    def __init__(self, text: str, macros: Macros):
        self.text, self.macros = text, macros
        self.out: list[Draft] = []
        self.notices: list[s.Notice] = []
        self.waiting: list[tuple[Draft, int]] = []
        self.case: Case | None = None

    def run(self, blocks: list[Block], words: list[tuple[str, str]]) -> None:
        end, first, copies = 0, None, 1
        for k, block in enumerate(blocks):
            prose = self.text[end:block.outer_start]
            if first is not None and self.repeats(first, block, prose):
                copies, end = copies + 1, block.outer_end
                continue
            self.say_repeated(first, copies)
            first, copies = block, 1
            found = self.read(block)
            if found:
                self.lead(found[0], prose, end)
                self.enter(prose, end)
                self.place(found, block, prose, *words[k])
            end = block.outer_end
        self.say_repeated(first, copies)
        self.release()

    def repeats(self, first: Block, block: Block, prose: str) -> bool:
        """Is this the display before it once more, with no word between, as a scanner that loops writes it?"""
        return first.display and block.display and block.error is None and not re.search(r"[^\W\d_]", prose) \
            and self.text[block.start:block.end].split() == self.text[first.start:first.end].split() \
            and self.macros.at(first.end) == self.macros.at(block.end)

    def say_repeated(self, first: Block | None, copies: int) -> None:
        if copies > 1:
            self.notices.append(s.Notice(first.start, first.end,
                                         f"this stands {copies} times in a row and is judged once", "N108"))

    def read(self, block: Block) -> list[Draft]:
        if block.error is not None:
            return [Draft([[]], error=block.error, start=block.start, end=block.end, display=block.display)]
        found = drafts(self.text, block.start, block.end, macros=self.macros.at(block.end))
        for draft in found:
            draft.display = block.display
        return found

    def enter(self, prose: str, start: int) -> None:
        """Leaves the case that the text is in, or enters one that the prose itself names, ``Case i = j:``."""
        if self.case is not None and self.case.left(prose):
            self.case = None
        place = in_words(prose)
        if place is not None:
            tokens = tokenize(self.text, start + place[0], start + place[1])
            draft = Draft([tokens[:1], tokens[2:]], tokens[1:2], start=start + place[0], end=start + place[1])
            self.case = Case(draft, True)
            self.waiting.append((draft, draft.end))

    def lead(self, first: Draft, prose: str, start: int) -> None:
        """A relation alone on the line before a block is its first sign."""
        found = LEADING_SIGN.search(prose)
        if found is None or found["sign"] == ">" or first.error is not None or first.continues:
            return  # > begins a line of a quotation
        sign = tokenize(self.text, start + found.start("sign"), start + found.end("sign"))
        if len(sign) == 1 and sign[0].kind == t.RELATION:
            first.members = [[], *first.members]
            first.signs = [sign[0], *first.signs]
            first.settle()

    def place(self, found: list[Draft], block: Block, prose: str, before: str, after: str) -> None:
        first = found[0]
        joined = self.join(first, block, prose)
        if joined:
            found = found[1:]
        for draft in found:
            draft.words = [w for w in (before, *draft.words, after) if w]
        if len(found) == 1 and not block.display and self.is_condition(found[0], before, prose):
            return
        self.give_conditions(found, prose)
        self.out += found

    # -- chains over several blocks
    def join(self, first: Draft, block: Block, prose: str) -> bool:
        previous = self.previous(block.display)
        if previous is None or first.error is not None:
            return False
        between = self.text[previous.end:block.outer_start]
        if first.continues:
            if not self.near(between, block.display):
                return False
            if re.search(r"[^\W\d_]{3}", between):
                line = self.text.count("\n", 0, previous.start) + 1
                self.notices.append(s.Notice(first.start, first.end,
                                             f"this begins with a relation: joined to the chain of line {line}", "N106"))
        elif not (previous.dangling and not between.strip(" \t\n$\\[]()")):
            return False
        previous.extend(first.members, first.signs)
        previous.qualifiers += first.qualifiers
        previous.words += first.words
        return True

    def previous(self, display: bool) -> Draft | None:
        if not display:
            return self.out[-1] if self.out else None
        return next((d for d in reversed(self.out[-40:]) if d.display), self.out[-1] if self.out else None)

    def near(self, between: str, display: bool) -> bool:
        """Displays join over a little prose, inline mathematics only over none."""
        if display:
            return len(between) <= FARTHEST and not NEW_ITEM.search(between)
        return not re.search(r"[^\W\d_]", re.sub(SIGN, "", between))

    # -- conditions in the prose
    def is_condition(self, draft: Draft, before: str, prose: str) -> bool:
        r"""Takes ``for $i \neq j$`` as a condition; a range also stays a statement."""
        if not draft.condition() and not draft.compares_letters():
            return False
        bounds = draft.compares_letters() or not any(x.value in ("=", r"\in") for x in draft.signs)
        ended = bool(self.out) and (prose.lstrip().startswith(".") and not self.out[-1].display
                                    or self.out[-1].display and self.dotted(self.out[-1].end) and prose.lstrip()[:1].isupper())
        if self.out and CONDITION_ONLY.match(prose) and "\n\n" not in prose and not ended:
            self.out[-1].qualifiers.append(("", draft.tokens()))
            return True
        if CONDITION_BEFORE.search(before.split(" … ")[0]) and not (draft.compares_letters() and DENIES.search(before)):
            self.waiting.append((draft, draft.end))
            if not bounds:
                self.out.append(draft)
            if draft.compares_letters():
                self.case = Case(draft, False)
            return True
        if draft.compares_letters() and DENIES.search(before):
            self.case = Case(draft, False)
            return False
        case = opened(draft, before, prose, self.text[draft.end:draft.end + 40])
        if case is not None:
            self.case = case
            self.waiting.append((draft, draft.end))
        return case is not None

    def dotted(self, end: int) -> bool:
        """Does a full stop stand right behind a formula, inside its delimiters?"""
        return self.text[end:end + 2].lstrip().startswith(".") or self.text[:end].rstrip().endswith(".")

    def give_conditions(self, found: list[Draft], prose: str) -> None:
        """Conditions read just before are about the formula behind them: each of its statements up to a full stop that has none of its own."""
        if not self.waiting or not found:
            return self.perhaps(found)
        close = THEN.match(prose) or any(x.display for x, _ in self.waiting) or len(prose) < 120 and not SENTENCE.search(prose) or self.case is not None and self.case.long and OPEN_BEHIND.match(prose)
        compared = [condition for condition, _ in self.waiting if condition.compares_letters()]
        close = close and not (compared and LEAVES.search(prose)) and not together(compared)
        if close:
            meant = [d for d in found[1:] if not d.qualifiers and not OTHER_CASE.search(" ".join(d.words))
                     and not re.search(r"\.(?:\s|\\)", self.text[found[0].start:d.start])]
            for condition, _ in self.waiting:
                for draft in (found[0], *meant):
                    draft.qualifiers.append(("", condition.tokens()))
            self.waiting = []
        else:
            self.release()
            self.perhaps(found)

    def perhaps(self, found: list[Draft]) -> None:
        """What may still stand under the case that the text is in is not refuted as if it did not."""
        for draft in found if self.case is not None else ():
            if draft is not self.case.condition and not draft.qualifiers and self.case.perhaps_about(draft):
                draft.qualifiers.append((UNUSED, self.case.condition.tokens()))

    def release(self) -> None:
        """Conditions that found no neighbour become statements again, those in formulas."""
        for draft, _ in self.waiting:
            if not draft.display and not any(draft is x for x in self.out):
                self.out.append(draft)
        self.waiting = []


# ---------------------------------------------------------------- mathematics outside delimiters

def _outside(text: str, blocks: list[Block], skipped, style: str) -> list[s.Notice]:
    """A notice for each line of prose that looks like mathematics."""
    covered = sorted([(b.outer_start, b.outer_end) for b in blocks] + list(skipped))
    notices, position = [], 0
    for start, end in [*covered, (len(text), len(text))]:
        if start > position:
            notices += _loose_lines(text, position, start, style)
        position = max(position, end)
    return notices


def _loose_lines(text: str, start: int, end: int, style: str) -> list[s.Notice]:
    out = []
    for line in re.finditer(r"[^\n]+", text[start:end]):
        found = LOOSE_MATHEMATICS.search(line.group())
        if found is None or style == LATEX and ("\\" in line.group() or "%" in line.group()):
            continue
        if re.fullmatch(SIGN, line.group().strip().rstrip("$")):
            continue
        place = start + line.start()
        out.append(s.Notice(place + found.start(), place + len(line.group()),
                            "mathematics outside delimiters is not read", "N101"))
    return out
