"""How the work is done: every file in parallel, kept by content, released whole or not at all."""
