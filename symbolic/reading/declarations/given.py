"""From texts that declare, define and assume to the context that they grant."""
from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import lru_cache

from symbolic.language.context import Context
from symbolic.reading.context import variances
from symbolic.reading.context.builder import Builder
from symbolic.reading.context.variances import Variances
from symbolic.reading.declarations.assumptions import meanings
from symbolic.reading.declarations.declarations import declare
from symbolic.reading.declarations.definitions import conditioned
from symbolic.reading.declarations.symbols.listed import words_of_lists
from symbolic.reading.documents.beside import words_beside
from symbolic.reading.documents.blocks import has_delimiters, without_comments
from symbolic.reading.documents.prose import sentence_of_pieces
from symbolic.reading.documents.statements import parse_statement
from symbolic.reading.elaboration import exponentials
from symbolic.reading.elaboration.arrays.convolution import Windows
from symbolic.reading.elaboration.clauses import Clause, clauses_of, range_statement
from symbolic.reading.elaboration.derivatives.symmetry import Convention, said
from symbolic.reading.elaboration.pseudo_inverses import signs_said
from symbolic.reading.grammar import syntax as s


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
    pseudo: frozenset = frozenset()
    exponentials: frozenset = frozenset()
    symmetry: Convention = Convention()
    doubtful: tuple = ()
    standard: tuple = ()
    dotted: bool = False
    unequal: frozenset = frozenset()
    conditioned: tuple = ()
    variances: Variances = Variances()
    identified: frozenset = frozenset()
    hedged: tuple = ()
    layout: str = field(default="auto", compare=False)
    layout_used: bool = field(default=False, compare=False)


def context_from(texts: list[str | s.Document], provenance: str = "sheet",
                 document: s.Document | None = None, layout: str = "auto") -> tuple[Context, list[s.Notice]]:
    """The context that these LaTeX declarations, definitions and assumptions grant.

    How the ``document`` uses a symbol that they mention and do not declare tells what it is;
    derivatives in them are read in the ``layout``, which a formula for entries among them overrides.
    """
    beside = () if document is None else tuple(document_clauses(document))
    around = () if document is None else (document.printed,)
    builder = builder_from(texts, provenance, beside, layout, around)
    if builder.layouts and builder.layout_used and layout not in (*builder.layouts, "auto"):
        builder = builder_from(texts, provenance, beside, builder.layouts[0], around)
    granted = {f.name: getattr(builder.context, f.name) for f in fields(Context)}
    context = GivenContext(**granted, formulas=tuple(builder.formulas.items()), ranges=tuple(builder.ranges.items()),
                           stated=tuple(builder.stated.items()), layouts=builder.layouts,
                           shaped=frozenset(builder.shaped), constants=frozenset(builder.constants), windows=builder.windows,
                           by_columns=builder.by_columns, symmetry=builder.symmetry, doubtful=tuple(builder.doubtful.items()),
                           standard=tuple(builder.standard.items()), pseudo=builder.pseudo, exponentials=builder.exponentials,
                           dotted=builder.dotted, unequal=builder.unequal, conditioned=builder.conditioned, variances=builder.variances, identified=builder.identified, hedged=tuple(builder.hedged.items()), layout=builder.layout,
                           layout_used=bool(builder.layout_used))
    return context, builder.notices


def builder_from(texts: list[str | s.Document], provenance: str = "sheet", beside: tuple[Clause, ...] = (),
                 layout: str = "auto", around: tuple[str, ...] = ()) -> Builder:
    """The builder after reading the texts; each is a formula or a document of its own, as a text or as parsed.

    ``around`` are texts that say how formulas are meant, and are read by others.
    """
    builder = Builder(Context(), provenance, layout=layout)
    texts = [x if isinstance(x, s.Document) or has_delimiters(x) else without_comments(x) for x in texts]
    written = [x.printed if isinstance(x, s.Document) else x for x in texts]
    builder.exponentials = exponentials.said([*written, *around])
    read = [_clauses(text) for text in texts]
    builder.variances = variances.said([c for clauses in (*read, beside) for c in clauses])
    read, beside = [variances.in_clauses(clauses, builder.variances) for clauses in read], variances.in_clauses(beside, builder.variances)
    builder.conditioned = conditioned.of_clauses(c for clauses in read for c in clauses)
    read = [conditioned.in_clauses(clauses, builder.conditioned) for clauses in read]
    beside = tuple(conditioned.in_clauses(beside, builder.conditioned))
    builder.doubt(sorted(meanings.said(written, around)))
    builder.layout = meanings.layout_said(written) if builder.layout == "auto" and meanings.layout_said(written) else builder.layout
    if any(exponentials.defines_e(c.members, c.operators) for clauses in read for c in clauses):
        builder.exponentials |= {exponentials.OWN}
    for text, clauses in zip(written, read):
        builder.pseudo |= signs_said(text, [(c.members, c.words) for c in clauses])
    builder.symmetry = said(written, given=True)
    declare(builder, [c for clauses in read for c in clauses], given=True, beside=beside)
    for clauses in read:
        if len(clauses) == 1 and range_statement(clauses[0]) is not None:
            name, low, high = range_statement(clauses[0])
            builder.stated[name] = builder.integer_at(low, name), builder.integer_at(high, name)
    return builder


def builder_on(context: Context) -> Builder:
    """A builder that starts from what is given, for what an author adds."""
    builder = Builder(context, "author", sheet=frozenset(d.name for d in (*context.tensors, *context.functions, *context.integers)))
    if isinstance(context, GivenContext):
        builder.formulas, builder.ranges, builder.stated = map(dict, (context.formulas, context.ranges, context.stated))
        builder.layouts, builder.windows, builder.by_columns = context.layouts, context.windows, context.by_columns
        builder.symmetry, builder.doubtful, builder.standard = context.symmetry, dict(context.doubtful), dict(context.standard)
        builder.pseudo, builder.exponentials = context.pseudo, context.exponentials
        builder.layout = context.layout
        builder.dotted, builder.unequal, builder.identified = context.dotted, context.unequal, context.identified
        builder.conditioned, builder.variances, builder.hedged = context.conditioned, context.variances, dict(context.hedged)
        builder.layout_used = {"given"} if context.layout_used else set()
        builder.shaped, builder.constants = set(context.shaped), set(context.constants)
    return builder


def _clauses(text: str | s.Document) -> list[Clause]:
    """Those of a document if the text has delimiters of mathematics, else of one bare formula."""
    if isinstance(text, s.Document):
        return document_clauses(text)
    text = sentence_of_pieces(text)
    if not has_delimiters(text):
        return list(_of_formula(text))
    from symbolic.reading.documents.documents import read_document
    return document_clauses(read_document(text))


@lru_cache(maxsize=512)
def _of_formula(text: str) -> tuple[Clause, ...]:
    """What many cases are given in the same words is parsed once."""
    statements = parse_statement(text)
    said = words_of_lists(text, statements, [st.words for st in statements])
    return tuple(c for st, words in zip(statements, said) for c in clauses_of(st, *words))


def document_clauses(document: s.Document) -> list[Clause]:
    """The clauses of a document, each with the words that are about it."""
    beside = words_of_lists(document.printed, document.statements, words_beside(document))
    return [c for st, words in zip(document.statements, beside) for c in clauses_of(st, *words)]
