"""Differentials: dX, and what they say of gradients."""
