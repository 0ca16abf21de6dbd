"""Inverses: their rules, their derivatives, and inverses of sums."""
