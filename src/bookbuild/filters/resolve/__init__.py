"""RESOLVE: what points somewhere points to the right place; what is numbered has its number."""
