"""XHTML pages of a book: pandoc's html5 made into what EPUB, DPUB-ARIA and readers expect."""
