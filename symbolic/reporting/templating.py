r"""Jinja2 environments in which nothing is pasted: what is not ``Markup`` is escaped, as HTML or as LaTeX.

In templates of LaTeX a variable stands in ``<< >>``, a statement in ``<% %>``,
a comment in ``<# #>``; braces and percent signs mean what they mean in TeX.
"""
from __future__ import annotations

from typing import Any, Callable

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from . import tex


def environment(filters: dict[str, Callable], **syntax: Any) -> Environment:
    """Templates of this package with these filters; an unknown name is an error."""
    made = Environment(loader=PackageLoader("symbolic.reporting", "templates"), autoescape=True,
                       undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
                       **syntax)
    made.filters.update(filters)
    return made


def tex_environment(filters: dict[str, Callable]) -> Environment:
    """Templates of LaTeX: a value that is not LaTeX already is escaped as words."""
    return environment(filters, block_start_string="<%", block_end_string="%>", variable_start_string="<<",
                       variable_end_string=">>", comment_start_string="<#", comment_end_string="#>",
                       finalize=_as_tex)


def _as_tex(found: Any) -> Markup:
    return found if isinstance(found, Markup) else tex.text(str(found))
