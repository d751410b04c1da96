"""An EPUB as Amazon wants it: the same pages, adapted."""
