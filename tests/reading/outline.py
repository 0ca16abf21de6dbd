"""Syntax as one line of text, for tests to state what a formula was read as.

    x_i^2             x[_i ^2]
    a b               (a b)
    a \\cdot b         (\\cdot a b)
    -a + b            (sum -a +b)
    \\frac{a}{b}       (/ a b)         an explicit a / b is (a//b)
    (a, b)            <( (, a b)>
    matrix            [a b; c d]       an empty cell is ~
    \\sum_{i=1}^n      {sum _(= i 1) ^n}
"""
from symbolic.reading.grammar import syntax as s


def outline(node) -> str:
    match node:
        case None:
            return "~"
        case s.Number(text=text) | s.Name(text=text):
            return text
        case s.Operator(name=name):
            return "@" + name
        case s.Scripted():
            parts = ["'" * node.primes] if node.primes else []
            parts += [f"_{outline(node.sub)}"] if node.sub else []
            parts += [f"^{outline(node.sup)}"] if node.sup else []
            return f"{outline(node.base)}[{' '.join(parts)}]"
        case s.Juxtaposition(items=items):
            return f"({' '.join(map(outline, items))})"
        case s.Infix(operator="/", left=a, right=b):
            return f"({outline(a)}//{outline(b)})"
        case s.Infix(operator=op, left=a, right=b) | s.Relation(operator=op, left=a, right=b):
            return f"({op} {outline(a)} {outline(b)})"
        case s.Additive(terms=terms):
            return f"(sum {' '.join(sign + outline(term) for sign, term in terms)})"
        case s.Fraction(numerator=a, denominator=b):
            return f"(/ {outline(a)} {outline(b)})"
        case s.Group(kind=kind, body=body):
            return f"<{kind} {outline(body)}>"
        case s.Matrix(rows=rows):
            return f"[{'; '.join(' '.join(map(outline, row)) for row in rows)}]"
        case s.CasesNode(rows=rows):
            return f"(cases {' '.join(f'{outline(v)}:{outline(c)}' for v, c in rows)})"
        case s.Dots(kind=kind):
            return {"horizontal": "...", "vertical": ":::", "diagonal": "\\.."}[kind]
        case s.BigOperator(name=name, lower=lower, upper=upper):
            parts = [f" _{outline(lower)}"] if lower else []
            parts += [f" ^{outline(upper)}"] if upper else []
            return f"{{{name}{''.join(parts)}}}"
        case s.Sequence(items=items):
            return f"(, {' '.join(map(outline, items))})"
        case s.Annotated(body=body, note=note, mark=mark):
            return f"({mark} {outline(body)}{' ' + outline(note) if note else ''})"
        case s.Text(text=text):
            return f'"{text}"'
    raise TypeError(node)


def chain(statement: s.Statement) -> str:
    """Members and signs; !CODE where a member has an error; then qualifiers, words, label."""
    parts = [shown(statement.members[0])]
    for sign, member in zip(statement.relations, statement.members[1:]):
        parts += [sign.operator, shown(member)]
    parts += [f"; {outline(q)}" for q in statement.qualifiers]
    parts += [f'; words "{statement.words}"'] if statement.words else []
    parts += [f"; label {statement.label}"] if statement.label else []
    return " ".join(parts)


def shown(member: s.Member) -> str:
    return outline(member.syntax) if member.error is None else "!" + member.error.code
