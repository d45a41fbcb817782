"""The unit gradient_descent."""
