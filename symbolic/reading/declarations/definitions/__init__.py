"""Definitions: of symbols, families, entries, functions, by formulas or by what is displayed."""
