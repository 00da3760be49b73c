"""Containers, whoever runs them: what an image says of the product in it, and whom a value seems to mention."""
