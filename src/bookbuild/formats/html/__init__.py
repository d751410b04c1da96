"""One page for a web site: HTML that holds its styles and pictures, and asks nothing of any network."""
