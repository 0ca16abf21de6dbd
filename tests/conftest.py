"""Full garbage collections are rare while tests run.

Each passes over all objects that live.  In a process that holds thousands of tests
and has run many, one can take longer than the search for a repair may, so that what
an example prints could depend on which tests had run before it.  Young objects are
collected as ever.
"""
import gc

SELDOM = 100000
"""How many collections of the middle generation come before a full one."""


def pytest_collection_finish(session):
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], SELDOM)
