"""Norms: their gradients, and what keeps them."""
