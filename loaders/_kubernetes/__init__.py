"""What the kubernetes loader rests on: objects, what their kinds become, and whom they name."""
