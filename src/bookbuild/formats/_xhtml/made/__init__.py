"""Pages that bookbuild makes from the metadata."""
