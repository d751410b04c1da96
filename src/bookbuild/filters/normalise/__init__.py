"""NORMALISE: whatever the manuscript holds becomes nodes we know, safe and well named."""
