"""Gaussian densities: mean, covariance, precision, divergence."""
