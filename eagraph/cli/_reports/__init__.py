"""The reports of the command line: one a file, its name that of the report, with `about` (one sentence) and `command`."""
