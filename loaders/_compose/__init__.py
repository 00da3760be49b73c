"""What the compose loader rests on: which files make a project, what a service says in all of them, and what it means."""
