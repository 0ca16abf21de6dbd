"""Least squares: gradient, Hessian, normal equations, ridge and weights."""
