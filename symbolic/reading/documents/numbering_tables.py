r"""The vocabulary of ``numbering``: classes, packages, environments and commands, by what they do to the numbers of equations."""
from __future__ import annotations

import re

ARTICLES = frozenset("article extarticle proc amsart scrartcl".split())
BOOKS = frozenset("report extreport book extbook".split())
"""Classes whose equations are numbered throughout, and within chapters."""
AMS_CLASSES = frozenset({"amsart"})
OWN_SECTIONS = frozenset({"scrartcl"})
"""Classes in which headings without a number, too, begin the counting anew."""
AMS_PACKAGES = frozenset("amsmath mathtools physics".split())
PACKAGES = AMS_PACKAGES | frozenset("""
    a4wide algorithm algorithmic algorithm2e algpseudocode amsbsy amscd amsfonts amsopn amssymb amstext amsthm
    anyfontsize array babel bbm bbold bm booktabs bookmark braket cancel caption charter cite cleveref color colortbl
    comment csquotes dsfont enumerate enumitem epsfig esint esvect etoolbox eucal eufrak euler eulervm fancyhdr float
    fontenc footmisc fullpage geometry graphics graphicx helvet hhline hyperref indentfirst inputenc kpfonts latexsym
    layout libertine lipsum listings lmodern longtable lscape makecell mathabx mathdots mathpazo mathptmx mathrsfs
    mdframed microtype multicol multirow natbib newpxmath newpxtext newtxmath newtxtext nicefrac palatino parskip
    pdflscape pgf pgfplots pifont ragged2e relsize rotating setspace siunitx soul stmaryrd subcaption subfig tabularx
    tensor textcomp tikz tikz-cd times titlesec titling todonotes ulem units upgreek url verbatim wasysym wrapfig
    xcolor xfrac xparse xspace
""".split())
"""Packages that leave the numbers of equations as they are."""
LANGUAGES = frozenset("english american british UKenglish USenglish german ngerman austrian french italian dutch".split())
"""Languages of babel whose letters and digits are those of English."""

ONE_NUMBER = frozenset({"equation", "multline"})
EACH_ROW = frozenset("align alignat flalign xalignat gather eqnarray".split())
NUMBERED = ONE_NUMBER | EACH_ROW
DISPLAYS = NUMBERED | {x + "*" for x in NUMBERED} | {"displaymath", "xxalignat"}
FOREIGN = re.compile(r"equation|eqn|align(?!ed)|gather(?!ed)|multline(?!d)|dmath|dgroup|darray|numcases|empheq")
"""Environments of these names that are none of the above may count equations."""

DEFINING = {
    **dict.fromkeys("newcommand renewcommand providecommand DeclareRobustCommand".split(), "noog"),
    **dict.fromkeys("newenvironment renewenvironment".split(), "googg"),
    **dict.fromkeys("NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand DeclareDocumentCommand".split(), "ngg"),
    **dict.fromkeys("NewDocumentEnvironment RenewDocumentEnvironment DeclareDocumentEnvironment".split(), "gggg"),
    "DeclareMathOperator": "ng", "newtheorem": "gogo", "DeclarePairedDelimiter": "ngg", "DeclarePairedDelimiterX": "noggg",
    "newcounter": "go", "def": "npg", "gdef": "npg", "edef": "npg", "xdef": "npg", "let": "nen",
}
"""Commands that define, and their arguments: a name, an option, a group, a parameter text, an equals sign."""
NAMING = {"crefname": "ggg", "Crefname": "ggg", "crefformat": "gg", "Crefformat": "gg", "labelformat": "gg"}
"""Commands that say how a counter is referred to, which changes no number beside an equation."""
NEVER = frozenset("""theequation theparentequation counterwithout includeonly excludecomment includecomment specialcomment
    processcomment usetagform newtagform renewtagform makeatletter AtBeginEnvironment AtEndEnvironment ifthenelse
    BeforeBeginEnvironment AfterEndEnvironment loop foreach csname preto appto patchcmd pretocmd apptocmd ExplSyntaxOn
    lstinline lstnewenvironment AddToHook AddToHookNext AtBeginDocument AtEndDocument catcode endinput stop titleclass
    shortvdotswithin ArrowBetweenLines""".split())
"""Commands that may change the counting, or what is text, in ways that are not followed."""
FIXED = frozenset({"begin", "end", "eqref", "ref"})
LINKS = frozenset({"url", "href", "nolinkurl", "path"})
ROW_ENDS = frozenset({"cr", "crcr", "tabularnewline", "newline"})
