r"""LaTeX's counters as far as the numbers of equations hang on them."""
from __future__ import annotations

import re

BOOK, ARTICLE = ("chapter", "section", "subsection", "subsubsection"), ("section", "subsection", "subsubsection")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Unknown(Exception):
    """The numbers cannot be known; why, for who looks into it."""


class Counters:
    r"""``equation``, its parent, and the sections of a class with chapters or without.

    ``unsure``: what the sections print is not known; an equation whose number
    begins with one then raises ``Unknown``.

    >>> c = Counters(chapters=False)
    >>> c.within("section"); c.section("section"); c.step(), c.step()
    ('1.1', '1.2')
    >>> c.section("section"); c.enter(); c.step(), c.step(), c.parent
    ('2.1a', '2.1b', '2.1')
    """

    def __init__(self, chapters: bool):
        self.levels = BOOK if chapters else ARTICLE
        self.sections = dict.fromkeys(self.levels, 0)
        self.prefix = "chapter" if chapters else ""
        self.resets = {"chapter"} if chapters else set()
        self.stated = not chapters
        self.lettered = False
        self.unsure = False
        self.equation = 0
        self.parent: str | None = None
        self.kept = 0

    # -- equations
    def step(self) -> str:
        """The number of the next equation."""
        self.equation += 1
        return self._printed()

    def _printed(self) -> str:
        if self.parent is not None:
            if not 1 <= self.equation <= len(LETTERS):
                raise Unknown(r"\alph of a number that is no letter's")
            return self.parent + LETTERS[self.equation - 1].lower()
        if not self.prefix or not self.stated and self.sections[self.prefix] <= 0 and not self.unsure:
            return str(self.equation)
        return f"{self._section(self.prefix)}.{self.equation}"

    def enter(self) -> None:
        r"""``\begin{subequations}``: the parent has the next number, its parts have letters."""
        if self.parent is not None:
            raise Unknown("subequations within subequations")
        self.parent = self.step()
        self.kept, self.equation = self.equation, 0

    def leave(self) -> None:
        if self.parent is None:
            raise Unknown("subequations end and never began")
        self.parent, self.equation = None, self.kept

    # -- sections
    def _section(self, level: str) -> str:
        if self.unsure:
            raise Unknown("what a section prints is not known")
        above = self.levels.index(level)
        number = self.sections[level]
        if above:
            return f"{self._section(self.levels[above - 1])}.{number}"
        if not self.lettered:
            return str(number)
        if not 1 <= number <= len(LETTERS):
            raise Unknown("an appendix without a letter")
        return LETTERS[number - 1]

    def section(self, level: str) -> None:
        """The next section of this level: what is counted within it begins anew."""
        if level not in self.levels:
            raise Unknown(f"no {level} in this class")
        self.sections[level] += 1
        for below in self.levels[self.levels.index(level) + 1:]:
            self.sections[below] = 0
        if self.resets & set(self.levels[self.levels.index(level):]):
            self.equation = 0

    def appendix(self) -> None:
        self.lettered = True
        self.sections.update(dict.fromkeys(self.levels[:2], 0))

    def within(self, level: str) -> None:
        r"""``\numberwithin{equation}{level}``."""
        if level not in self.levels or self.parent is not None:
            raise Unknown(f"equations counted within {level}")
        self.prefix, self.stated = level, True
        self.resets.add(level)

    def change(self, name: str, amount: str, add: bool) -> None:
        r"""``\setcounter{name}{amount}`` or ``\addtocounter``; other counters are left alone."""
        if name == "secnumdepth" or name == "part":
            self.unsure = self.unsure or name == "secnumdepth"
        elif name == "equation" or name in self.levels:
            if not re.fullmatch(r"[+-]?\d{1,6}", amount):
                raise Unknown(f"the counter {name} is set to {amount}")
            value = int(amount)
            if name == "equation":
                self.equation = value + (self.equation if add else 0)
            else:
                self.sections[name] = value + (self.sections[name] if add else 0)
        elif name == "parentequation":
            raise Unknown("the parent's number is changed")
