"""Exercises made from the library's proofs: a closed form to fill in, or wrong steps to find."""
from .sheet import FILL, FIND, Answer, Exercise, fill_in, find_wrong

__all__ = ["FILL", "FIND", "Answer", "Exercise", "fill_in", "find_wrong"]
