"""The filter found from unit impulses: which taps the map fixes, at which sizes."""
from itertools import product

import pytest

from derivations.homework4.given_convolution import DIFFERENCE_FILTER, DIFFERENCES
from derivations.homework4.impulses import found_filter


@pytest.mark.parametrize("rows, columns", [(2, 2), (2, 3), (3, 2), (4, 4)])
def test_two_rows_and_columns_fix_every_tap(rows, columns):
    found = found_filter(DIFFERENCES, rows, columns)
    assert found.free == () and found.lines() == DIFFERENCE_FILTER
    assert found.equations == 2 * (rows * columns) ** 2


def test_one_row_leaves_the_outer_rows_free():
    """They see only padding."""
    found = found_filter(DIFFERENCES, 1, 3)
    assert set(found.free) == {*product((1, 2), (1, 3), (1, 2, 3))}
    assert found.shown() == "[· · ·; 0 -1 0; · · ·], [· · ·; 0 -1 1; · · ·]"
    with pytest.raises(ValueError, match="12 taps are free"):
        found.lines()


def test_one_pixel_leaves_all_but_the_centre_free():
    found = found_filter(DIFFERENCES, 1, 1)
    assert found.taps == {(1, 2, 2): -1, (2, 2, 2): -1} and len(found.free) == 16


def test_a_map_that_reads_further_is_no_convolution_with_this_window():
    given = (*DIFFERENCES[:2], r"Y_{1,i,j} = X_{i,1}", r"Y_{2,i,j} = X_{i,j}", DIFFERENCES[-1])
    with pytest.raises(ValueError, match="no filter"):
        found_filter(given, 2, 3)
