"""STRUCTURE: what is what; numbered, named and summed up."""
