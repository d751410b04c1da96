"""What the book says: the typed document of one manuscript file, and where each block stands in it."""
