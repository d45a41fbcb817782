"""Accuracies that a trained network must reach; docs/calibration.md says where they come from."""

PIMA_TRAIN = 0.795
PIMA_TEST = 0.68
MNIST_TEST = 0.968
