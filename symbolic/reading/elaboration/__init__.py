"""Syntax → expressions: kinds and shapes decide what was typed.  ``elaborate`` goes through a formula; the other files are its constructs."""
