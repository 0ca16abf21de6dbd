"""Grading: a stack of submissions against a rubric, each result asked for looked up by proof.

Points are given where proved steps lead from the quantity asked for to a closed
form.  What is undecided or unread is never counted as wrong: it leaves a span
of points and waits for a person, whose word stands in a file of overrides.
"""
