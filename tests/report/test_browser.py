"""Pages in headless Chromium: accessibility by axe, no request, no overflow, in both colour schemes and widths.

Needs Chromium and the packages of the extra ``browser``.
"""
import shutil

import pytest
import remake
import results
from hostile import judged

from symbolic.reporting.data import result
from symbolic.reporting.formats import Options
from symbolic.reporting.forms import html, html_folder, library_html_folder

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install '.[browser]')")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed (pip install '.[browser]')")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

OPTIONS = Options()
OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
UNSEEN = """[...document.querySelectorAll('math')].filter(m => m.textContent.trim() && !m.closest('details:not([open])')
            && m.getBoundingClientRect().height < 4).length"""


def _index() -> str:
    return html_folder(result([remake.data("solution-a")["files"][0], results.CLEAN, results.NOTES]), OPTIONS)["index.html"]


PAGES = {
    "solution-a": lambda: remake.rendered("solution-a", "html"),
    "chain-rule": lambda: remake.rendered("chain-rule", "html"),
    "index": _index,
    "library-index": lambda: library_html_folder(remake.data("chain-rule"), OPTIONS)["index.html"],
    "notes": lambda: html(result([results.NOTES]), OPTIONS),
    "wide": lambda: html(result([results.WIDE]), OPTIONS),
    "hostile": lambda: html(judged("html-attribute"), OPTIONS),
}


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.mark.parametrize("width, scheme", [(1100, "light"), (390, "dark"), (320, "light")])
@pytest.mark.parametrize("name", PAGES)
def test_accessible_and_at_rest(browser, tmp_path, name, width, scheme):
    place = tmp_path / "page.html"
    place.write_text(PAGES[name](), "utf-8")
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900})
    tab, said, asked = context.new_page(), [], []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(place.as_uri())
    tab.evaluate(OPEN)
    violations = axe.Axe().run(tab).response["violations"]
    assert [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in violations] == []
    assert said == [] and asked == [place.as_uri()]
    assert tab.evaluate(OVERFLOW) <= 0 and tab.evaluate(UNSEEN) == 0
    context.close()


def test_the_policy_lets_the_style_in_and_no_script(browser, tmp_path):
    place = tmp_path / "page.html"
    place.write_text(remake.rendered("solution-a", "html").replace("</main>", "<script>document.title='ran'</script></main>"), "utf-8")
    tab = browser.new_context().new_page()
    tab.goto(place.as_uri())
    assert tab.title() != "ran"
    assert tab.eval_on_selector("h1", "x => getComputedStyle(x).fontWeight") == "600"


def test_everything_can_be_reached_by_keyboard(browser, tmp_path):
    place = tmp_path / "page.html"
    place.write_text(html(result([results.NOTES]), OPTIONS), "utf-8")
    tab = browser.new_context().new_page()
    tab.goto(place.as_uri())
    reached = set()
    for _ in range(60):
        tab.keyboard.press("Tab")
        reached.add(tab.evaluate("document.activeElement.tagName"))
    assert {"A", "SUMMARY"} <= reached
