r"""Convolutions of deep learning along one axis and along two: their derivatives, their matrix, their composition.

(w * x)_i = Σ_a w_a x_{i+a-1}: the filter is not reversed.  Its derivative by the
input is a convolution of full size with the filter reversed.
"""
