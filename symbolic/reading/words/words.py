r"""Properties in words: "symmetric positive definite", "twice continuously differentiable"."""
from __future__ import annotations

import re
from functools import lru_cache

from symbolic.language.context import INFINITE
from symbolic.reading.words.phrases import FORMULA, KNOWN, MARKUP, UNSETTLED, phrase, plain, understood, with_properties_known

CONSTANT = re.compile(r"\bconstants?\b|\b(?:held|kept|is|are|be) fixed\b")
UNSTEADY = re.compile(r"\b(?:not|never|no longer|\w+n't|non|piecewise|almost|nearly|locally)\b[ -](?:\w+ ){0,2}?(?:constants?|fixed)\b|"
                      r"\bconstants? (?:trace|rank|multiples?|diagonals?|rows?|columns?|sums?|norms?|term|function|along)\b")

DOUBTED = re.compile(r"\b(?:possibly|hardly|rarely|far from|neither|approximately|anything but|only if|in expectation|or not)\b")
"""Words that leave it open whether something is constant."""
_WHAT = r"strictly positive|positive|non-?negative|non-?zero|unit|zeros?|zeroes|ones?|1'?s?|\$1\$"
_MAIN = r"(?:(?:main|leading) )?diagonal"
OF_DIAGONAL = tuple(map(re.compile, (
    rf"(?:\b(?:with|has|have|having|and|whose|where|all|its|the|their) )*(?:\b(?P<before>{_WHAT}) )?\b{_MAIN} (?:entr\w+|elements?|terms?|coefficients?)"
    rf"(?: (?:(?:that|which|all|are|is|be|being|of|equal|to|equals?) )*(?P<behind>{_WHAT})(?![\w$]))?",
    rf"(?:\b(?:with|has|have|having|and) )?(?<!\w)(?P<before>{_WHAT}|\w+)(?: entr\w+| elements?| numbers?| values?)?"
    rf" (?:on|along|down) (?:(?:the|its|their) )?{_MAIN}\b",
    rf"\b(?:with|has|have|having|of) (?:an? )?(?P<before>{_WHAT}) {_MAIN}\b(?! matri)",
    r"\b(?P<before>unit|strictly)[ -](?=(?:lower|upper)[ -]triangular)", r"\b(?P<before>uni)(?=triangular)")))
"""What words say of the diagonal of a matrix, and not that it is a diagonal one."""
DIAGONAL_WORDS = {"strictly positive": "positive", "unit": "one", "ones": "one", "1": "one", "1s": "one", "1's": "one", "$1$": "one", "uni": "one",
                  "zeros": "zero", "zeroes": "zero", "strictly": "zero"}

MACRO = re.compile(r"\b(?:be|is|are|an?) \\[A-Za-z]+")
"""A command of the author's in the place of a property."""
UNKNOWN_PROPERTY = re.compile(
    r"\b(?:stochastic|normal|nilpotent|involut\w+|toeplitz|circulant|hankel|vandermonde|unimodular|permutation|"
    r"hermitian|sorted|cent(?:red|ered)|standardi[sz]ed|whitened|sparse|singular(?! value decomposition)|rank|eigen(?!decomposition|value decomposition)\w+|"
    r"bounded|banded|tridiagonal|hurwitz|stable|simplex|probabilit\w+|orthonormal|perpendicular|trace-?(?:less|free)|"
    r"(?:zero|unit|equal|same|common) (?:entr(?:y|ies)|determinants?|trace|sums?|norms?|lengths?|rows?|columns?|mean)|"
    r"zero[ -](?:mean|trace|sum)|mean[ -]zero|low[ -]rank|zeros? (?:everywhere|elsewhere|otherwise)|integers?|integer-valued|binary|even|odd|prime|distinct|commut\w+|"
    r"block[- ]diagonal|anti-?diagonal|off-?diagonal|rotation|reflection|householder|hadamard|laplacian|adjacency|companion|fourier|contraction|metzler|"
    r"(?:fixed|critical|stationary|saddle|extreme|limit|equilibrium) points?|"
    r"(?:strictly )?(?:greater|larger|bigger|less|smaller|more) than|at (?:most|least)|between|exceed\w*|"
    r"no (?:more|less|fewer) than|equal to|proportional|opposite|in the (?:kernel|range|span|image|null))\b(?! (?:value|equation)s?)")
"""Words that restrict a symbol in a way that is not among the properties."""

SATISFIES = re.compile(r"\b(?:which |that |to )?(?:satisf(?:y|ies|ying)|obeys?)\W*\Z", re.I)
DESCRIBING = re.compile(
    r"\b(?:vanish\w*|solves?|solving|minimi[sz]es?|maximi[sz]es?|attains?|obeys?|satisf\w+|cancels?|"
    r"(?:their|its) (?:\w+ )?(?:means?|averages?|sums?|product|maximum|minimum|median|variance|norm|limit)|"
    r"(?:the|an?) (?:[\w-]+ )*(?:solutions?|minimi[sz]ers?|maximi[sz]ers?|minimum|maximum|optimum|optima|fixed point|stationary point|"
    r"critical point|saddle point|equilibrium|eigenvectors?|eigenvalues?|estimators?|estimates?))\b", re.I)
"""Words that say which value a symbol has, by what it does."""

PREDICATE = re.compile(
    r"\b(?:be|is|are|being)\s+(?:(?:both|all|also|each|of|[a-z]+ly)\s+)*(?P<word>[a-z]+(?:-[a-z]+)*)"
    r"(?=\s*(?:[,.;:)]|\Z|(?:and|or|with|but|for|while)\b))")
BEFORE_NOUN = re.compile(
    r"\b(?:an?|be|are|is|any|two|some|all)\s+(?P<words>(?:[a-z]+(?:-[a-z]+)*\s+){1,3})(?:matri(?:x|ces)|vectors?|scalars?|numbers?)\b")
HAVING = re.compile(
    r"\b(?:ha(?:s|ve|ving)|with(?= (?:unit|zero|equal|the same|same|no|only|trace|determinant|norm|sum|mean)\b)|whose|sums?|summing|adds? up|lies?|shares?|equals?)\s+(?P<rest>[^.;:,]*)")
FREE_PARTS = re.compile(
    r"\A\s*(?:(?:the|its|their|an?|all|real|\d+|#|known|column|row|hidden|input|output|respective|associated|corresponding)\s+)*"
    r"(?:#|known|entr(?:y|ies)|elements?|components?|columns?|rows?|shapes?|sizes?|dimensions?|length #|parameters?|weights?|bias(?:es)?|"
    r"labels?|respect|values? in|coefficients?|width|height|layers?|units?|channels?|features?|inputs?|outputs?|samples?|"
    r"observations?|variables?|gradients?|jacobians?|derivatives?|nonlinearit(?:y|ies)|activations?|functions?|loss(?:es)?|targets?|"
    r"rate|step|regulari[sz]ation|noise|density|distribution|mean #|mean|covariance|variance|second|first|order|class(?:es)?|continuous|"
    r"decomposition|softmax|sigmoid|relu|tanh|filter|stride|padding|kernel|window|block|components)\b(?! (?:zero(?! padding)|one|equal)\b)")
"""What an array may have or come with and be as free as before."""
HARMLESS = frozenset("""real real-valued square rectangular given fixed known unknown arbitrary any general generic constant constants
    column row data design weight weights feature input inputs output outputs hidden embedding parameter parameters coefficient
    bias biases target targets label labels error residual residuals activation activations state random dense full new same single
    finite one two three four other large trainable learnable learned differentiable smooth continuous scalar scalars vector vectors
    matrix matrices number numbers function functions common corresponding respective respectively additional auxiliary free
    variable variables usual standard gradient score logit logits ground-truth true predicted observed latent tall wide thin long an a the
    of and or not necessarily all both these those such that defined denoted written called dimension dimensions size sizes
    conformable compatible conforming appropriate suitable suitably sized independent regression measurement observation loading
    attention query key value query-key projection dictionary factor factors encoder decoder kernel filter mask noise signal
    sample samples batch minibatch context word token image pixel time mixing identity transition step different non-random
    deterministic applied elementwise entrywise componentwise element-wise entry-wise component-wise also as follows real-life iid
    decomposition as above before below left right initial final previous next current first second third last entire whole concatenated stacked
    flattened dependent model prior posterior mean standardised response covariate predictor slope intercept optimal best
    all-ones stride strides padding dilation channel channels window windows pool groups estimated fitted sampled drawn computed obtained used needed points datapoints data-points examples instances
    anchors centers centres centroids prototypes users items documents nodes small positive nonnegative negative nonzero""".split())
"""Words about an array or a number that leave it free."""


OF_MATRICES = frozenset({
    "symmetric", "antisymmetric", "invertible", "positive definite", "positive semidefinite", "orthogonal", "orthonormal columns",
    "full column rank", "full row rank", "upper triangular", "lower triangular", "diagonal", "idempotent"})
"""What is said of a matrix, and not of the vectors and numbers declared in the same breath."""

OF_SQUARES = frozenset({"symmetric", "antisymmetric", "invertible", "positive definite", "positive semidefinite", "orthogonal",
                        "idempotent"})
"""What is said of a square matrix only."""

FUNCTION_WORDS = (
    (r"non-?decreasing|(?<!non-)(?<!strictly )\bincreasing", "nondecreasing"),
    (r"non-?increasing|(?<!non-)(?<!strictly )\bdecreasing", "nonincreasing"),
    (r"strictly increasing", "increasing"),
    (r"strictly decreasing", "decreasing"),
    (r"\bodd\b", "odd"), (r"\beven\b", "even"), (r"\bconvex\b", "convex"), (r"\bconcave\b", "concave"),
)

SMOOTHNESS = (
    (r"infinitely|\bsmooth\b|C\^?\{?\\infty", INFINITE),
    (r"(?:three times|thrice)[\w ]*differentiable", 3),
    (r"twice[\w ]*differentiable|C\^?\{?2", 2),
    (r"differentiable", 1),
)

ALL_ONES = "all ones"
ONES_WORDS = re.compile(r"(?:vector|matrix) of (?:all )?ones|all[- ]ones|ones vector")
# words after which an equation is a statement of its own, a range still a qualifier
QUALIFYING_WORDS = frozenset({"where", "with"})
EXISTS = re.compile(r"\b(?:for some|there (?:exists?|is|are)|exists?)\b")
CONDITION = re.compile(r"\b(?:if|when|(?:if|when) not|only (?:if|when|for)|at|evaluated at|near|around|subject to|given that|whenever|for|for all|for every|for each|for any|provided|provided that|"
                       r"assuming|assuming that|case|in the case|"
                       r"iff|if and only if|holds for|in case|unless|except (?:if|when|for|where)|as long as|where|with)\W*\Z")
REASON = re.compile(r"\b(?:as|since|because)\W*\Z")
ELEMENTWISE = re.compile(r"element-?wise|entry-?wise|component-?wise|coordinate-?wise")


COLUMNWISE = re.compile(r"column-?wise|column by column|(?:each|every|over the|along the|along) columns?\b", re.I)


def column_by_column(words: str) -> bool:
    """Do the words say that something is done to each column of a matrix?"""
    return COLUMNWISE.search(words) is not None


def tensor_properties(words: str) -> frozenset[str]:
    """What the words about a symbol grant."""
    return phrase(_about_diagonal(words)[1]).properties | (frozenset({"constant"}) if says_constant(words) else frozenset())


@lru_cache(maxsize=4096)
def says_constant(words: str) -> bool:
    """Do the words say that a symbol is constant or held fixed?"""
    return UNSETTLED not in words and not DOUBTED.search(words) and CONSTANT.search(UNSTEADY.sub(" ", plain(words))) is not None


@lru_cache(maxsize=4096)
def unknown_property(words: str) -> str | None:
    """The first word that restricts a symbol in a way that no property in the table says.

    What stands in the place of an adjective restricts, unless it is known not to.
    """
    words = _about_diagonal(words)[1]
    if unknown := phrase(words).unknown:
        return unknown
    if (macro := MACRO.search(MARKUP.sub(" ", FORMULA.sub(" ", words)))) is not None:
        return macro.group().strip()
    text = with_properties_known(re.sub(r"\bnot (?:necessarily )?[\w-]+", "", plain(words)))
    found = UNKNOWN_PROPERTY.search(text)
    if found is not None:
        return found.group()
    having = next((m["rest"].split()[0] for m in HAVING.finditer(text) if m["rest"].strip() and not FREE_PARTS.match(m["rest"])), None)
    if having is not None:
        return having
    told = [m["word"] for m in PREDICATE.finditer(text)] + [w for m in BEFORE_NOUN.finditer(text) for w in m["words"].split()]
    return next((w for w in told if w != "known" and w not in HARMLESS and not speaks_of_function(w)), None)


def of_diagonal(words: str) -> list[str]:
    """What the words say of a diagonal: "positive", "one", …; "" where that is not understood."""
    found, rest = _about_diagonal(words)
    return [""] * len(found) if UNSETTLED in words or understood(rest, KNOWN) else list(found)


@lru_cache(maxsize=4096)
def _about_diagonal(words: str) -> tuple[tuple[str, ...], str]:
    """What is said of the diagonal, and the words without it."""
    found = []
    for pattern in OF_DIAGONAL:
        for match in pattern.finditer(words.lower()):
            said = [x for x in match.groupdict().values() if x]
            word = said[0].replace("non-", "non") if len(said) == 1 else ""
            found.append(DIAGONAL_WORDS.get(word, word))
        words = pattern.sub(" ", words.lower())
    return tuple(found), words


def describes(words: str) -> bool:
    """Do the words say of a symbol which value it has, in a way that is not understood?  A relation right behind "satisfies" is read by itself."""
    words = SATISFIES.sub("", words)
    return DESCRIBING.search(re.sub(r"\$[^$]*\$", " # ", words)) is not None


def function_properties(words: str) -> frozenset[str]:
    return _found(words, FUNCTION_WORDS)


def smoothness(words: str) -> int:
    """How many derivatives the words grant; 0 if they grant none."""
    return next((order for pattern, order in SMOOTHNESS if re.search(pattern, words)), 0)


def speaks_of_function(words: str) -> bool:
    return bool(smoothness(words) or function_properties(words) or ELEMENTWISE.search(words))


def _found(words: str, table) -> frozenset[str]:
    plain = re.sub(r"\bnot (?:necessarily )?[\w-]+", "", words.lower())
    return frozenset(name for pattern, name in table if re.search(pattern, plain))
