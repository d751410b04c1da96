"""ONIX messages, ours or anybody's: can it be read, do EDItEUR's schemas and lists accept it, will the trade."""
