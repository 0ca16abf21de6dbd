"""Matrix factorisation, linear autoencoders, principal components."""
