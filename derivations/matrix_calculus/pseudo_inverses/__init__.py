"""The pseudo-inverse by its definition."""
