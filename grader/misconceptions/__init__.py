"""Known mistakes, a module a unit."""
