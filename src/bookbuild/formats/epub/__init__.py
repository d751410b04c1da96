"""EPUB 3.3: the package around the pages."""
