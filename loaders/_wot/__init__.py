"""Thing Descriptions and Thing Models of the W3C Web of Things, version 1.1: what they may say, and what it means here."""
