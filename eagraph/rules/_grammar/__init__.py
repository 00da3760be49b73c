"""How a query of the portable subset is read: words → tree. What the subset leaves out is read where it can be, and told."""
