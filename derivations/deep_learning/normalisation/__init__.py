"""Normalisation over a batch, a layer or the weights."""
