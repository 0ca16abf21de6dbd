r"""What running text introduces by the way: gradients with a letter, values that are supposed, functions "for $f(X) = …$", letters with a bound."""
from __future__ import annotations

import re
from dataclasses import replace

from symbolic.language.context import TensorDeclaration
from symbolic.reading.claims.defining import Defining
from symbolic.reading.context.builder import names_in
from symbolic.reading.declarations.assumptions.lasting import RELEASE
from symbolic.reading.declarations.symbols import quantified
from symbolic.reading.declarations.symbols.losses import Losses
from symbolic.reading.documents.roles import CONDITION, MENTION, role, words_before
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.standard import STANDARD
from symbolic.reading.elaboration.targets import body_of
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.asserting import sentence_at

CONDITIONS = frozenset({"if", "when", "whenever", "provided", "unless", "case"})
ASSUMING = CONDITIONS | {"suppose", "supposing", "assume", "assuming"}
INVERTIBLE = re.compile(r"[\s$)\\]*(?:is|are)\s+(?:also\s+|then\s+)?(?:invertible|non-?singular)\b(?!\s+(?:and|or)\b)", re.I)
OTHERWISE = re.compile(r"\b(?:otherwise|else|elsewhere|if|when|whenever)\b", re.I)
FOR = re.compile(r"\bfor(?: the function)?[\s¤]*\Z", re.I)


class Introducing(Defining):
    """The part of a reader that knows what a sentence introduces without saying so."""
    losses: Losses

    def _sets_gradient(self, statement: s.Statement, clause: Clause) -> bool:
        """Take "given $G = \\partial L / \\partial Z$" as the definition of G."""
        before = self.builder.context
        self.losses.free(self.builder, clause)
        if self._define(statement, clause, 0):
            return True
        self.builder.context = before
        return False

    def _introduces_value(self, position: int, clause: Clause, word: str) -> bool:
        r"""Does "suppose $z = Wx$" introduce z, of which nothing was said before, by a formula?"""
        found = body_of(clause)
        if word in CONDITIONS or found is None or not isinstance(clause.members[0], s.Name) or not isinstance(found[1], s.Juxtaposition | s.Additive) \
                or RELEASE.search(self.document.printed):
            return False
        return found[0].name not in self._spoken_before(position) and self.builder.context.tensor(found[0].name) is None

    def _spoken_before(self, position: int) -> set[str]:
        return {n for st in self.document.statements[:position] for m in st.members for n in names_in(m.syntax)}

    def _introduces_function(self, position: int, clause: Clause) -> bool:
        r"""Does "for $f(X) = \operatorname{tr}(AX)$, …" speak of f for the first time?"""
        found = body_of(clause)
        if found is None or not found[0].parameters or not FOR.search(words_before(self.document, position)):
            return False
        return found[0].name not in self._spoken_before(position) | {*self.builder.formulas} and not self.builder.elaborator().scope.declared(found[0].name)

    def _introduces_inverted(self, position: int, clause: Clause) -> bool:
        r"""Does "if $S = D - CA^{-1}B$ is invertible" introduce S?  Where its inverse stands, the condition is one on its being defined."""
        st, printed = self.document.statements[position], self.document.printed
        return INVERTIBLE.match(printed[st.end:]) is not None and self._introduces_value(position, clause, "suppose")

    def _perhaps_defined(self, clause: Clause) -> None:
        """What a sentence only mentions, ``o = Vh``, may be meant as the definition of a declared letter: nothing is refuted on it then."""
        found = body_of(clause)
        if found is not None and isinstance(clause.members[0], s.Name) and names_in(found[1]) and self._only_declared(found[0].name):
            self.builder.hedge(clause, [found[0].name], "a formula that the text mentions")

    def _defined_in_part(self, position: int, clause: Clause, before: tuple) -> None:
        r"""``f(x) = \log x`` "for $x > 0$": f where it is defined.  With another formula elsewhere, or taken at something else, f is not known."""
        target, text = body_of(clause)[0], self.document.printed
        applied = [x.items[k + 1].body for st in self.document.statements for m in st.members if m.syntax is not None for x in s.walk(m.syntax)
                   if isinstance(x, s.Juxtaposition) for k, item in enumerate(x.items[:-1])
                   if isinstance(x.items[k + 1], s.Group) and target.name in (getattr(item, "text", None), getattr(getattr(item, "base", None), "text", None))]
        sentence = sentence_at(text, self.document.statements[position].start)
        whole = bool(target.parameters) and len(self._definitions_of(target.name)) == 1 and all(isinstance(x, s.Name) and x.text in target.parameters for x in applied) \
            and OTHERWISE.search(text[sentence.start:sentence.end]) is None
        if not whole:
            self.builder.context, formulas = before
            self.builder.formulas.clear()
            self.builder.formulas.update(formulas)
            self.builder.drop(Clause((s.Name(clause.start, clause.end, target.name),), (), (), "", clause.start, clause.end), "a formula for a part of the cases")
        self.builder.hedge(clause, [target.name], "under which condition this is the definition")

    def _bounded_letters(self, statement: s.Statement) -> None:
        r"""Declare the \epsilon of "$y = \dots \sqrt{v + \epsilon}$ with $\epsilon > 0$", of which nothing else says what it is, as a number."""
        letters = {n for m in statement.members if m.syntax is not None for n in names_in(m.syntax)}
        indices = {n for m in statement.members if m.syntax is not None for n in quantified.indices(m.syntax)}
        for node in statement.qualifiers:
            match node:
                case s.Relation(left=s.Name(text=name), operator=">" | "\\ge", right=s.Number(text="0")) \
                        if name in letters - indices and not self.builder.elaborator().scope.declared(name) and name not in self.builder.formulas:
                    self.builder.add_tensor(TensorDeclaration(name, (), (), provenance="inferred"), node)
                    self.notices.append(s.Notice(node.start, node.end, f"{name} is taken to be a number", "inferred"))

    def _unless_special(self, position: int, clause: Clause) -> list[Clause]:
        """The clause; its sides alone where the text only looks at a case, "when $A = I$", so that A is not defined by that."""
        match clause.members, clause.operators:
            case (s.Name(), s.Name() | s.Number() as value), ("=",) if (isinstance(value, s.Number) or value.text in STANDARD) \
                    and not self.document.statements[position].display and role(self.document, position) in (CONDITION, MENTION):
                return [replace(clause, members=(clause.members[0],), operators=())]
        return [clause]
