"""Derivatives, differentials and functions of a variable, as they are written."""
