"""Nothing of an input becomes markup, script, style, link or command in a report, and the verdict still stands there."""
import re

import pytest

from hostile import CASES, alien, foreign, judged
from symbolic.reporting.forms import html, html_folder, tex, text
from symbolic.reporting.formats import Options
from symbolic.reporting.style import SIGNS

OPTIONS = Options()


@pytest.mark.parametrize("identity", CASES)
def test_no_element_attribute_link_or_id_of_an_input_survives(identity):
    data = judged(identity)
    assert foreign(html(data, OPTIONS)) == []
    pages = html_folder(data, OPTIONS)
    assert foreign(pages["index.html"]) == [] and all(re.fullmatch(r"[a-z0-9-]+\.html", name) for name in pages)


@pytest.mark.parametrize("identity", CASES)
def test_no_command_of_an_input_reaches_the_latex(identity):
    assert alien(tex(judged(identity), OPTIONS)) == []


@pytest.mark.parametrize("identity", CASES)
def test_the_verdict_still_stands_there(identity):
    data = judged(identity)
    counted = {v: data["summary"][v] for v in SIGNS}
    page, document = html(data, OPTIONS), tex(data, OPTIONS)
    for verdict, count in counted.items():
        own = sum(step["verdict"] == verdict for file in data["files"] for step in file["steps"])
        assert page.count(f'<article class="step {verdict}"') == own
        assert document.count(rf"\verdict{{{verdict}}}") == own
        assert count <= own


@pytest.mark.parametrize("identity", CASES)
def test_no_character_steers_the_terminal(identity):
    shown = text(judged(identity), OPTIONS)
    assert all(c.isprintable() or c in "\n\t" for c in shown)


def test_no_hostile_text_is_proved_that_says_something_false():
    proved = {identity for identity in CASES for step in judged(identity)["files"][0]["steps"]
              if step["verdict"] == "proved"}
    assert proved <= {"term-return"}, "that one ends in x = x"


BAD_PAGES = {
    "<script>": "<script>alert(1)</script>", "img onerror": "<img src=x onerror=alert(1)>", "href javascript:a": "<a href='javascript:a'>x</a>",
    "p style": "<p style='color:red'>x</p>", "id proved": "<p id='proved'>x</p>", "id twice: main": "<p id='main'>x</p><p id='main'></p>",
    "comment": "<!-- proved -->",
}


@pytest.mark.parametrize("what", BAD_PAGES)
def test_what_does_not_belong_there_would_be_found(what):
    page = f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>{BAD_PAGES[what]}</body></html>'
    assert any(what in found or what == "comment" and found == "<comment>" for found in foreign(page))


@pytest.mark.parametrize("body", [r"\input{/etc/passwd}", "}", r"\write18{x}", "a % b", "^^5c", r"\end{document}", "é", r"\section*{proved}"])
def test_what_does_not_belong_in_latex_would_be_found(body):
    assert alien(rf"\begin{{document}} {body} \end{{document}}")
    assert not alien(r"\begin{document} x = \frac{1}{2} \end{document}")
