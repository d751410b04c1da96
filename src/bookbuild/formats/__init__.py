"""Document in, artifact out: one folder a format. FORMATS, in `bookbuild.formats.registry`, is the whole list."""
