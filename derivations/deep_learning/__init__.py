"""Derivations of a deep-learning course, grouped as its chapters are.

| package | pages about |
|---|---|
| softmax | the softmax, its logarithm, log-sum-exp, temperature |
| cross_entropy | softmax and cross-entropy, one sample and a batch; smoothing, distillation |
| logistic_regression | two classes: gradient, Hessian, Newton's step, targets -1 and 1 |
| layers | affine, activations, residual, gated, bilinear, embedding, low rank |
| networks | backpropagation through two layers and through any number |
| normalisation | batch, layer, root-mean-square and weight normalisation |
| attention | queries, keys, values, scores, projections |
| recurrent | one step, through time, LSTM, GRU |
| regularisation | weight decay, dropout |
| similarity | cosine, contrastive and triplet losses |
| probabilistic | Gaussian, Poisson and categorical likelihoods, divergences, reparametrisation |
| optimisation | least squares, Newton, gradient steps, momentum, Hessian-vector products |
| flows | affine coupling, planar flow |
"""
