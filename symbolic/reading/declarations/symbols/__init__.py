"""Symbols and what they range over: sets, sizes, families, names of several characters or with letters below."""
