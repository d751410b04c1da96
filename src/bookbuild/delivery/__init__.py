"""Delivery: what each recipient gets of a built book, under which names, and what was released once and for all."""
