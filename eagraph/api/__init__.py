"""What can be asked over HTTP? The same few things as everywhere else, under `/api/v1`, described by OpenAPI.

`application.create_api(workspace)` makes the API alone; `site.create_site(workspace)` puts it in front of the screens,
and `site.serve` listens. One resource a file in `routes/`. What goes wrong is a problem of RFC 9457, told in the
reader's language.
"""
