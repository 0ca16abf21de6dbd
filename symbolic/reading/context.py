"""From texts that declare, define and assume to the context that they grant."""
from __future__ import annotations

from dataclasses import dataclass, field, fields

from symbolic.language.context import Context
from symbolic.reading import syntax as s
from symbolic.reading.builder import Builder
from symbolic.reading.clauses import Clause, clauses_of, range_statement
from symbolic.reading.convolution import Windows
from symbolic.reading.declarations import declare
from symbolic.reading.beside import words_beside
from symbolic.reading.statements import parse_statement


@dataclass(frozen=True)
class GivenContext(Context):
    """A context with what only reading needs: formulas of functions, ranges of letters, layouts."""
    formulas: tuple = ()
    ranges: tuple = ()
    stated: tuple = ()
    layouts: tuple = ()
    shaped: frozenset = frozenset()
    constants: frozenset = frozenset()
    windows: Windows = Windows()
    by_columns: bool = False
    one_variable: bool = False
    dotted: bool = False
    unequal: frozenset = frozenset()
    layout: str = field(default="auto", compare=False)
    layout_used: bool = field(default=False, compare=False)


def context_from(texts: list[str | s.Document], provenance: str = "sheet",
                 document: s.Document | None = None, layout: str = "auto") -> tuple[Context, list[s.Notice]]:
    """The context that these LaTeX declarations, definitions and assumptions grant.

    How the ``document`` uses a symbol that they mention and do not declare tells what it is;
    derivatives in them are read in the ``layout``, which a formula for entries among them overrides.
    """
    beside = () if document is None else tuple(document_clauses(document))
    builder = builder_from(texts, provenance, beside, layout)
    if builder.layouts and builder.layout_used and layout not in (*builder.layouts, "auto"):
        builder = builder_from(texts, provenance, beside, builder.layouts[0])
    granted = {f.name: getattr(builder.context, f.name) for f in fields(Context)}
    context = GivenContext(**granted, formulas=tuple(builder.formulas.items()), ranges=tuple(builder.ranges.items()),
                           stated=tuple(builder.stated.items()), layouts=builder.layouts,
                           shaped=frozenset(builder.shaped), constants=frozenset(builder.constants), windows=builder.windows,
                           by_columns=builder.by_columns, one_variable=builder.one_variable,
                           dotted=builder.dotted, unequal=builder.unequal, layout=builder.layout, layout_used=bool(builder.layout_used))
    return context, builder.notices


def builder_from(texts: list[str | s.Document], provenance: str = "sheet", beside: tuple[Clause, ...] = (),
                 layout: str = "auto") -> Builder:
    """The builder after reading the texts; each is a formula or a document of its own, as a text or as parsed."""
    builder = Builder(Context(), provenance, layout=layout)
    read = [_clauses(text) for text in texts]
    declare(builder, [c for clauses in read for c in clauses], given=True, beside=beside)
    for clauses in read:
        if len(clauses) == 1 and range_statement(clauses[0]) is not None:
            name, low, high = range_statement(clauses[0])
            builder.stated[name] = builder.integer_at(low, name), builder.integer_at(high, name)
    return builder


def builder_on(context: Context) -> Builder:
    """A builder that starts from what is given, for what an author adds."""
    builder = Builder(context, "author")
    if isinstance(context, GivenContext):
        builder.formulas, builder.ranges, builder.stated = map(dict, (context.formulas, context.ranges, context.stated))
        builder.layouts, builder.windows, builder.by_columns = context.layouts, context.windows, context.by_columns
        builder.one_variable, builder.layout = context.one_variable, context.layout
        builder.dotted, builder.unequal = context.dotted, context.unequal
        builder.layout_used = {"given"} if context.layout_used else set()
        builder.shaped, builder.constants = set(context.shaped), set(context.constants)
    return builder


def _clauses(text: str | s.Document) -> list[Clause]:
    """Those of a document if the text has delimiters of mathematics, else of one bare formula."""
    if isinstance(text, s.Document):
        return document_clauses(text)
    if not any(mark in text for mark in DELIMITERS):
        return [c for st in parse_statement(text) for c in clauses_of(st)]
    from symbolic.reading.documents import read_document
    return document_clauses(read_document(text))


def document_clauses(document: s.Document) -> list[Clause]:
    """The clauses of a document, each with the words that are about it."""
    beside = words_beside(document)
    return [c for st, words in zip(document.statements, beside) for c in clauses_of(st, words)]


DELIMITERS = ("$", r"\begin{document}", r"\[", r"\(", r"\begin{align", r"\begin{equation")
