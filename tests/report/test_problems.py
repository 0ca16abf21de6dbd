"""The place that could not be read: the caret stands under it, whatever the line is like."""
import pytest

from symbolic.reporting.problems import excerpt, problem_at
from symbolic.reporting.style import Style

TEXT = "first\n  $$\\frac{a}{b$$\nlast"


def caret(text: str, start: int, end: int, width: int = 80) -> str:
    """What the caret underlines."""
    lines = excerpt(problem_at(text, start, end, "message"), Style(width=width))
    marks = lines[1]
    return lines[0][len(marks) - len(marks.lstrip()):len(marks)]


def test_offsets_become_lines_and_columns():
    start = TEXT.index("{b")
    problem = problem_at(TEXT, start, start + 2, "no closing brace", hint="every { needs its }", code="E101")
    assert (problem["line"], problem["column"], problem["end_line"], problem["end_column"]) == (2, 13, 2, 15)
    assert problem["source"] == "  $$\\frac{a}{b$$" and problem["code"] == "E101"


@pytest.mark.parametrize("wanted", ["{b", "$$", "\\frac"])
def test_the_caret_underlines_the_place(wanted):
    start = TEXT.index(wanted)
    assert caret(TEXT, start, start + len(wanted)) == wanted


@pytest.mark.parametrize("position", [0, 10, 150, 289])
def test_a_long_line_shows_a_window_around_the_place(position):
    line = "".join(chr(0x4E00 + k) for k in range(300))
    shown = excerpt(problem_at(line, position, position + 1, "message"), Style(width=60))
    assert len(shown[0]) <= 60 and caret(line, position, position + 1, 60) == line[position]


def test_tabs_do_not_move_the_caret():
    text = "\ta\tb = }"
    assert caret(text, text.index("}"), len(text)) == "}"


def test_a_place_that_spans_lines_is_marked_where_it_begins():
    assert caret("a = {b\nc}", 4, 9) == "{"


def test_the_hint_follows():
    assert excerpt(problem_at(TEXT, 0, 1, "m", hint="look"), Style())[-1] == "hint: look"


@pytest.mark.parametrize("text, offset", [("", 0), ("a", 1), ("a\n", 2), ("a\nb", 99)])
def test_the_end_of_a_text_is_a_place_too(text, offset):
    assert excerpt(problem_at(text, offset, offset, "message"), Style()) is not None


def test_a_step_under_a_condition_shows_the_condition_and_nothing_that_it_hides():
    """q is not declared either, but the condition settles the step; a hint about q would lead astray."""
    from symbolic.checking import check

    step, = check(r"$$A + q = A, \quad \text{for some } i$$", [r"A \in \mathbb{R}^{n \times n}"])["files"][0]["steps"]
    assert (step["verdict"], step["code"]) == ("undecided", "condition")
    assert (step["problem"]["message"], step["problem"]["code"], step["problem"]["hint"]) == (step["reason"], "condition", "")
