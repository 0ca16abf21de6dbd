"""Steps of optimisers and what curvature tells them."""
