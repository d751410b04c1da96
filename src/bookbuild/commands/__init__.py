"""What each command does; `cli` only declares them."""
