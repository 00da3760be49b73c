"""What is planned, what it would change, and what publishing would: the parts of a precheck."""
