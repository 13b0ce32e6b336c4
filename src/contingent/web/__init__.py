"""A mission folder becomes a web app: pages, files and an API, drawn from the same situation."""
