"""ONIX for Books 3.0 and 3.1: messages for the trade, a product for each edition, from the metadata of the files.

Reference tags; element order is the schema's (P.1 to P.26 are the specification's groups). Code values are
written where they are used, each with its list: EDItEUR's lists, issue 75.
"""
