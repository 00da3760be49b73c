"""The screens: pages over the workspace, drawn with Dash. `app.create_app` makes them; `pages` holds one a file."""
