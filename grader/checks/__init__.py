"""The laws that each answer must obey, one module per unit, and the words to write them with."""
