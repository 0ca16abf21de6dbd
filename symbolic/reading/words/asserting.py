r"""Does a sentence assert what it says of a symbol?  "Let $A$ be symmetric" does, "Is $A$ symmetric?" does not.

Words about a symbol that speak of a property grant it only where their sentence
asserts it: behind a lead-in that is known (let, where, suppose that, here …), in no
question, report, counterfactual, quotation or table.  A condition ("if A is symmetric")
grants nothing and restricts nothing; a denied assumption ("we do not assume that A is
symmetric") neither.  All else grants nothing and restricts the symbols of the sentence, as do
words about a property that belong to none of them ("the latter symmetric").
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.phrases import GENERIC, ROOT, UNSETTLED, mentioned, speaks_of_property, understood
from symbolic.reading.words.words import function_properties, smoothness

MATHEMATICS = re.compile(
    r"\$\$(?P<a>.*?)\$\$|\\\[(?P<b>.*?)\\\]|\\begin\{(?P<kind>equation|align|gather|eqnarray|multline|displaymath)\*?\}(?P<c>.*?)\\end\{(?P=kind)\*?\}"
    r"|(?<![\\$])\$(?P<d>[^$]+)\$|\\\((?P<e>.*?)\\\)", re.S)
ABBREVIATION = re.compile(r"\b(?:e\.\s?g|cf|resp|fig|eq|eqs|sec|thm|prop|approx|vs|etc|w\.\s?r\.\s?t|s\.\s?t|w\.\s?l\.\s?o\.\s?g|a\.\s?s|i\.\s?i\.\s?d|p\.\s?s\.\s?d|s\.\s?p\.\s?d)\.",
                          re.I)
THAT_IS = re.compile(r"\bi\.\s?e\.", re.I)
TELLING = r"(?:assum|suppos|hypothes|giv|let\b|if\b|when|where|with\b|claim|show|pro[ov]|defin|denot|condition|case|for\b|not\b|false|wrong|recall|state|verif|check|true)"
_NO_FORMULA = r"[^*_$\\{}\n.:]"
RUN_IN = (rf"(?m:^)[ \t]*(?:(?:[-*+•]|\d+[.)]|\([a-z0-9]+\))[ \t]+)?(?:\*{{1,3}}(?![\s*])|__?(?![\s_])|\\(?:textbf|textit|textsc|emph|underline)\{{|\{{\\(?:bf|it|em|sc|sl)(?:series|shape)?[ \t]+)"
          rf"(?:(?!(?i:{TELLING})){_NO_FORMULA}){{1,80}}(?:[.:](?:\*{{1,3}}|__?|\}})(?=\s)|(?:\*{{1,3}}|__?|\}})(?:[.:](?=\s)|(?=\s+(?:[A-Z]|\$\$))))")
"""A heading in the line of its text, ``**Setup.** Let …`` or ``\\textbf{The gain:} …``, of words that only name what follows."""
BOUNDARY = re.compile(
    rf"{RUN_IN}|" r"(?P<stop>[.?!])(?=[\s)\]}'\"*_]|$)|§\s+(?=[A-Z(])|\n[ \t]*\n|\n[ \t]*(?=(?:[-*+•]|\d+[.)]|\([a-z0-9]+\))[ \t])|\\item\b|\\(?:question|(?:sub)*part)(?![A-Za-z{*])(?:\[[^\]\n]*\])?|(?m:^)[ \t]*\#+[ \t][^\n]*"
    r"|\\(?:(?:sub)*section|paragraph|chapter|subparagraph)\*?\{[^}\n]*\}|\\(?:begin|end)\{[^}\n]*\}(?:\[[^\]\n]*\])?")
ASIDE = re.compile(
    r"^[ \t]*>[^\n]*|^[ \t]*\|[^\n]*|<del>.*?</del>|<s>.*?</s>|~~.*?~~|\\(?:footnote|caption|sout|st|title|todo|marginpar|footnotetext)\*?(?:\[[^\]]*\])?\{"
    r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|\\begin\{(?P<kind>tabular|abstract|quote|quotation|table|figure)\*?\}.*?\\end\{(?P=kind)\*?\}|\[\^\w+\]:[^\n]*", re.S | re.M)
SENTENCE = re.compile(rf"{RUN_IN}|" r"[.!?](?=[)\]}'\"*_]*(?:\s|\Z))|\n[ \t]*\n|\\(?:(?:sub)*section|paragraph|chapter)\*?\{[^}\n]*\}|\\item(?![a-z])|\n#[^\n]*")
CLAUSE_END = re.compile(r"[,;:.?!](?=[)\]}'\"*_]*(?:\s|$))|\n\s*\n|\b(?:and|with) (?:the|an?|let|all|every)\b|\bwhere\b|\bwhile\b|\bfor\b")
CLAUSE_START = re.compile(r"[,;:.?!][)\]}'\"*_]*\s|\n\s*\n|\band\b|\bwith\b|\bwhere\b|\bfor\b|\bin\b|\bof\b|\bon\b")
BULLET = re.compile(r"[ \t]*[-*+•][ \t]+")
CONDITION = re.compile(r"\b(?:if|when|whenever|since|because|as long as|provided|in case|once|assuming it)\b", re.I)
CONCLUDED = re.compile(r"\b(?:hence|thus|therefore|consequently|so(?! that\b)|it follows|follows that|impl(?:y|ies|ying)|conclude|this means|which means|shows? that|making|we see)\b", re.I)
"""Words behind which a sentence says what it has shown."""
DENIED = re.compile(r"\b(?:do|does|did|need|is|are|will|shall)?\s*(?:n't|not)\s+(?:\w+ ){0,2}(?:assum\w*|requir\w*|suppos\w*|need\w*|demand\w*|ask)\b|"
                    r"\bno(?:t|where)? (?:assum\w*|requir\w*)\b", re.I)
ELSEWHERE = re.compile(
    r"\b(?:contradiction|contrary|absurd\w*|had|were|would|could|might|unless|whether|wrong|false|falsely|mistak\w+|error to|believ\w+|claims?|claimed|"
    r"conjectur\w+|called|said to be|otherwise|does not hold|fails?|not true|untrue|if and only if|iff|sometimes|often|typically|usually|rarely|hardly|"
    r"seldom|many|most|later|previously|earlier|section|chapter|appendix|example|instance|without|instead|unlike|contrast|elsewhere|literature|practice|"
    r"applications?|possibly|perhaps|maybe|cannot|can|never|only|except|either|one of|neither|nor|not both|former|latter|respectively|not just|"
    r"whereas|moment|temporarily|nobody|anything|imagine|regardless|disprove|forgot|unclear|students?|remains to be)\b|"
    r"\bwe do not\b|\bis not required\b|\bwhat if\b|\bassumes\b", re.I)
PART = re.compile(
    r"\b(?:in|for|of|from|during|under|to|within)\s+(?:(?:the|this|that|each|our)\s+)?(?:"
    r"(?:parts?|cases?|questions?|problems?|exercises?|steps?|items?|tasks?|points?|scenarios?|settings?|variants?|subproblems?|subquestions?)[\s~]*"
    r"(?:\(\s*\w{1,4}\s*\)|\d+\b|[a-hA-H]\b(?!\s+\w)|[ivIV]+\b)|"
    r"(?:first|second|third|fourth|last|final|special|base|simplest|scalar|symmetric|one-dimensional|other|former|latter)\s+"
    r"(?:part|case|question|problem|exercise|step|item|task|scenario|setting|variant|half)\b)", re.I)
"""Words that keep a sentence to a part of its text, or to one of several cases."""
UNDER = re.compile(r"\b(?:for|if|when|whenever|at|in (?:the )?case(?: of| that| where| when)?)\s*\Z|\A\W*with\s*\Z", re.I)
"""Words before a formula that make it a condition."""
UNASSERTED = re.compile(r"\b(?:not|never|no|neither|nor|without|unlike|instead|rather|unless|whether)\b|n't\b", re.I)
"""Words that may deny what stands beside them."""
LEADS = frozenset("""let lets us where with and suppose supposing supposed assume assumed assuming that here throughout given for consider
    considering note notice recall we now further furthermore moreover additionally also addition following follows fix choose pick take
    be is are both all each any every such again finally next i.e ie say wlog notation assumption assumptions setting setup
    denote denoting by write define defining using use the a an this these have has having from on require required demand
    model problem exercise remark facts known quadratic form linear least squares regression minimise minimize whose
    lagrangian objective loss cost energy functional likelihood log-likelihood risk criterion network neural two-layer layer autoencoder softmax sigmoid
    logistic ridge weighted cross-entropy entropy against temperature target targets update gradient hessian jacobian constrained optimisation optimization following function mean squared
    will always often-used symbols matrices matrix vector vectors scalar scalars what""".split())


CONDITIONS = frozenset({"=", "<", ">", "\\le", "\\ge", "\\neq"})


@dataclass(frozen=True)
class Sentence:
    """A sentence of the text: its place, and the sign at its end."""
    start: int
    end: int
    stop: str


@lru_cache(maxsize=64)
def masked(text: str) -> str:
    """The text with its formulas as ``¤``, displayed ones as ``§``, at the same offsets; no full stop ends an abbreviation."""
    def put(found: re.Match) -> str:
        inline = found["d"] is not None or found["e"] is not None
        inner = next(found[g] for g in "abcde" if found[g] is not None)
        last = "." if not inline and re.search(r"[.]\s*(?:\\tag\{[^}]*\}\s*)?$", inner) else " "
        sign = "¤" if inline else "§"
        return sign + re.sub(r"[^\n]", " ", found.group()[1:-1]).replace("\n", " ") + last
    text = MATHEMATICS.sub(put, text)
    text = ABBREVIATION.sub(lambda m: m.group().replace(".", "‚"), text)
    return THAT_IS.sub(lambda m: "ie" + " " * (len(m.group()) - 2), text)


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order; headings, items and environments end one."""
    found, start, plain = [], 0, masked(text)
    for end in BOUNDARY.finditer(plain):
        found.append(Sentence(start, end.start(), end["stop"] or ""))
        start = end.end()
    return (*found, Sentence(start, len(plain), ""))


@lru_cache(maxsize=64)
def _asides(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((m.start(), m.end()) for m in ASIDE.finditer(text))


def sentence_at(text: str, place: int) -> Sentence:
    """The sentence that a place in the text belongs to."""
    return next(x for x in reversed(sentences(text)) if x.start <= place or x.start == 0)


def settled(document: s.Document, words: list[str]) -> list[str]:
    """The words about each statement, without what is not asserted; ``UNSETTLED`` in the place of what restricts."""
    text, out = document.printed, list(words)
    inline = [k for k, st in enumerate(document.statements) if not st.display]
    by_sentence: dict[Sentence, list[int]] = {}
    for k in inline:
        by_sentence.setdefault(sentence_at(text, document.statements[k].start), []).append(k)
    for sentence, places in by_sentence.items():
        if not any(speaks_of_property(words[k]) for k in places) and not ROOT.search(masked(text)[sentence.start:sentence.end]):
            continue
        said = [(k, _mode(text, sentence, document.statements[k]) or _condition(document, sentence, k, places)) for k in places]
        elsewhere = next((mode[1] for k, mode in said if mode and mode[0] == "restricts" and speaks_of_property(words[k])), "")
        for k, mode in said:
            if elsewhere and not speaks_of_property(words[k]):
                out[k] = f"{UNSETTLED}{elsewhere}{UNSETTLED}"
            if speaks_of_property(words[k]):
                out[k] = _under(mode, words[k])
        if (word := _left_over(document, sentence, places)) and all(not mode or mode[0] == "restricts" for _, mode in said):
            for k in places:
                out[k] = f"{UNSETTLED}{word}{UNSETTLED}"
    return _without_conclusions(document, out)


def _without_conclusions(document: s.Document, words: list[str]) -> list[str]:
    """The words without what a sentence concludes of a function, "hence $f$ is convex": of one that a formula gives, that says no more."""
    out = list(words)
    for k, st in enumerate(document.statements):
        if st.display or st.relations or not isinstance(st.members[0].syntax, s.Name) or not (function_properties(words[k]) or smoothness(words[k])):
            continue
        sentence = sentence_at(document.printed, st.start)
        found = CONCLUDED.search(masked(document.printed)[sentence.start:st.start])
        if found is not None:
            given = any(_gives_function(other, st.members[0].syntax.text) for other in document.statements)
            out[k] = "" if given else f"{UNSETTLED}{found.group()}{UNSETTLED}"
    return out


def _gives_function(st: s.Statement, name: str) -> bool:
    """Is this ``f(x) = …``?"""
    match st.members[0].syntax:
        case s.Juxtaposition(items=(s.Name(text=text), s.Group(kind="("))) if st.relations and st.relations[0].operator in ("=", ":="):
            return text == name
    return False


def _under(mode: tuple[str, str], words: str) -> str:
    match mode:
        case ("condition", _):
            return ""
        case ("denied", reason):
            return "" if mentioned(words) <= {*GENERIC} else f"{UNSETTLED}{reason}{UNSETTLED}"
        case ("restricts", reason):
            return f"{UNSETTLED}{reason}{UNSETTLED}"
    return words


def _mode(text: str, sentence: Sentence, st: s.Statement) -> tuple[str, str]:
    """() where the sentence asserts what it says of this formula, else how it is meant and the word that tells."""
    if any(a <= st.start < b for a, b in _asides(text)):
        return "restricts", "an aside"
    plain = masked(text)
    lead, trail = plain[sentence.start:max(plain.rfind("¤", 0, st.start), sentence.start)], plain[st.end:sentence.end]
    if item := BULLET.match(lead):
        lead = f"{_introduction(plain, sentence.start)} {lead[item.end():]}"
    if sentence.stop == "?":
        return "restricts", "a question"
    if found := DENIED.search(lead):
        return "denied", found.group()
    if found := PART.search(plain[sentence.start:sentence.end]) or ELSEWHERE.search(f"{lead} ¤ {trail}"):
        return "restricts", found.group()
    if found := CONDITION.search(lead):
        return "restricts" if item else "condition", found.group()
    clause = re.split(r"[,;](?=\s)|§", lead)[-1]
    word = understood(clause.replace("¤", "#"), LEADS)
    return ("restricts", word) if word else ()


def _introduction(plain: str, start: int) -> str:
    """The words with a colon that introduce a list, ``Let:``, or the bullet where there are none."""
    lines = plain[:start].split("\n")
    while lines and (not lines[-1].strip() or BULLET.match(lines[-1]) or lines[-1][:1] in " \t"):
        lines.pop()
    words = lines[-1].rstrip().rstrip("*_") if lines else ""
    if not words.endswith(":"):
        return "-"
    return re.split(r"[.?!](?=[\s*_])", re.sub(r"[*_]", " ", words))[-1].strip(" :")


def limited(document: s.Document, place: int) -> bool:
    """Does the sentence keep what it sets there to a part of the text, or to a condition?"""
    sentence = sentence_at(document.printed, place)
    within = [k for k, st in enumerate(document.statements) if not st.display and sentence.start <= st.start < sentence.end]
    own = [k for k in within if document.statements[k].start <= place <= document.statements[k].end]
    return PART.search(masked(document.printed)[sentence.start:sentence.end]) is not None or bool(own and _condition(document, sentence, own[0], within))


def _condition(document: s.Document, sentence: Sentence, k: int, places: list[int]) -> tuple[str, str]:
    """How a condition of the sentence, "for $n = 1$, …" or "… for $n = 1$", restricts what it says of formula k; () if none does.

    An inequality that only introduces its letter, "for $\\lambda > 0$ and symmetric $A$", is none.
    """
    plain = masked(document.printed)
    for j in places:
        st = document.statements[j]
        lead = re.split("[¤§]", plain[sentence.start:max(plain.rfind("¤", sentence.start, st.start), sentence.start)])[-1]
        if j == k or not _is_condition(st) or not UNDER.search(lead):
            continue
        if re.fullmatch(r"\W*with\s*", lead, re.I) and _of_its_declaration(document, j):
            continue
        between = plain[st.end:document.statements[k].start]
        if j > k or [r.operator for r in st.relations] == ["="] or "," in between:
            return "restricts", f"{lead.split()[-1]} {document.printed[st.start:st.end].strip('$ ')}"
    return ()


def _of_its_declaration(document: s.Document, j: int) -> bool:
    r"""Does this speak of a symbol that the formula before it declares, ``x \in \mathbb{R}^n`` with ``\|x\| = 1``?"""
    match document.statements[j - 1] if j else None:
        case s.Statement(members=[s.Member(syntax=s.Node() as left), _], relations=[s.RelationSign(operator="\\in")]):
            names = left.items if isinstance(left, s.Sequence) else (left,)
            spoken = {x for m in document.statements[j].members for x in s.walk(m.syntax) if isinstance(x, s.Name)}
            return bool({x.text for x in names if isinstance(x, s.Name)} & {x.text for x in spoken})
    return False


def _is_condition(st: s.Statement) -> bool:
    """One relation between two values, and no range of an index."""
    match st.members, st.relations:
        case [s.Member(syntax=s.Node()), s.Member(syntax=s.Node() as right)], [sign]:
            return sign.operator in CONDITIONS and not isinstance(right, s.Sequence | s.Dots) \
                and not any(isinstance(x, s.Dots) for x in s.walk(right))
    return False


def _left_over(document: s.Document, sentence: Sentence, places: list[int]) -> str:
    """A word about a property in a sentence that stands beside none of its formulas, or ""."""
    plain = masked(document.printed)
    spans = [(m.start(), m.end()) for m in re.finditer(r"[¤§] *", plain[sentence.start:sentence.end])]
    edges = [0, *(x for span in spans for x in span), sentence.end - sentence.start]
    for k, (start, end) in enumerate(zip(edges[::2], edges[1::2])):
        gap = plain[sentence.start + start:sentence.start + end]
        first = len(CLAUSE_END.split(gap, maxsplit=1)[0]) if k else 0
        rest = gap[first:]
        last = max((m.end() for m in CLAUSE_START.finditer(rest)), default=0) if k < len(spans) else len(rest)
        if k == 0:
            last = max((m.end() for m in CLAUSE_START.finditer(gap)), default=0)
        if found := ROOT.search(rest[:last]):
            return found.group()
    return ""
