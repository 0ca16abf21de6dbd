"""Recurrent networks: one step and through time."""
