"""The exponential of a matrix."""
