"""Linear, bilinear and quadratic forms and their gradients."""
