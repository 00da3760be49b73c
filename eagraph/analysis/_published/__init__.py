"""What the public sees of the city's information, what of it opens each other, and which rules apply to all of it."""
