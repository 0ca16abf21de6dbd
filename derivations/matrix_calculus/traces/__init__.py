"""Traces and their gradients."""
