"""Parts of a situation become pictures: SVG drawn here, each with its table in words."""
