"""A finished PDF, ours or not, read from its bytes and held against PDF/X and what its recipient demands."""
