"""What a document claims: chains become steps with their readings, in the context that holds where they stand."""
