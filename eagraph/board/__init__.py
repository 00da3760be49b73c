"""The yearly report to a board: information security work, risks, incidents and findings, drafted from the graph."""
