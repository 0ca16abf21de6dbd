"""Likelihoods and divergences."""
