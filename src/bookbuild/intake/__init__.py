"""Intake: contributors' files of other programs become Markdown chapters of the book."""
