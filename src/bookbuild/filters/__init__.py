"""Document in, document out: one file an act. FILTERS, in `bookbuild.filters.pipeline`, is their order."""
