r"""What a phrase about a symbol grants: "be a symmetric positive definite matrix".

A phrase is read word by word.  Each word is part of a property, harmless, or not
understood.  A phrase grants its properties only if all of it is understood;
one that speaks of a property in words that are not ("almost symmetric", "the product of
two symmetric matrices", "orthogonal to") grants nothing and restricts the symbol.
A plain negation, "not necessarily symmetric", grants nothing and restricts nothing:
matrices without the property are almost all matrices.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MARKUP = re.compile(r"\\(?:emph|textit|textbf|textrm|textsl|text|mbox|mathrm|mathbf|operatorname|underline)\b\s*|\\[ ,;:!/]|[{}]|~|\*+|\\quad|\\qquad"
                    r"|(?<![\w\\])_+|_+(?!\w)")
FORMULA = re.compile(r"\$([^$]*)\$")
IID = re.compile(r"\bi[.‚]\s?i[.‚]\s?d\b[.‚]?(?:\\ )?")
DECOMPOSITION = re.compile(r"\b(?:(?:thin|compact|full|reduced|economy(?:-size)?|the) )*(?:(?:singular[- ]value|eigenvalue|spectral|qr|lu|ldl\w*|cholesky|schur|polar)[ -]"
                           r"(?:decomposition|factori[sz]ation)|eigen-?decomposition|svd|evd)s?\b", re.I)
"""Decompositions that every matrix of their kind has: their names say nothing of it."""
TOKEN = re.compile(r"#\w*|[\w'’/]+(?:[-–]\w+)*|[,;:.()?!]|\S")
UNSETTLED = "‹unsettled›"
"""A word that is put in the place of words that say something which is not asserted, or not understood."""

_SIGNED = (r"(?= (?:with|numbers?|scalars?|reals?|constants?|parameters?|entries|elements|components|coordinates|vectors?|weights?|"
           r"coefficients?|variables?|integers?|factors?|and|but|,|#\w*|real)(?![\w-])|\)|\s*\Z|[.,;]| hyper-?parameters?| learning)")
PROPERTIES = (
    (r"p\.?s\.?d\b\.?|positive[ -]semi-?[ ]?definite", ("positive semidefinite",)),
    (r"s\.?p\.?d\b\.?", ("symmetric", "positive definite")),
    (r"positive[ -]definite", ("positive definite",)),
    (r"(?:anti|skew)[- ]?symmetric", ("antisymmetric",)),
    (r"symmetric|hermitian|self-?adjoint", ("symmetric",)),
    (r"invertible|non-?singular|regular(?= matri|\s*\Z)|non-?degenerate", ("invertible",)),
    (r"(?:of )?full column rank", ("full column rank",)),
    (r"(?:of )?full row rank", ("full row rank",)),
    (r"(?:variance-|inverse )?(?:covariance|correlation|precision|gram|kernel) matri(?:x|ces)", ("symmetric", "positive semidefinite")),
    (r"orthogonal[- ]project(?:ion|or)s?(?: matri(?:x|ces)| operators?)?", ("symmetric", "idempotent")),
    (r"project(?:ion|or)s?(?: matri(?:x|ces)| operators?)?(?! (?:of|on)\b)", ("idempotent",)),
    (r"orthonormal columns", ("orthonormal columns",)),
    (r"(?:orthogonal|unitary)(?! (?:columns?|rows?|vectors?|directions?|basis|bases))", ("orthogonal",)),
    (r"upper[ -]triangular", ("upper triangular",)),
    (r"lower[ -]triangular", ("lower triangular",)),
    (r"diagonal", ("diagonal",)),
    (r"idempotent", ("idempotent",)),
    (r"non-?zero" + _SIGNED, ("nonzero",)),
    (r"non-?negative" + _SIGNED, ("nonnegative",)),
    (r"non-?positive" + _SIGNED, ("nonpositive",)),
    (r"positive" + _SIGNED, ("positive",)),
    (r"negative" + _SIGNED, ("negative",)),
    (r"unit[- ](?:vectors?|norm|length)|normali[sz]ed to (?:unit )?length(?: 1| one)?|of (?:unit )?(?:length|norm)(?: 1| one)|"
     r"(?:unit )?(?:length|norm) (?:1|one)|of unit (?:length|norm)", ("unit",)),
    (r"probability (?:vectors?|distributions?)|(?:in|on) the (?:probability |unit )?simplex|stochastic vectors?", ("probability",)),
    (r"one[ -]hot(?:[ -]encod(?:ed|ing))?", ("one-hot",)),
)
GENERIC = ("symmetric", "antisymmetric", "diagonal", "orthogonal", "upper triangular", "lower triangular", "idempotent",
           "positive definite", "positive semidefinite", "orthonormal columns")
"""Properties that almost no matrix has: to deny one says nothing."""
ROOT = re.compile(r"orthonormal columns|symmetr|hermitian|self-?adjoint|definite|invertib|singular(?! values?\b| vectors?\b)|orthogon|unitary|diagonal(?!i[sz])|triangular|idempotent|(?<!query )project(?:ion|or)s?\b|"
                  r"positive|negative|non-?zero|unit[- ](?:vector|norm|length)|probabilit|simplex|one[- ]hot|column rank|row rank|"
                  r"(?:covariance|correlation|precision|gram|kernel) matri|\bspd\b|\bpsd\b|(?:length|norm) (?:1|one)\b", re.I)
LEARNED = re.compile(r"\b(?:learn\w*|train\w*|query|key|value|input|output|weights?|embedding|head|heads|hidden|attention|layers?|features?)\b")

NEGATION = re.compile(
    r"\b(?:(?:is|are|be|being|has|have|do|does|need|which|that|and|but|may|need)\s+)*(?:isn't|aren't|needn't|not|no longer)"
    r"(?:(?: be| have| to| necessarily| in general| ,| assumed| required| supposed| known| need| even| an?| always| generally)*)\s+"
    r"(?P<said>(?:[\w-]+ (?:and |or ))*)(?=\S)")
NEGATED = re.compile(r"\b(?:non|un|a)-?symmetric\b|\bnon-?(?:diagonal|orthogonal|triangular|definite)\b")
NO_MORE = re.compile(r"\A(?:matri(?:x|ces)|,|\)|and|but|#size|real|square|\Z|\.|;)")

KNOWN = frozenset("""be is are being was let assume assumed suppose supposed taken given here where with has have having also further
    furthermore moreover now always again both all each any every some the a an and that which this these those such two three four
    real real-valued square rectangular fixed known unknown arbitrary general generic constant constants column row data design
    weight weights feature input inputs output outputs hidden embedding parameter parameters coefficient coefficients bias target
    targets label labels error residual residuals random dense full new same single finite large small trainable learnable learned
    differentiable smooth continuous scalar scalars vector vectors matrix matrices number numbers corresponding additional
    variable variables usual standard tall wide long called denoted written defined denote denotes dimension dimensions size sizes
    independent regression measurement observation hessian covariance system mass stiffness damping preconditioning preconditioner noise
    hyperparameter hyperparameters regularization regularisation regularizer strength rate learning step stepsize temperature
    entries elements components coordinates reals integer integers dimensional n-dimensional matrix-valued strictly our its own
    sub factor factors graph kernel loss function functions i.e ie true predicted ground-truth encoded encoding
    decomposition
    stride padding dilation channel channels window it they we use using moment throughout lie lies iid sample samples drawn
    sampled from assumption assumptions notation setup setting""".split())
"""Words that leave what a phrase grants as it is."""
AFTER_OF = re.compile(r"of (?:(?:the |an? )?(?:same |full |appropriate |suitable |compatible )*(?:sizes?|shapes?|dimensions?|order|length|norm|rank)\b"
                      r"|#size|#space|unit |full |(?:real |positive |nonnegative |non-negative |independent )*(?:numbers?|weights?|parameters?|coefficients?|"
                      r"labels?|features?|observations?|targets?)\b|#\w*(?: (?:and|,) #\w*)*\s*(?:\Z|[,.;]))")
AFTER_IN = re.compile(r"in (?:#space|#size|the (?:probability |unit )?simplex)|in (?:addition|what follows|the following)")
AS_USUAL = re.compile(r"as (?:usual|above|before|well|follows)|to be")
DIAGONAL_OF = frozenset("the on its their off main unit zero zeros positive negative nonzero constant equal same leading off- with has have having".split())


@dataclass(frozen=True)
class Phrase:
    """What a phrase grants; ``unknown``: the first word of one about properties that is not understood, or ""."""
    properties: frozenset[str] = frozenset()
    unknown: str = ""


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """The words without markup, formulas as ``#``: ``#size`` for n × n, ``#space`` for a set of reals."""
    def put(found: re.Match) -> str:
        inner = found.group(1).strip()
        if re.fullmatch(r"\d+", inner):
            return f" {inner} "
        return " #size " if r"\times" in inner else " #space " if r"\mathbb" in inner else " # "
    text = MARKUP.sub(" ", FORMULA.sub(put, words)).lower().replace("’", "'")
    text = DECOMPOSITION.sub("decomposition", IID.sub("iid", text))
    text = re.sub(r"\b(non|un|semi)\s+(?=symmetric|diagonal|orthogonal|singular|negative|zero|positive|definite)", r"\1", text)
    return " ".join(re.sub(r"([,;:()])", r" \1 ", text).split())


def speaks_of_property(words: str) -> bool:
    """Does a word or a part of a word name a property?"""
    return UNSETTLED in words or ROOT.search(plain(words)) is not None


@lru_cache(maxsize=4096)
def with_properties_known(text: str) -> str:
    """Plain words with "known" in the place of properties and negations of such."""
    text = _without_negations(text)
    for pattern, _ in _COMPILED:
        text = pattern.sub(" known ", text)
    return " ".join(text.split())


def mentioned(words: str) -> frozenset[str]:
    """The properties that the words speak of, whatever they say of them."""
    text = _without_negations(plain(words))
    return frozenset(name for pattern, names in _COMPILED if pattern.search(text) for name in names)


@lru_cache(maxsize=4096)
def phrase(words: str) -> Phrase:
    """What the words about a symbol grant."""
    if UNSETTLED in words:
        return Phrase(frozenset(), words.split(UNSETTLED)[1].strip() or "these words")
    text = plain(words)
    if ROOT.search(text) is None:
        return Phrase()
    rest = _without_negations(text)
    if ROOT.search(rest) is None:
        return Phrase()
    found = _read(rest)
    return Phrase(frozenset(), "nonsymmetric") if "symmetric" in found.properties and NEGATED.search(text) else found


def understood(words: str, known: frozenset[str]) -> str:
    """The first of the words that is neither part of a property nor known, or ""."""
    text, position = plain(words), 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        end, _, word = _next(text, position, "")
        if not word:
            token = TOKEN.match(text, position).group()
            if token not in known:
                return token
            end = position + len(token)
        position = end
    return ""


def is_whole(words: str, saying: re.Pattern) -> bool:
    """Are the words the saying, properties and words that leave them as they are, and nothing else?

    A formula may stand before what is said, as in "and $B$ commute"; behind it, "commute with $C$", it makes another thing of it.
    """
    before, *behind = saying.sub(" ‡ ", plain(words)).split("‡")
    return bool(behind) and not any(re.search(r"#(?!size|space)", part) for part in behind) \
        and not any(understood(part, KNOWN) for part in (before, *behind))


def _without_negations(text: str) -> str:
    """The words without "not necessarily symmetric" and "nonsymmetric"."""
    text = NEGATED.sub(" ", text)
    for found in reversed(list(NEGATION.finditer(text))):
        said = next(((end, names) for end, names in _properties_at(text, found.end())), None)
        if said is not None and set(said[1]) <= set(GENERIC) and NO_MORE.match(text[said[0]:].strip()) \
                and not re.match(r"\s*or not\b", text[said[0]:]):
            text = f"{text[:found.start()]} {re.sub(r'^ but ', ' ', text[said[0]:])}"
    return " ".join(text.split())


def _properties_at(text: str, position: int):
    """(end, properties) of the property that begins there."""
    for pattern, names in _COMPILED:
        found = pattern.match(text, position)
        if found is not None:
            yield found.end(), names


_COMPILED = tuple((re.compile(rf"(?:{pattern})(?![\w-])"), names) for pattern, names in PROPERTIES)


def _read(text: str) -> Phrase:
    """Word by word."""
    found: set[str] = set()
    position, previous = 0, ""
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        end, names, word = _next(text, position, previous)
        if not word:
            return Phrase(frozenset(), TOKEN.match(text, position).group())
        if names and previous == "#":
            return Phrase(frozenset(), "#")
        found |= set(names)
        previous, position = word, end
    if "idempotent" in found and LEARNED.search(text) and "idempotent" not in text:
        found -= {"idempotent"}
        if found or re.search(r"\b(?:linear|orthogonal|oblique)\b", text) and not LEARNED.search(text):
            return Phrase(frozenset(), "projection")
    return Phrase(frozenset(found))


def _next(text: str, position: int, previous: str) -> tuple[int, tuple[str, ...], str]:
    """(end, properties, word) of the next word; the word is "" if it is not understood."""
    for end, names in _properties_at(text, position):
        if names == ("diagonal",) and previous in DIAGONAL_OF and not re.match(r" matri", text[end:]):
            return position, (), ""
        if set(names) & set(GENERIC) - {"orthonormal columns"} and re.search(r"\b(?:with|having|has|have)(?: an?)?\s*\Z", text[:position]):
            return position, (), ""
        if previous == "or" or re.match(r" or\b", text[end:]):
            return position, (), ""
        return end, names, names[0]
    for pattern in (AFTER_OF, AFTER_IN, AS_USUAL):
        found = pattern.match(text, position)
        if found is not None:
            return found.end(), (), found.group().split()[-1]
    token = TOKEN.match(text, position).group()
    if token in ("of", "in", "as", "to"):
        return position, (), ""
    understood = token in KNOWN or token[0] in "#§" or token in ",;:.()" or re.fullmatch(r"\d+", token)
    return position + len(token), (), token if understood else ""
