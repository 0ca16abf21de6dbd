"""Layers put together: backpropagation."""
