"""A source text → its blocks of mathematics → statements in order, with the words around them."""
