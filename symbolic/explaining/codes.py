r"""The stable codes of results, each with a paragraph and an example that shows it.

``E1…`` could not be parsed, ``E3…`` was parsed and means nothing, ``N1…`` is a
notice, a word is the code of a verdict.  ``chainrule explain E101`` prints an
entry and runs its example.
"""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """What a code means, and what to do; ``example`` shows it (with ``given``), ``mended`` does not.

    An example with mathematics in dollar signs is a document.  No example: no
    single text shows the code.
    """
    code: str
    title: str
    text: str
    example: str = ""
    mended: str = ""
    given: tuple[str, ...] = ()
    layout: str = "auto"

    @property
    def path(self) -> str:
        """What the example is called: a document of LaTeX, or a formula."""
        return "example.tex" if "$" in self.example else "example"


SQUARE = (r"A, B \in \mathbb{R}^{n \times n}",)
MAP = (r"A \in \mathbb{R}^{m \times n}", r"x \in \mathbb{R}^n", r"b \in \mathbb{R}^m")
VECTORS = (r"x, y \in \mathbb{R}^n",)

ENTRIES = (
    # ------------------------------------------------------------ could not be parsed
    Code("E101", "unknown command",
         "A command that is neither mathematics chainrule knows nor defined in the document. Often a misspelling; the hint "
         r"names the nearest command. Define your own with \newcommand or \DeclareMathOperator, or write \operatorname{…}.",
         r"\simga(0) = \sigma(0)", r"\sigma(0) = \sigma(0)", (r"\sigma: \mathbb{R} \to \mathbb{R}",)),
    Code("E102", "a command that can change what the text around it means",
         r"\catcode, \write, \csname and the like, and TeX conditionals around mathematics, are refused: what is judged must be "
         "what is printed. So is a command of mathematics that the document defines inside a conditional, or in a way that is not followed.",
         r"\catcode 1 = 1", "1 = 1"),
    Code("E103", "a character that has no place in mathematics",
         "Look-alike letters of other alphabets, invisible characters and marks that change the direction of text are named and "
         "refused, since two formulas that print alike must not be judged differently. Type the plain letter or the command.",
         "\u0430 = a", "a = a", (r"a \in \mathbb{R}",)),
    Code("E104", "a missing brace or argument",
         "Every { needs its }, and commands such as \\frac need all their arguments in braces.",
         r"\frac{1}{2 = 1", r"\frac{1}{2} = \frac{2}{4}"),
    Code("E105", "brackets that do not match",
         r"A bracket is never closed or never opened, or \left has no \right on its line.",
         "(1 + 2 = 3", "(1 + 2) = 3"),
    Code("E106", "an operand is missing",
         "An operator has nothing on one side, or brackets, a matrix or cases are empty. After a scan a lost symbol or a 0 read as "
         r"\circ is a frequent cause.",
         r"1 + = 1", "1 + 0 = 1"),
    Code("E107", "a subscript or superscript out of place",
         "Two subscripts on one symbol, a script with nothing to carry it, or one that begins with a bracket and has no braces. "
         "Braces say what belongs to the script.",
         "x_i_j = 0", "x_{i} = x_i", VECTORS),
    Code("E108", "notation that is not supported",
         "Integrals, binomial coefficients, marks over a whole formula and the like are recognised and not read. The step is left "
         "alone; steps around it are judged.",
         r"\binom{n}{2} = 1", "n = n", (r"x \in \mathbb{R}^n",)),
    Code("E109", "too long or nested too deeply",
         "Limits on symbols, digits, nesting and the expansion of macros keep hostile or broken input from running for ever. No "
         "formula that people read comes near them.",
         "(" * 300 + "1" + ")" * 300 + " = 1", "1 = 1"),
    Code("E110", "a side is empty",
         "Nothing stands on one side of a relation: often a chain that was broken across blocks, or a line that was lost.",
         r"$$1 + 1 = $$", "$$1 + 1 = 2$$"),
    Code("E111", "braces used as brackets",
         r"Braces group nothing that is printed: 2{a+b} prints as 2a+b. Where a group is meant write ( … ).",
         "2{1+2} = 6", "2(1+2) = 6"),
    Code("E112", "a block that is never closed",
         r"$$, \[ or \begin{…} without its end. The block is left out; the rest of the document is read.",
         "$$1 = 1\n\nText.\n\n\\begin{align} 2 = 2\n", "$$1 = 1$$"),
    Code("E113", "unknown environment",
         r"\begin{…} with a name that is neither a matrix, cases nor an alignment.",
         r"\begin{tikzpicture} 1 \end{tikzpicture} = 1", r"\begin{bmatrix} 1 \end{bmatrix} = \begin{bmatrix} 1 \end{bmatrix}"),
    Code("E114", "something stands where it cannot",
         "A symbol in a place where no formula could have it.",
         "A.B = B.A", "A B = A B", SQUARE),
    Code("E115", r"\operatorname around something that is no name",
         "The name of an operator is letters and digits.",
         r"\operatorname{a+b} = 1", r"\operatorname{tr}(A) = \operatorname{tr}(A)", SQUARE),
    Code("E116", "two numbers side by side",
         r"2 3 prints as 23. Write 2 \cdot 3 for the product.",
         "2 3 = 6", r"2 \cdot 3 = 6"),
    Code("E117", "two rows that may be one formula or two",
         "A row ends without a relation and the next begins with something that could continue it or stand alone. Say with a sign "
         "at the line break that the formula goes on, or put the second row into a display of its own.",
         r"x = x \\ - y = -y", r"x = x, \\ -y = -y", VECTORS),
    Code("E120", "only dots stand on a side",
         "The steps that an author leaves out cannot be judged; a bridge from the last readable side to the next is.",
         r"1 + 1 = \dots = 2", "1 + 1 = 2"),
    # ------------------------------------------------------------ parsed, but means nothing
    Code("E300", "a formula that says nothing",
         "It was parsed, but no meaning fits: a list where an expression is expected, a function with the wrong number of "
         "arguments, a derivative of another order above than below.",
         r"\frac{\partial^2 x}{\partial x} = 0", r"\frac{\partial^2 x}{\partial x^2} = 0", (r"x \in \mathbb{R}",)),
    Code("E301", "a function or operator without its argument",
         r"σ, diag, tr, Σ or ∂/∂x with nothing after it. Functions take their argument in brackets: \sigma(z).",
         r"\sigma = 1", r"\sigma(0) = \sigma(0)", (r"\sigma: \mathbb{R} \to \mathbb{R}",)),
    Code("E302", "dots that cannot be filled in",
         "An ellipsis is read by the pattern of the visible terms, checked against each of them. Here they follow no one pattern, "
         "or nothing says how many there are.",
         r"\sin x_1 + \dots + \cos x_n = 0", r"x_1 + \dots + x_n = \mathbf{1}^\top x", VECTORS),
    Code("E303", "an empty cell of a matrix",
         "A row has fewer entries than the others, or a cell is blank. Write 0 where 0 is meant.",
         r"\begin{bmatrix} x_1 & \\ 0 & x_2 \end{bmatrix} = 0 I", r"\begin{bmatrix} 1 & 0 \end{bmatrix} = \begin{bmatrix} 1 & 0 \end{bmatrix}", VECTORS),
    Code("E304", "an index or a condition that is no integer",
         "Indices, labels, sizes and limits of sums are integers: letters, numbers and what is added to them.",
         r"\sum_{i=1}^{x} x_i = 0", r"\sum_{i=1}^{n} x_i = \mathbf{1}^\top x", VECTORS),
    Code("E305", "the wrong number of indices",
         "A matrix has two, a vector one; a member of a family has its label first.",
         "x_{1,2} = 0", "x_1 = x_1", VECTORS),
    Code("E306", "a definition whose size is not said",
         "What is introduced here has no size that follows from anything: declare it.",
         ""),
    # ------------------------------------------------------------ notices
    Code("N101", "mathematics outside delimiters",
         r"A line looks like mathematics and stands outside $…$, \[…\] and the like: it is not read.",
         "Z := 1 + 1\n\nand $1 = 1$"),
    Code("N102", "a dollar sign that opens no mathematics", "It is taken for the sign of a currency, or its partner is missing.",
         "It costs $5 to see $1 = 1$."),
    Code("N103", "a command is redefined", "What the document defines wins; the verdicts after it rest on that definition.",
         r"\renewcommand{\neq}{=} $1 \neq 1$"),
    Code("N104", "a command that keeps its meaning", "Commands of the mathematics that is judged cannot be redefined.",
         r"\newcommand{\frac}{2} $1 = 1$"),
    Code("N105", r"text behind \end{document}", "TeX does not print it, so it is not read.",
         r"\begin{document} $1 = 1$ \end{document} $1 = 2$"),
    Code("N106", "a chain that goes on", "A block that begins with a relation continues the chain of the block before it.",
         "$$1 + 1 = 2$$\nand by the same rule\n$$= 3 - 1$$"),
    Code("N107", "an included file", "A file that is included could not be read, or is included in a circle."),
    Code("N108", "the same block several times in a row", "A scan repeats itself; the block is judged once.",
         "$$1 + 1 = 2$$\n\n$$1 + 1 = 2$$"),
    # ------------------------------------------------------------ verdicts
    Code("shape", "the shapes do not fit",
         "Refuted under declared shapes, even if small sizes would rescue it: a transpose is missing, factors are in the wrong "
         "order, or a gradient has its layout's other shape. Under shapes that were only inferred the step is undecided, and both "
         "uses are named.",
         r"A x = x^\top A^\top", r"(A x)^\top = x^\top A^\top", MAP),
    Code("layout", "true in another layout",
         "∂y/∂x can mean the Jacobian (rows are outputs) or its transpose, ∂s/∂X the matrix's shape or its transpose. The layout "
         "was inferred from the document, and in another one the step holds: declare the layout with --layout or in the text.",
         r"\frac{\partial}{\partial x} x^\top y = y, \qquad \frac{\partial}{\partial x} x^\top y = y^\top", "", VECTORS),
    Code("ambiguous", "two readings, two verdicts",
         "The formula can be read in more than one way, and the readings do not agree. Brackets, or a declaration, would say which "
         "one is meant. -v prints them.",
         r"A + s = 0", r"A + s I = s I + A", (r"A \in \mathbb{R}^{n \times n}", r"s \in \mathbb{R}")),
    Code("undeclared", "nobody says what a symbol is",
         "A symbol is not declared and its use does not fix it. Say what it is in the text (Let $x \\in \\mathbb{R}^n$) or with "
         "--given. A misspelt symbol shows up here too.",
         r"A z = 0 z", "A x = A x", MAP),
    Code("no model", "what is given cannot be satisfied",
         "No sizes and values were found that satisfy the declarations and assumptions, so that everything would follow from them. "
         "Two of them may contradict each other.",
         "x = x + 0", "", (r"x \in \mathbb{R}", "x + 1 = 0", "x - 1 = 0")),
    Code("dependence", "∂ by something that is defined, around it",
         "What is differentiated depends on what the variable depends on without going through the variable, so that the partial "
         "derivative has two meanings. Say what is held fixed.",
         r"\frac{\partial z}{\partial y} = 0", "", (r"x \in \mathbb{R}", "y := x^2", "z := x^3")),
    Code("limit", "neither a proof nor a counterexample",
         "Within the time and size allowed nothing was found. It may be true.",
         "x = 1", "", (r"x \in \mathbb{R}", "x^2 = -1")),
    Code("domain", "an argument where a function is not given",
         "A function that is given by its values at some places has none elsewhere. Declare that the argument is one of these.",
         "f(2) = 1", "f(0) = 1", (r"f(0) = 1, f(1) = 2",)),
    Code("fragment", "read, but outside what is judged",
         "Limits, expectations, probabilities, infinite sums and the like are read and left undecided.",
         r"\lim_{t \to \infty} x = x", "", (r"x \in \mathbb{R}",)),
    Code("oracle:latex2sympy2", "another program has an opinion",
         "A scalar formula outside of what is read here (an integral, a limit, a binomial) was read by latex2sympy2, and SymPy "
         "compared the sides. Neither shows its work, so this is no proof and no refutation. check --no-oracle leaves them out."),
    Code("relation", "a relation that is not judged",
         r"Equalities and inequalities are judged; ≈, ∈, ∼ and the like are not.",
         r"1 \approx 1", "1 = 1"),
    Code("condition", "stated under a condition that is not modelled",
         "The step is refuted, or undecided, without the condition it is stated under, and the condition could not be used.",
         "If $A = B$ then $A x = 2 B x$.", "", (*SQUARE, r"x \in \mathbb{R}^n")),
    Code("hypothesis", "a condition, not a claim",
         "The left side of ⇒, or a derivative set to zero that is no identity: the next steps use it, and it is no error.",
         r"A = B \Rightarrow A^\top = B^\top", "", SQUARE),
    Code("range", "an index that may leave its range",
         "The range of an index was taken from an earlier use in the chain, and here it would leave the shape; "
         "or a definition speaks, at one of its labels, of a member or an entry that is not declared.",
         ""),
    Code("section", "which problem of the sheet this answers is not said",
         "The sheet declares its symbols problem by problem, and neither a heading nor the letters say which one this belongs to.",
         ""),
    Code("assumptions", "proved only by what the text itself assumes",
         "With --no-assumptions a candidate may not bring assumptions of its own: the step is proved only with one.",
         ""),
    Code("definition", "a relation that introduces a symbol",
         "It is listed among the definitions and neither judged nor counted as proved.",
         ""),
    Code("internal", "the program contradicted itself",
         "A replayed proof and exact evaluation disagree, or the checker refused a proof that was found. This is a bug of chainrule "
         "and never a verdict: please report it with the document."),
)

CODES = {entry.code: entry for entry in ENTRIES}
