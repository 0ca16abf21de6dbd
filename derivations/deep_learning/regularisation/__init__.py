"""Penalties and noise."""
