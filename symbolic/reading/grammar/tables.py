r"""The vocabulary of mathematics in LaTeX: which command is what.

``COMMANDS`` maps a control word (without its backslash) to a kind and a
value; ``CHARACTERS`` does so for single characters.  A kind says what the
parser may do with a token, the value is its normalised spelling.
"""
from __future__ import annotations

# kinds of token
NUMBER, NAME, OPERATOR, BIG, DOTS = "number", "name", "operator", "big operator", "dots"
RELATION, SIGN, INFIX, COMMA, POINT = "relation", "sign", "infix", "comma", "point"
OPEN, CLOSE, BAR, LEFT, RIGHT = "open", "close", "bar", "left", "right"
LBRACE, RBRACE, BEGIN, END, BREAK, AMP = "{", "}", "begin", "end", "row break", "&"
SUB, SUP, PRIME = "_", "^", "prime"
FRACTION, OVER, ROOT, FONT, SWITCH, ACCENT = "fraction", "over", "root", "font", "switch", "accent"
NOTE, STACK, NAMED, BOXED, SUBSTACK, NOT = "note", "stack", "named", "boxed", "substack", "not"
TEXT, GAP, QUANTIFIER, SO, LABEL, BAD, POISON = (
    "text", "gap", "quantifier", "so", "label", "bad", "poison")
SPACE, SIZE, SKIP, WORDS, TAG, DROP, RULE = "space", "size", "skip", "words", "tag", "drop", "rule"

GREEK = """alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu
xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda
Xi Pi Sigma Upsilon Phi Psi Omega varGamma varDelta varTheta varLambda varSigma varPhi varPsi varOmega
digamma varkappa""".split()

LETTERLIKE = """ell hbar imath jmath wp Re Im aleph infty top bot intercal emptyset varnothing
dagger ddagger checkmark flat sharp natural clubsuit heartsuit square Box blacksquare qed diamond
triangle mho eth complement""".split()

# words that are printed upright and applied to what follows
OPERATORS = """log exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan det dim ker
deg gcd hom arg Pr lg tr diag vec vech rank sign softmax relu sigmoid softplus logsumexp var cov
span null range supp erf gelu silu elu leakyrelu selu relu6 hardtanh heaviside swish logistic expit sech argmax argmin max min sup inf lim limsup liminf
concat mean std abs prox proj dist KL LSE conv pool maxpool avgpool pad flatten reshape
blkdiag bdiag transpose adj cof pinv expm""".split()

OPERATOR_SPELLINGS = {
    "ln": "log", "Tr": "tr", "trace": "tr", "Trace": "tr", "Diag": "diag", "DIAG": "diag",
    "Vec": "vec", "Rank": "rank", "rk": "rank", "sgn": "sign", "Sign": "sign", "Softmax": "softmax",
    "SoftMax": "softmax", "ReLU": "relu", "Relu": "relu", "RELU": "relu", "Sigmoid": "sigmoid",
    "Softplus": "softplus", "SoftPlus": "softplus", "Var": "var", "Cov": "cov", "Det": "det",
    "Log": "log", "Exp": "exp", "Expm": "expm", "Max": "max", "Min": "min", "GELU": "gelu", "SiLU": "silu",
    "ELU": "elu", "LeakyReLU": "leakyrelu", "Span": "span", "Tanh": "tanh", "LReLU": "leakyrelu", "lrelu": "leakyrelu",
    "Leaky-ReLU": "leakyrelu", "SELU": "selu", "ReLU6": "relu6", "HardTanh": "hardtanh", "Hardtanh": "hardtanh",
    "Swish": "swish", "Heaviside": "heaviside", "Erf": "erf", "SILU": "silu", "Abs": "abs",
}

# what authors' own commands of these names stand for, where a document does not show its definition
CUSTOMARY = {
    **{name: (0, r"\mathbb{R}") for name in ("R", "RR", "Reals", "reals", "real")},
    **{name: (0, r"\mathbb{N}") for name in ("N", "NN")}, **{name: (0, r"\mathbb{Z}") for name in ("Z", "ZZ")},
    "T": (0, r"\top"), "trans": (0, r"\top"), "transpose": (0, r"\top"), "tp": (0, r"\top"), "inv": (0, "-1"),
    "norm": (1, r"\lVert #1 \rVert"), "abs": (1, r"\lvert #1 \rvert"), "trace": (0, r"\operatorname{tr}"),
    "Tr": (0, r"\operatorname{tr}"), "vect": (0, r"\operatorname{vec}"), "dd": (0, r"\mathrm{d}"),
    "pd": (2, r"\frac{\partial #1}{\partial #2}"), "pdv": (2, r"\frac{\partial #1}{\partial #2}"),
    "inner": (2, r"\langle #1, #2 \rangle"), "ones": (0, r"\mathbf{1}"), "bone": (0, r"\mathbf{1}"),
    "horzbar": (0, r"\rule{2em}{.4pt}"), "vertbar": (0, "|"), "vline": (0, "|"),
    **{f"b{letter}": (0, rf"\mathbf{{{letter}}}") for letter in "abcduvwxyzABCDHKLPQRSUVWXYZ"},
}

# operators that take their subscript as a limit under them
LIMITED = frozenset("max min sup inf lim limsup liminf argmax argmin".split())

BIG_OPERATORS = {
    "sum": "sum", "prod": "prod", "coprod": "coprod", "bigcup": "bigcup", "bigcap": "bigcap",
    "bigoplus": "bigoplus", "bigotimes": "bigotimes", "bigodot": "bigodot", "bigwedge": "bigwedge",
    "bigvee": "bigvee",
}

RELATIONS = {
    "ne": r"\neq", "neq": r"\neq", "le": r"\le", "leq": r"\le", "leqslant": r"\le", "lt": "<",
    "leqq": r"\le", "ge": r"\ge", "geq": r"\ge", "geqslant": r"\ge", "geqq": r"\ge", "gt": ">",
    "ll": r"\ll", "gg": r"\gg", "coloneqq": ":=", "coloneq": ":=", "defeq": ":=", "eqdef": "=:",
    "triangleq": ":=", "eqqcolon": "=:", "Coloneqq": ":=", "doteq": r"\doteq", "equiv": r"\equiv",
    "approx": r"\approx", "simeq": r"\simeq", "cong": r"\cong", "sim": r"\sim", "propto": r"\propto",
    "in": r"\in", "notin": r"\notin", "ni": r"\ni", "owns": r"\ni", "subset": r"\subset",
    "subseteq": r"\subseteq", "supset": r"\supset", "supseteq": r"\supseteq", "colon": r"\colon",
    "to": r"\to", "rightarrow": r"\to", "longrightarrow": r"\to", "mapsto": r"\mapsto",
    "longmapsto": r"\mapsto", "gets": r"\gets", "leftarrow": r"\gets", "longleftarrow": r"\gets",
    "Rightarrow": r"\Rightarrow", "implies": r"\Rightarrow", "Longrightarrow": r"\Rightarrow",
    "Leftarrow": r"\Leftarrow", "impliedby": r"\Leftarrow", "Longleftarrow": r"\Leftarrow",
    "iff": r"\Leftrightarrow", "Leftrightarrow": r"\Leftrightarrow",
    "Longleftrightarrow": r"\Leftrightarrow", "leftrightarrow": r"\leftrightarrow",
    "succ": r"\succ", "prec": r"\prec", "succeq": r"\succeq", "preceq": r"\preceq",
    "perp": r"\perp", "parallel": r"\parallel", "mid": r"\mid", "models": r"\models",
    "hookrightarrow": r"\hookrightarrow", "rightsquigarrow": r"\rightsquigarrow",
    "vdash": r"\vdash", "asymp": r"\asymp", "lesssim": r"\lesssim", "gtrsim": r"\gtrsim",
    "vcentcolon": r"\colon", "middle": r"\mid",
}

# implications join whole statements; a row that begins with one starts a statement
IMPLICATIONS = frozenset({r"\Rightarrow", r"\Leftarrow", r"\Leftrightarrow"})

NEGATED = {"=": r"\neq", r"\in": r"\notin", r"\equiv": r"\not\equiv", "<": r"\ge", ">": r"\le",
           r"\le": ">", r"\ge": "<", r"\subset": r"\not\subset", r"\approx": r"\not\approx"}

# what stands over an equals sign and makes it a definition
CONDITIONED = r"=\mid"  # an equality with a condition written over it

DEFINING_MARKS = frozenset({"def", "Def", "def.", "\\triangle", "\\Delta", ".", "definition", "\\bigtriangleup"})

INFIXES = {
    "cdot": r"\cdot", "times": r"\times", "ast": "*", "star": r"\star", "odot": r"\odot",
    "circ": r"\circ", "otimes": r"\otimes", "oplus": r"\oplus", "bullet": r"\bullet", "div": "/",
    "wedge": r"\wedge", "land": r"\wedge", "vee": r"\vee", "lor": r"\vee", "cup": r"\cup",
    "cap": r"\cap", "setminus": r"\setminus", "ominus": r"\ominus", "oslash": r"\oslash",
    "boxtimes": r"\boxtimes", "boxplus": r"\boxplus", "bmod": r"\bmod", "cdotp": r"\cdot",
    "bigcirc": r"\circ", "backslash": r"\backslash", "amalg": r"\amalg", "diamondsuit": r"\diamondsuit",
}

DOT_KINDS = {
    "dots": "horizontal", "ldots": "horizontal", "cdots": "horizontal", "dotsc": "horizontal",
    "dotsb": "horizontal", "dotsm": "horizontal", "dotsi": "horizontal", "dotso": "horizontal",
    "hdots": "horizontal", "mathellipsis": "horizontal",
    "vdots": "vertical", "ddots": "diagonal", "iddots": "diagonal", "adots": "diagonal",
}

FONTS = {
    "mathbf": r"\mathbf", "boldsymbol": r"\boldsymbol", "bm": r"\boldsymbol", "pmb": r"\boldsymbol",
    "mathbb": r"\mathbb", "mathds": r"\mathbb", "mathcal": r"\mathcal", "mathscr": r"\mathscr",
    "mathfrak": r"\mathfrak", "mathrm": r"\mathrm", "mathsf": r"\mathsf", "mathtt": r"\mathtt",
    "mathit": r"\mathit", "mathnormal": r"\mathit", "bold": r"\mathbf", "symbf": r"\mathbf",
    "mathbfit": r"\boldsymbol", "Bbb": r"\mathbb", "cal": r"\mathcal",
}
WORD_FONTS = frozenset({r"\mathrm", r"\mathsf", r"\mathtt", r"\mathit"})

SWITCHES = {"bf": r"\mathbf", "rm": r"\mathrm", "it": r"\mathit", "sf": r"\mathsf", "tt": r"\mathtt",
            "bfseries": r"\mathbf"}

ACCENTS = {
    "hat": r"\hat", "widehat": r"\hat", "tilde": r"\tilde", "widetilde": r"\tilde", "bar": r"\bar",
    "overline": r"\bar", "vec": r"\vec", "overrightarrow": r"\vec", "underline": r"\underline",
    "underbar": r"\underline", "dot": r"\dot", "ddot": r"\ddot", "check": r"\check",
    "breve": r"\breve", "acute": r"\acute", "grave": r"\grave", "mathring": r"\mathring",
    "utilde": r"\utilde", "undertilde": r"\utilde", "ring": r"\mathring",
}

NOTES = {"underbrace": "underbrace", "overbrace": "overbrace", "underbracket": "underbrace",
         "overbracket": "overbrace", "underparen": "underbrace", "overparen": "overbrace"}

STACKS = {"stackrel": "over", "overset": "over", "underset": "under", "xlongequal": "arrow=",
          "xrightarrow": "arrow>", "xmapsto": "arrow>", "xRightarrow": "arrow>>"}

DELIMITERS = {
    "lbrace": r"\{", "rbrace": r"\}", "lbrack": "[", "rbrack": "]", "lvert": "|", "rvert": "|",
    "vert": "|", "lVert": r"\|", "rVert": r"\|", "Vert": r"\|", "langle": r"\langle",
    "rangle": r"\rangle", "lfloor": r"\lfloor", "rfloor": r"\rfloor", "lceil": r"\lceil",
    "rceil": r"\rceil", "lparen": "(", "rparen": ")", "lgroup": "(", "rgroup": ")", "bracevert": "|",
}
# what may stand behind \left and \right, as typed
FENCES = {
    **{"\\" + word: value for word, value in DELIMITERS.items()},
    **{x: x for x in ("(", ")", "[", "]", "|", ".", r"\|", r"\{", r"\}")},
    "<": r"\langle", ">": r"\rangle",
}
CLOSER = {"(": ")", "[": "]", r"\{": r"\}", r"\langle": r"\rangle", r"\lfloor": r"\rfloor",
          r"\lceil": r"\rceil", "|": "|", r"\|": r"\|", ".": "."}

SIZES = "big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm".split()

# the delimiter that an environment draws around its matrix
MATRICES = {
    "matrix": "", "pmatrix": "(", "bmatrix": "[", "Bmatrix": r"\{", "vmatrix": "|", "Vmatrix": r"\|",
    "smallmatrix": "", "psmallmatrix": "(", "bsmallmatrix": "[", "array": "", "tabular": "",
    "subarray": "",
}
CASES = frozenset({"cases", "dcases", "cases*", "dcases*", "numcases"})
ROWS = frozenset({
    "aligned", "align", "align*", "alignat", "alignat*", "alignedat", "split", "gather", "gather*",
    "gathered", "multline", "multline*", "multlined", "eqnarray", "eqnarray*", "equation",
    "equation*", "flalign", "flalign*", "displaymath", "math", "subequations", "dmath", "dmath*",
    "center", "IEEEeqnarray", "IEEEeqnarray*", "lgathered", "rgathered",
})
# environments with an argument after their name: columns or their number
ENVIRONMENT_ARGUMENTS = frozenset({
    "array", "tabular", "alignat", "alignat*", "alignedat", "subarray", "IEEEeqnarray",
    "IEEEeqnarray*", "numcases"})

SPACES = """, ; : ! > quad qquad thinspace medspace thickspace negthinspace negmedspace enspace
enskip displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag
strut mathstrut allowbreak break nobreak noindent centering hfill hfil hline protect
relax null par smallskip medskip bigskip small normalsize footnotesize scriptsize tiny large Large
ignorespaces unskip mathopen mathclose mathbin mathord mathpunct mathop mathrel mathinner
itshape upshape displaylimits""".split()
GAPS = frozenset({"quad", "qquad"})

TEXTS = """text textrm textbf textit textsf texttt textnormal textup textsc mbox hbox intertext
shortintertext textmd emph textsl fbox""".split()

# commands whose first argument is dropped, because it prints nothing here
DROPPED = """hspace vspace hphantom vphantom phantom color textcolor cite ref eqref
footnote mspace citep citet cref Cref autoref""".split()

# commands that change what the text means, load files or carry links
FORBIDDEN = """def edef gdef xdef let futurelet catcode csname endcsname expandafter noexpand input
include openin openout read write immediate newwrite newread loop repeat newif special
afterassignment aftergroup everymath everydisplay uppercase lowercase lccode uccode mathcode delcode
chardef mathchardef count dimen skip toks advance multiply divide global long outer string
meaning jobname the number romannumeral href url includegraphics usepackage RequirePackage
documentclass htmlClass htmlData htmlId htmlStyle require unicode char bgroup egroup makeatletter
makeatother verb lstinline section subsection chapter newenvironment renewenvironment directlua
pdfliteral rotatebox reflectbox scalebox resizebox raisebox rlap llap mathrlap mathllap mathclap
smash lower raise kern hskip vskip cancel bcancel xcancel cancelto sout hidewidth omit noalign
span multicolumn item begingroup endgroup scantokens newcounter setcounter value shipout
newcommand renewcommand providecommand DeclareMathOperator""".split()
DEFINING = frozenset("newcommand renewcommand providecommand DeclareMathOperator def".split())

UNSUPPORTED = {
    "int": "an integral", "iint": "an integral", "iiint": "an integral", "oint": "an integral",
    "idotsint": "an integral", "smallint": "an integral", "binom": "a binomial coefficient",
    "dbinom": "a binomial coefficient", "tbinom": "a binomial coefficient",
    "choose": "a binomial coefficient", "atop": "\\atop", "above": "\\above",
    "genfrac": "\\genfrac", "cfrac": "a continued fraction", "overwithdelims": "\\overwithdelims",
    "sideset": "\\sideset", "prescript": "\\prescript", "boxminus": "\\boxminus",
    "overleftarrow": "\\overleftarrow", "mod": "a congruence", "pmod": "a congruence",
}


def _commands() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}

    def add(kind: str, entries) -> None:
        pairs = entries.items() if isinstance(entries, dict) else ((x, "\\" + x) for x in entries)
        table.update((word, (kind, value)) for word, value in pairs)

    add(NAME, GREEK)
    add(NAME, LETTERLIKE)
    add(OPERATOR, {x: x for x in """log exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos
        arctan det dim ker deg gcd hom arg Pr lg max min sup inf lim limsup liminf""".split()})
    add(OPERATOR, {"ln": "log", "tr": "tr", "Tr": "tr", "diag": "diag", "nabla": "nabla",
                   "partial": "partial", "argmax": "argmax", "argmin": "argmin", "trace": "tr",
                   "rank": "rank", "softmax": "softmax", "sgn": "sign", "sign": "sign"})
    add(BIG, BIG_OPERATORS)
    add(RELATION, RELATIONS)
    add(INFIX, INFIXES)
    add(DOTS, DOT_KINDS)
    add(FONT, FONTS)
    add(SWITCH, SWITCHES)
    add(ACCENT, ACCENTS)
    add(NOTE, NOTES)
    add(STACK, STACKS)
    add(SIZE, SIZES)
    add(SPACE, SPACES)
    add(GAP, GAPS)
    add(WORDS, TEXTS)
    add(DROP, DROPPED)
    add(RULE, {"rule": "rule"})
    add(POISON, FORBIDDEN)
    add(BAD, UNSUPPORTED)
    add(SIGN, {"pm": r"\pm", "mp": r"\mp"})
    add(FRACTION, ["frac", "tfrac", "dfrac", "nicefrac", "sfrac", "flatfrac"])
    add(OVER, ["over"])
    add(ROOT, ["sqrt", "root"])
    add(PRIME, ["prime"])
    add(NAMED, ["operatorname", "operatornamewithlimits"])
    add(BOXED, ["boxed"])
    add(SUBSTACK, ["substack"])
    add(NOT, ["not"])
    add(QUANTIFIER, {"forall": "forall", "exists": "exists", "nexists": "nexists"})
    add(SO, {"therefore": "therefore", "because": "because"})
    add(TAG, ["label", "tag"])
    add(BREAK, ["newline", "cr", "tabularnewline", "linebreak"])
    add(SKIP, ["ensuremath"])
    for word, value in DELIMITERS.items():
        bar = value in ("|", r"\|")
        table[word] = (BAR if bar else OPEN if word[0] == "l" else CLOSE, value)
    table["left"], table["right"] = (LEFT, ""), (RIGHT, "")
    table["begin"], table["end"] = (BEGIN, ""), (END, "")
    return table


COMMANDS = _commands()
KNOWN_OPERATORS = {**{x: x for x in OPERATORS}, **OPERATOR_SPELLINGS}

CHARACTERS = {
    "+": (SIGN, "+"), "-": (SIGN, "-"), "*": (INFIX, "*"), "/": (INFIX, "/"),
    "(": (OPEN, "("), ")": (CLOSE, ")"), "[": (OPEN, "["), "]": (CLOSE, "]"), "|": (BAR, "|"),
    "^": (SUP, "^"), "_": (SUB, "_"), "'": (PRIME, "'"), "{": (LBRACE, "{"), "}": (RBRACE, "}"),
    "&": (AMP, "&"), ",": (COMMA, ","), ";": (COMMA, ";"), ".": (POINT, "."), "!": (POINT, "!"),
    "?": (POINT, "?"), "=": (RELATION, "="), "<": (RELATION, "<"), ">": (RELATION, ">"),
    ":": (RELATION, r"\colon"), ":=": (RELATION, ":="), "=:": (RELATION, "=:"),
    "::=": (RELATION, ":="), "...": (DOTS, "horizontal"), "\\|": (BAR, r"\|"),
    "\\{": (OPEN, r"\{"), "\\}": (CLOSE, r"\}"), "\\\\": (BREAK, ""),
}

# properties that people type as bare words in mathematics, where TeX prints them in italics
BARE_WORDS = frozenset("""elementwise entrywise componentwise differentiable nondecreasing
nonincreasing increasing decreasing symmetric invertible nonsingular orthogonal diagonal constant
continuous positive definite nonnegative independent arbitrary smooth convex scalar vector matrix
otherwise where applied""".split())

CONSTANT = r"\mathrm{const}"
"""A term of which only this is said: ``+ \text{const}``."""
CONSTANT_WORDS = frozenset({"const", "constant", "cst"})

# words that introduce a condition, that stand for all other cases, that join statements
IF_WORDS = frozenset({
    "if", "when", "for", "whenever", "where", "provided", "with", "iff", "for all", "if and only if",
    "provided that", "in case", "for every", "for each", "for any"})
ELSE_WORDS = frozenset({"otherwise", "else", "o.w.", "ow", "o/w", "elsewhere", "in all other cases", "default"})
SMALL_WORDS = IF_WORDS | ELSE_WORDS | frozenset(
    "and or so since thus hence then is are let of by to in on at the a an not but we".split())
