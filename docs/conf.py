"""How the pages of this folder become a site that needs nothing from outside."""

from __future__ import annotations

from importlib.metadata import version as installed_version

project = "Contingent"
author = "The Contingent developers"
copyright = author
release = installed_version("contingent")

extensions = ["myst_nb"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_execution_in_temp = True
exclude_patterns = ["tutorial/*.txt"]

html_theme = "furo"
html_title = "Contingent"
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"top_of_page_buttons": []}
