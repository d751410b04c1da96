"""What each recipient sees of an edition's metadata, as fields one can read: for `show --metadata`."""
