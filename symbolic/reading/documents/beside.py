r"""The words that are about a formula in running text.

``$A \in \mathbb{R}^{n \times n}$ be symmetric and $B$ …``: what follows a formula
up to the next one or the end of the clause is about it; what stands before is
about it only as its noun phrase ("the symmetric matrix $A$").  Words under an
"if" grant nothing.
"""
from __future__ import annotations

import re

from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.asserting import CLAUSE_END, CLAUSE_START, RUN_IN, UNASSERTED, settled
from symbolic.reading.words.phrases import speaks_of_property
from symbolic.reading.words.sizes_in_prose import words_with_sizes

MATHEMATICS = re.compile(r"\\begin\{(?:equation|align|gather|eqnarray|multline)\*?\}|\\end\{\w+\*?\}|\\[\[\]()]|\$+")
INNER = re.compile(r"\\(?:text|textrm|textit|mbox|mathrm|operatorname)\s*\{([^{}]*)\}")
FORMULA = re.compile(r"\$([^$]+)\$|\\\((.+?)\\\)")
ROWS = re.compile(r"\A(?:\$|\\\))?\s*+(?:[^$\\]*?\s)?(?P<words>(?:with|having|has|have|whose)\s+(?:(?:the|as|its)\s+)?(?:rows?|columns?)(?:\s+vectors)?\s+"
                  r"(?:are\s+|given by\s+)?)\$(?P<first>[^$]+)\$")
"""What stands behind a matrix that is said to have these rows."""
POOLING = re.compile(r"(?:\b|max|min|avg|average|mean)pool", re.I)
EXTREME = re.compile(
    r"\$?\s*(?:be|is|denotes?|as)\s+the\s+(?:largest|greatest|maximal|maximum|smallest|least|minimal|minimum)\b", re.I)
COMMANDS = re.compile(r"\\(?:begin|end)\{[^}\n]*\}(?:\[[^\]\n]*\])?|\\(?:question|(?:sub)*part)(?![A-Za-z{*])(?:\[[^\]\n]*\])?|\\(?:item|noindent|par|smallskip|medskip|bigskip)\b|\\label\{[^}\n]*\}")
HEADINGS = re.compile(r"^[ \t]*\#+[ \t][^\n]*|\\(?:(?:sub)*section|paragraph|chapter)\*?\{[^}\n]*\}", re.M)
LABELS = re.compile(
    r"(?:\A|\n)[ \t]*(?:\*\*|__|\\textbf\{|\\textit\{|\\emph\{)[ \t]*(?:(?:the )?(?:problem|exercise|question|task|part|step|case|solution|proof|answer|theorem|"
    r"lemma|proposition|corollary|example|definition|claim|remark|[pq](?=\d))\b[^*}\n]*|\(?(?:\d{1,2}(?:\.\d+)*|[a-z]|[ivx]+)[.)][^*}\n]{0,60})(?:\*\*|__|\})[ \t]*[.:]?"
    rf"|\n[ \t]*[-*+•][ \t]+|{RUN_IN.replace('[A-Z]', '(?-i:[A-Z])')}", re.I)
"""What numbers or names the words behind it and is none of them: ``**Problem 1.**``, a bullet."""
SUPPOSING = re.compile(
    r"\b(if|when|whenever|suppos\w*|assum\w*|provided|unless|let|where|(?:for|with(?! respect)|case|given|denote|set)(?![\w\s,-]*\b(?:is|are|reads?|becomes?|equals?|gives?|yields?)\s*$))\b[\w\s,-]*$", re.I)
LED_ON = re.compile(r"(?<=[:,])[ \t*_)]*\n\s*\n|(?<=[a-z])[ \t*_)]*\n\s*\n\s*\Z")
"""A blank line behind a colon or a comma ends no sentence, nor does one behind a word and right before a formula."""
TOPIC = re.compile(
    r"\b(?:for|given|of|at) (?:the|its|our) (?:(?:first|second|third|fourth|last|remaining|other|hidden|outer|inner|upstream|incoming|backpropagated|cross|quadratic|linear|whole|"
    r"weight|input|output|softmax|bias|loss|residual|activation|current|two|three) )*(?:bias(?:es)?|weights?|inputs?|outputs?|gradients?|derivatives?|terms?|layers?|loss|"
    r"hessian|jacobian|steps?|softmax|matri(?:x|ces)|vectors?|numerator|denominator|parameters?|pass|product|sums?|trace|determinant|sides?|factors?|differential|inverse|"
    r"activations?|activation function)(?: (?:gradients?|terms?|vectors?|matri(?:x|ces)|layers?|parameters?|pass))?,\s*\Z", re.I)
"""What a sentence begins with that only names what it is about: "For the bias, $\\partial L / \\partial b = …$"."""
SATISFYING = re.compile(r"\b(satisf(?:y|ies|ying)|obey(?:s|ing)?)\s*$", re.I)
SENTENCE = 600
"""Characters before a formula in which its sentence begins."""
CLAIMED = re.compile(r"\b(?:show|prove|claim|verify|hence|thus|therefore|then|so|it follows|we (?:get|see|find|obtain)|does)\b", re.I)
CHOOSING = re.compile(r"\b(consider|choose|take|pick)\s*$", re.I)
DENYING = re.compile(r"\b(?:not|never)\W*\Z", re.I)
CONDITIONAL = re.compile(r"\b(?:if|when|unless|whether|show|prove|not)\b", re.I)


def words_beside(document: s.Document) -> list[str]:
    """For each statement of the document the words that are about it.

    A sentence that declares a pooling map, or what the largest element of something is, is about that as a whole,
    with the formulas in it.
    """
    statements = document.statements
    words = [_words(document.printed, statements, k) for k in range(len(statements))]
    for k, st in enumerate(statements):
        rest = _rest_of_sentence(document.printed, st.end)
        if not st.display and (POOLING.search(rest) and _is_map(st) or EXTREME.match(rest) and not st.relations):
            used = [j for j in range(k + 1, len(statements)) if statements[j].end <= st.end + len(rest)]
            words[k] = FORMULA.sub(r"$\1\2$", rest)
            words[k + 1:k + 1 + len(used)] = [""] * len(used)
        elif not st.display and (listed := ROWS.match(rest)) is not None and not UNASSERTED.search(listed.group()):
            used = [j for j in range(k + 1, len(statements)) if statements[j].end <= st.end + listed.end()]
            words[k] = f"{words[k]} {' '.join(listed['words'].split())} ${listed['first']}$"
            words[k + 1:k + 1 + len(used)] = [""] * len(used)
    return settled(document, words_with_sizes(document, words))


def _is_map(st: s.Statement) -> bool:
    """A name alone, or one with a map behind it."""
    first = st.members[0].syntax
    return isinstance(first, s.Name) and (not st.relations or st.relations[0].operator in (":", r"\colon"))


def _rest_of_sentence(text: str, start: int) -> str:
    found = re.compile(r"[.;?!](?=\s|$)|\n\s*\n").search(text, start)
    return text[start:found.start() if found else len(text)]


def _words(text: str, statements, k: int) -> str:
    st = statements[k]
    first, last = _around(statements, k)
    start = statements[first].end if first >= 0 else 0
    end = statements[last].start if last < len(statements) else len(text)
    if st.display:
        before, after = MATHEMATICS.split(text[start:st.start])[-1], MATHEMATICS.split(text[st.end:end])[0]
        return " ".join(INNER.findall(before + text[st.start:st.end] + after))
    inside = " ".join(INNER.findall(text[st.start:st.end]))
    if _is_size(st):
        return inside
    before = _plain(_sized(text, statements[first + 1:k], start, st.start))
    after = CLAUSE_END.split(_plain(_sized(text, statements[k + 1:last], st.end, end)), maxsplit=1)[0]
    if CONDITIONAL.search(re.split(r"[.?!]\s|\n\s*\n", before)[-1]) and not speaks_of_property(f"{before} {after}"):
        return f"{inside} not" if DENYING.search(before) else inside
    lead = CLAUSE_START.split(before)[-1]
    if lead.strip() == "For" and _declared_once(statements, k):
        lead = ""
    return " ".join(w.strip() for w in (lead, inside, after) if w.strip())


def _declared_once(statements, k: int) -> bool:
    r"""Is this ``A \in \mathbb{R}^{n \times n}``, and the only place that says where A lives?"""
    def names(st: s.Statement) -> set[str]:
        declares = [r.operator for r in st.relations] == ["\\in"]
        return {x.text for x in s.walk(st.members[0].syntax) if isinstance(x, s.Name)} if declares and st.members[0].syntax is not None else set()
    own = names(statements[k])
    return bool(own) and not any(own & names(other) for j, other in enumerate(statements) if j != k)


def _around(statements, k: int) -> tuple[int, int]:
    """The positions of the formulas before and behind one; over an n × n in running text its words go on."""
    first, last = k - 1, k + 1
    while not statements[k].display and first >= 0 and _is_size(statements[first]):
        first -= 1
    while not statements[k].display and last < len(statements) and _is_size(statements[last]):
        last += 1
    return first, last


def _sized(text: str, sizes, start: int, end: int) -> str:
    """The text from start to end with ``#size`` for these formulas."""
    out = []
    for st in sizes:
        out += [text[start:st.start], " #size "]
        start = st.end
    return "".join([*out, text[start:end]])


def _is_size(st: s.Statement) -> bool:
    r"""``n \times n`` in running text."""
    return not st.display and not st.relations and isinstance(st.members[0].syntax, s.Infix) and st.members[0].syntax.operator == "\\times"


def supposed(document: s.Document, k: int) -> str:
    """The word before an inline formula that makes it a condition or a setting (if, suppose, let), or "".

    "satisfying" stands for: the target y satisfies …, where no word says that this is claimed.
    """
    st = document.statements[k]
    if st.display:
        return ""
    start = document.statements[k - 1].end if k else 0
    before = re.split(r"[.?!;:]\s|\n\s*\n", _plain(document.printed[start:st.start]))[-1]
    if SATISFYING.search(before):
        sentence = re.split(r"[.?!]\s|\n\s*\n", document.printed[max(0, st.start - SENTENCE):st.start])[-1]
        return "" if CLAIMED.search(_plain(sentence)) else "satisfying"
    if TOPIC.search(before):
        return ""
    found = SUPPOSING.search(before[-60:]) or CHOOSING.search(before)
    return found.group(1).lower() if found else ""


def position_of(document: s.Document, st: s.Statement) -> int:
    """Where in its document a statement stands, also one that what is beside it was taken from since."""
    return next(k for k, other in enumerate(document.statements) if other.start == st.start)


def same_sentence(document: s.Document, j: int, k: int) -> bool:
    """Do statements j < k stand in one sentence?"""
    between = LED_ON.sub(" ", _plain(document.printed[document.statements[j].end:document.statements[k].start]))
    return not re.search(r"[.?!](?:\s|$)|\n\s*\n", between)


def same_paragraph(document: s.Document, j: int, k: int) -> bool:
    """Do statements j < k stand in one paragraph?"""
    return not re.search(r"\n\s*\n", document.printed[document.statements[j].end:document.statements[k].start])


def _plain(text: str) -> str:
    return COMMANDS.sub(" ", LABELS.sub("\n\n", HEADINGS.sub("\n\n", MATHEMATICS.sub(" ", text))))
