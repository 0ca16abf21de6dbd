"""Full garbage collections are rare while tests run.

Each passes over all objects that live, and a process that holds thousands of tests
and has run many keeps many: the suite would spend its time there.  What a test
process keeps by going without is memory, of which there is enough.  Young objects
are collected as ever.
"""
import gc

SELDOM = 100000
"""How many collections of the middle generation come before a full one."""


def pytest_collection_finish(session):
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], SELDOM)
