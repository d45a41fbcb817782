"""Known wrong ideas of the unit gradient_descent, one file an exercise."""
