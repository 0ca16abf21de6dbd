"""Kronecker products and vec, column-major."""
