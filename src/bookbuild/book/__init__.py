"""What is published: the book, its contributions and contributors, its editions, their identifiers."""
