"""The softmax and its relatives."""
