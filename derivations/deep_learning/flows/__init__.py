"""Changes of variables."""
