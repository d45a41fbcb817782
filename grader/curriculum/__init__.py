"""What is taught: the catalog, the data, and in a folder for each unit its checks, known mistakes and figures."""
