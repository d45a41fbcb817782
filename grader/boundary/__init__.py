"""What both sides of the trust boundary know: plain data, how it travels, and the walls. A worker may read it."""
