"""Derivatives by symmetric matrices whose mirrored entries are one variable."""
