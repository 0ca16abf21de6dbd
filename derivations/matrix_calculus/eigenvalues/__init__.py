"""Eigenvalues, eigenvectors and the Rayleigh quotient."""
