"""What a text grants: declarations, definitions and assumptions become a context (``given``)."""
