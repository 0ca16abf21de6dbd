"""Entrywise products and diagonal matrices."""
