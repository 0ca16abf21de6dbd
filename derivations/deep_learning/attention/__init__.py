"""Attention, forwards and back."""
