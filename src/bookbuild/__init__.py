"""One Markdown manuscript in, every edition of a book out.

The package, in the order things happen; each layer imports only from those above it (tests/test_layers.py):

- `errors`       what stops a run, with exit codes and advice
- `diagnostics`  findings about the book, and their report; `renderers` shows them
- `rules`        every rule, declared once, a file a family
- `_tools`       the only place a process starts: pandoc, Typst, Java and EPUBCheck, workers
- `book`         book.yaml: the model, the loader, identifiers and codes, the reading order
- `design`       trims, papers, profiles, tokens, margins, the width of a spine
- `document`     the typed document of one file: nodes, walks, reading, location
- `filters`      document to document: NORMALISE, STRUCTURE, RESOLVE, TYPOGRAPHY, TARGET (`filters.pipeline`)
- `proofreading` what a proofreader marks in the Markdown source, for `check` alone (`proofreading.proofread`)
- `formats`      document to artifact: EPUB, Kindle, print, screen PDF, web page, ONIX (`formats.registry`)
- `preflight`    artifact to findings
- `production`   how the work is done: in parallel, kept by content, released whole
- `delivery`     a release: what each recipient is given, under which names
- `intake`       contributors' files to Markdown, for `import`
- `build`        the story on one screen
- `cli`          the commands
"""

__version__ = "0.1.0"
