"""Reports as text: one format a module, each a pure function of the Report."""
