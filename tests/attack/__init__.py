"""The soundness attack: statements with truths of their own, put to the whole way."""
