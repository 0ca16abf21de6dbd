"""What must not survive in a report, and the result data of hostile texts to see that it does not."""
from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

import html5lib

from symbolic.checking import check_document
from symbolic.reading.grammar import tables as t
from symbolic.reporting import tex
from symbolic.reporting.data import result
from symbolic.sources import Source

HERE = Path(__file__).parent
TEMPLATES = Path(tex.__file__).parent / "templates"
NOTICE = {"line": 1, "column": 1, "code": ""}
CASES = {case["id"]: case["input"] for case in map(json.loads, (HERE / "hostile.jsonl").read_text("utf-8").splitlines())}

ELEMENTS = frozenset("""html head meta title style body a header main footer nav section article p h1 h2 h3 h4 ul ol li
    dl dt dd div span b strong em br table caption thead tbody tr th td details summary figure figcaption pre code mark
    svg rect path text math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover
    mtable mtr mtd""".split())
ATTRIBUTES = frozenset("""lang charset name content http-equiv href class id role tabindex scope open aria-label
    aria-labelledby aria-hidden focusable viewBox preserveAspectRatio x y rx width height d display alttext mathvariant
    stretchy form fence separator lspace rspace movablelimits accent accentunder""".split())
LINK = re.compile(r"#[a-z0-9-]+\Z|[a-z0-9-]+\.html(#[a-z0-9-]+)?\Z")
IDENTITY = re.compile(r"main\Z|[ft][0-9]+(-[a-z0-9]+)*\Z")


@lru_cache(maxsize=None)
def judged(identity: str) -> dict:
    """The result data of a hostile text, which is also its file's name, among what is given, and a label."""
    text = CASES[identity]
    named = f"{identity} {text}".replace("/", "∕").replace("\n", " ")
    files = [check_document(f"${text}$", f"{identity}.md", [], "auto"),
             check_document(text, named, [Source("given", f"${text}$")], "auto")]
    return result([*files, {**files[0], "path": text, "notices": [NOTICE | {"message": text}], "steps": [_typed(text)]}])


def _typed(text: str) -> dict:
    """A step on which the hostile text stands in every field."""
    step = check_document("$x + 1 = x$", "a", [Source("given", r"$x \in \mathbb{R}$")], "auto")["steps"][0]
    words = {key: text for key in ("left", "right", "reason", "code", "label", "relation")}
    return {**step, **words, "notices": [text], "conditions": [text], "reading": [text], "assumptions": [[text, text]],
            "formula": {"left": text, "right": text},
            "repair": {"text": text, "left": text, "right": text, "changes": [], "certificate": "accepted"},
            "counterexample": {"sizes": [[text, 1]], "functions": [[text, text]], "values": [[text, [[text]]]],
                               "where": [], "entry": [1], "left": text, "right": text, "text": [text]},
            "problem": {"line": 1, "column": 2, "end_line": 1, "end_column": 4, "source": text, "message": text,
                        "hint": text, "code": text}}


# ---------------------------------------------------------------- HTML

def parsed(page: str):
    """The page's tree; raises where the HTML is not well formed."""
    return html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree")).parse(page)


@lru_cache(maxsize=64)
def elements(page: str) -> list[tuple[str, dict]]:
    """Names and attributes of all elements; names without their namespace."""
    return [(node.tag.rpartition("}")[2] if isinstance(node.tag, str) else "comment",
             {key.rpartition("}")[2]: value for key, value in node.attrib.items()}) for node in parsed(page).iter()]


def foreign(page: str) -> list[str]:
    """What stands in a page and is not ours: elements, attributes, links, ids."""
    found, identities = [], []
    for name, attributes in elements(page):
        found += [f"<{name}>"] if name not in ELEMENTS else []
        found += [f"{name} {key}" for key in attributes if key not in ATTRIBUTES]
        if "href" in attributes and not LINK.match(attributes["href"]):
            found.append(f"href {attributes['href']}")
        if "id" in attributes:
            identities.append(attributes["id"])
            found += [] if IDENTITY.match(attributes["id"]) else [f"id {attributes['id']}"]
    found += [f"id twice: {x}" for x in set(identities) if identities.count(x) > 1]
    return found


# ---------------------------------------------------------------- LaTeX

COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
PRINTED = frozenset("""text texttt ensuremath operatorname mathrel mathopen left right frac tfrac sqrt underset
    scriptscriptstyle sim underline underbrace overbrace cdots ldots shapebox typed place begin end
    term longterm orbreak orfactor newrelation mathclose vphantom""".split()) | set("{}#$%&_ \\")
"""What the printer adds to a formula besides what its tables hold."""
ACCENT_LETTERS = frozenset(mark[1:] for mark in tex.ACCENTS.values()) | frozenset("i o l O L ss ae AE oe".split())


def _commands_in(*texts: str) -> frozenset[str]:
    return frozenset(found for text in texts for found in COMMAND.findall(text))


def known_commands() -> frozenset[str]:
    """The commands that a report's body may hold: those of its templates and of the printer's tables."""
    tables = [*tex.ESCAPES.values(), *tex.MATHEMATICS.values(), *tex.NAMES, *tex.FONTS.values(), *tex.ACCENT_COMMANDS,
              *tex.SPELLINGS.values(), *tex.OPERATORS, *tex.DOTS.values(), *(f for pair in tex.FENCES.values() for f in pair)]
    body = [(TEMPLATES / name).read_text("utf-8") for name in ("check.tex", "macros.tex", "library.tex")]
    return (_commands_in(*tables, *body) | PRINTED | ACCENT_LETTERS | set(tex.COMMAND_WORDS) | set(t.BIG_OPERATORS)
            | {f"sign{v}" for v in ("proved", "refuted", "undecided", "unread")})


def body_of(document: str) -> str:
    """What follows the preamble, which must be the template's own."""
    head, mark, body = document.partition("\\begin{document}")
    assert mark
    return body


def alien(document: str) -> list[str]:
    """What a LaTeX document's body holds and should not."""
    body = body_of(document)
    found = sorted(_commands_in(body) - known_commands())
    found += ["^^"] * ("^^" in body) + ["an end before the end"] * (body.count("\\end{document}") != 1)
    found += ["a character outside ASCII"] * (not body.isascii())
    found += ["unbalanced braces"] * (_depth(body) != 0)
    found += ["an unescaped percent sign or number sign"] * bool(re.search(r"(?<!\\)[%#]", body))
    return found


def _depth(text: str) -> int:
    """Open braces less closed ones; −1 if one is closed before it is opened."""
    depth = 0
    for mark in re.findall(r"\\.|[{}]", text, re.DOTALL):
        depth += (mark == "{") - (mark == "}")
        if depth < 0:
            return -1
    return depth
