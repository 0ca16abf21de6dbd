"""Inequalities between numbers, vectors and means, each from an identity with squares."""
