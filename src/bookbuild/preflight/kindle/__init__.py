"""The Kindle profile: Amazon's rules for an EPUB, one module a subject, all on one reading of the file."""
