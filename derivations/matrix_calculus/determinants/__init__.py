"""Determinants, their logarithms and the gradients of both."""
