"""KI: rules about Kindle."""

