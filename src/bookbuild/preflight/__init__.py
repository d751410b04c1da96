"""Artifact in, findings out: what a shop or a printer would refuse, found before they do."""
