"""What a proofreader would mark in the manuscript: faults found in the Markdown source, with line and column."""
