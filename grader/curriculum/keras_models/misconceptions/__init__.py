"""Known wrong ideas of the unit keras_models, one file an exercise."""
