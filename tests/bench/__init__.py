"""Speed and memory beside pandoc and Typst, on the same manuscripts, in the same run: `make bench`."""
