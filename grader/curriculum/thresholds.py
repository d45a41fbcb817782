"""What a trained network must reach; docs/calibration.md says where the figures come from."""

PIMA_TRAIN, PIMA_TEST = 0.79, 0.80
"""Accuracy on the patients trained on, and on unseen ones, who are more."""

BENT = 1e-3
"""The share of the variance of a network's logits for patients that no line explains; of linear layers, rounding."""

MNIST_MEAN, MNIST_TEST = 0.969, 0.96
"""The mean of the accuracies on images trained on and on unseen ones, and that on unseen ones alone."""
