"""What the Backstage loader rests on: entities, what their references mean, and what their kinds become."""
