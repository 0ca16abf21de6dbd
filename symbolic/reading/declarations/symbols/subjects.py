r"""Words that go on about another symbol: ``S \text{ is symmetric and } K \text{ is skew-symmetric}``.

Each symbol gets its own words.  ``S \text{ and } K \text{ are symmetric}`` is about both, and stays one clause.
"""
from __future__ import annotations

import re
from dataclasses import replace

from symbolic.errors import ReadError
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.words.words import of_diagonal, speaks_of_function, tensor_properties, unknown_property

FORMULA = re.compile(r"\$([^$]+)\$")
LINKS = re.compile(r"\A\W*(?:and\W*)?\Z", re.I)
"""What links the symbols of one list."""
END = re.compile(r"(?:[,;:.]|\b(?:and|while|whereas|but|where|with|both|for))\s*\Z", re.I)
"""What may stand before the next thing to speak of."""
VERB = re.compile(r"\s*(?:is|are|be|being|has|have|denotes?)\b", re.I)


def each_of(c: Clause) -> list[Clause]:
    """The clause with the words about its own symbols, and one clause for each other symbol that they go on to speak of."""
    if None in c.members or len(c.members) > 1 and c.operators != ("\\in",) or "$" not in c.words:
        return [c]
    pieces = FORMULA.split(c.words)
    cuts = [k for k in range(1, len(pieces), 2) if _is_subject(pieces, k) and (len(c.members) > 1 or not _lists(pieces, 0, k))]
    if not cuts:
        return [c]
    ends = [*cuts[1:], len(pieces)]
    return [replace(c, words=_joined(pieces[:cuts[0]], 0)),
            *(Clause((parse_formula(pieces[k]),), (), (), _joined(pieces[k + 1:end], k + 1), c.start, c.end)
              for k, end in zip(cuts, ends))]


def _is_subject(pieces: list[str], k: int) -> bool:
    """Does something of its own follow the formula ``pieces[k]``, and does it not belong to a list that was begun before?"""
    if not END.search(pieces[k - 1]) or k > 2 and LINKS.match(pieces[k - 1]):
        return False
    following = k + 1
    while following + 2 < len(pieces) and LINKS.match(pieces[following]):
        following += 2
    about = pieces[following]
    if not (VERB.match(about) or tensor_properties(about) or speaks_of_function(about) or unknown_property(about) or of_diagonal(about)):
        return False
    try:
        return isinstance(parse_formula(pieces[k]), (s.Name, s.Scripted, s.Sequence))
    except ReadError:
        return False


def _lists(pieces: list[str], start: int, end: int) -> bool:
    """Do only links stand between the clause's symbol and the formula at ``end``, which goes on with its list?"""
    return all(LINKS.match(x) for x in pieces[start:end:2])


def _joined(pieces: list[str], first: int) -> str:
    """Pieces as words again; those at odd places of the whole are formulas."""
    return "".join(f"${x}$" if (first + k) % 2 else x for k, x in enumerate(pieces)).strip()
