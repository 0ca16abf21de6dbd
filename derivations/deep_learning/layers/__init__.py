"""Layers one by one: what comes back through each."""
