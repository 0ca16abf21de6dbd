"""Losses on class probabilities."""
